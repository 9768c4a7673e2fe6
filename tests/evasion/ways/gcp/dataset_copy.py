"""BigQuery copies a dataset from another region each night.

Answer: cross-region-copy fail nightly
"""

import pulumi_gcp as gcp

source = gcp.bigquery.Dataset("source", dataset_id="source", location="us-central1")
target = gcp.bigquery.Dataset("target", dataset_id="target", location="europe-west4")
gcp.bigquery.DataTransferConfig(
    "nightly",
    display_name="nightly",
    location="europe-west4",
    data_source_id="cross_region_copy",
    destination_dataset_id=target.dataset_id,
    schedule="every 24 hours",
    params={"source_project_id": "vision", "source_dataset_id": "source"},
)
