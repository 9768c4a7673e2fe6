"""The warehouse's own transfer service reads a bucket of AWS.

Answer: cross-region-transfer fail load
"""

import pulumi_gcp as gcp

gcp.bigquery.DataTransferConfig(
    "load",
    display_name="load",
    location="us-central1",
    data_source_id="amazon_s3",
    destination_dataset_id="frames",
    params={
        "data_path": "s3://vision-frames/2024/*",
        "destination_table_name_template": "raw",
        "file_format": "PARQUET",
    },
)
