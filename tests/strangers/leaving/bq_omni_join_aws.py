"""Materialise the orders that live in S3 (BigQuery Omni) in our US dataset.

A cross-cloud BigQuery Omni query (connection in aws-us-east-1) moves the S3 orders table's result from AWS us-east-1 into a
BigQuery dataset in Google's us-east4 (CREATE TABLE AS SELECT).
"""

import pulumi
import pulumi_gcp as gcp

omni = gcp.bigquery.Connection(
    "s3-orders",
    connection_id="s3-orders",
    location="aws-us-east-1",
    aws={"access_role": {"iam_role_id": "arn:aws:iam::111122223333:role/bq-omni"}},
)
remote = gcp.bigquery.Dataset("orders-s3", dataset_id="orders_s3", location="aws-us-east-1")
orders = gcp.bigquery.Table(
    "orders",
    dataset_id=remote.dataset_id,
    table_id="orders",
    deletion_protection=False,
    external_data_configuration={
        "autodetect": True,
        "source_format": "PARQUET",
        "source_uris": ["s3://acme-orders-lake/parquet/*"],
        "connection_id": omni.name,
    },
)
local = gcp.bigquery.Dataset("orders-local", dataset_id="orders_local", location="us-east4")

gcp.bigquery.Job(
    "import-orders",
    job_id="import-orders-2025-06",
    location="us-east4",
    query={
        "query": "CREATE OR REPLACE TABLE orders_local.orders AS SELECT * FROM orders_s3.orders",
        "create_disposition": "",
        "write_disposition": "",
    },
    opts=pulumi.ResourceOptions(depends_on=[orders, local]),
)
