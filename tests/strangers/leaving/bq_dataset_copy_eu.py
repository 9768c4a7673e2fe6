"""Keep a copy of the events dataset for the Frankfurt analysts.

A BigQuery scheduled dataset copy (cross_region_copy) copies the events dataset from us-central1 to the Europe-west3 dataset twice a day.
"""

import pulumi
import pulumi_gcp as gcp

events = gcp.bigquery.Dataset(
    "events",
    dataset_id="events",
    location="us-central1",
    description="Product events, 40 TB",
)
events_eu = gcp.bigquery.Dataset(
    "events-eu",
    dataset_id="events_eu",
    location="europe-west3",
    labels={"team": "analytics-eu"},
)

copier = gcp.serviceaccount.Account("dataset-copier", account_id="dataset-copier")
gcp.projects.IAMMember(
    "copier-bq-admin",
    project="vision",
    role="roles/bigquery.admin",
    member=copier.email.apply(lambda e: f"serviceAccount:{e}"),
)

transfer = gcp.bigquery.DataTransferConfig(
    "events-copy",
    display_name="events to Frankfurt",
    data_source_id="cross_region_copy",
    location=events_eu.location,
    destination_dataset_id=events_eu.dataset_id,
    schedule="every 12 hours",
    service_account_name=copier.email,
    params={
        "source_project_id": "vision",
        "source_dataset_id": events.dataset_id,
        "overwrite_destination_table": "true",
    },
)
pulumi.export("transfer", transfer.name)
