"""Keep the European reporting project's copy of the events dataset up to date.

Twice a day a BigQuery dataset copy transfer moves the events dataset from us-central1 to europe-west3.
"""

import pulumi
import pulumi_gcp as gcp

source = gcp.bigquery.Dataset("events", dataset_id="events", location="us-central1")
copy = gcp.bigquery.Dataset("events-eu", dataset_id="events_eu", location="europe-west3")

transfer = gcp.bigquery.DataTransferConfig(
    "events-copy",
    display_name="events -> events_eu",
    data_source_id="cross_region_copy",
    destination_dataset_id=copy.dataset_id,
    location=copy.location,
    schedule="every 12 hours",
    params={
        "source_project_id": "vision",
        "source_dataset_id": source.dataset_id,
        "overwrite_destination_table": "true",
    },
)
pulumi.export("transfer", transfer.name)
