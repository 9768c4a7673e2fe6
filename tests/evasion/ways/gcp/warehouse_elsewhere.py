"""A job beside a data set in another region.

Answer: cross-region-transfer fail features
"""

import pulumi_gcp as gcp

gcp.bigquery.Dataset("events", dataset_id="events_eu", location="europe-west4")
gcp.dataflow.FlexTemplateJob(
    "features",
    region="us-central1",
    container_spec_gcs_path="gs://dataflow-templates/latest/flex/BigQuery_to_Parquet",
    parameters={"tableRef": "vision:events_eu.clicks"},
)
