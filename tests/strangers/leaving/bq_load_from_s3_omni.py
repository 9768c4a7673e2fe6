"""Scheduled query that loads the web shop's S3 exports into the warehouse.

Each night a scheduled BigQuery LOAD DATA statement moves all order lines from an S3 bucket in AWS eu-west-1 across clouds into a US
dataset.
"""

import pulumi
import pulumi_gcp as gcp

conn = gcp.bigquery.Connection(
    "shop-s3",
    connection_id="shop-s3",
    location="aws-eu-west-1",
    aws={"access_role": {"iam_role_id": "arn:aws:iam::222233334444:role/bq-omni"}},
)
shop = gcp.bigquery.Dataset("shop", dataset_id="shop", location="US")

QUERY = """
LOAD DATA OVERWRITE shop.order_lines
FROM FILES (
  format = 'PARQUET',
  uris = ['s3://webshop-exports-dublin/order_lines/*']
)
WITH CONNECTION `vision.aws-eu-west-1.{connection}`;
"""

gcp.bigquery.DataTransferConfig(
    "order-lines-nightly",
    display_name="order lines from S3",
    data_source_id="scheduled_query",
    location="US",
    schedule="every day 04:00",
    params={"query": conn.connection_id.apply(lambda c: QUERY.format(connection=c))},
    opts=pulumi.ResourceOptions(depends_on=[shop]),
)
