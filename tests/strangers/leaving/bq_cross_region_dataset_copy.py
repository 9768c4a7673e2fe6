"""Give the Berlin analysts their own copy of the events dataset.

A scheduled BigQuery Data Transfer (cross_region_copy) copies the whole events dataset from US to a dataset in the EU every 12
hours.
"""

import pulumi_gcp as gcp

source = gcp.bigquery.Dataset("events", dataset_id="events", location="US")
berlin = gcp.bigquery.Dataset("events-eu", dataset_id="events_eu", location="EU")

gcp.bigquery.DataTransferConfig(
    "copy-events",
    display_name="events US to EU",
    data_source_id="cross_region_copy",
    location="EU",
    schedule="every 12 hours",
    destination_dataset_id=berlin.dataset_id,
    params={
        "source_dataset_id": source.dataset_id,
        "source_project_id": "vision",
        "overwrite_destination_table": "true",
    },
)
