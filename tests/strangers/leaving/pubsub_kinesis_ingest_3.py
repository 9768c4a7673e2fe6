"""Ad impressions arrive from the Kinesis stream of the Tokyo ad server.

A Pub/Sub topic restricted to us-central1 ingests the ad-impressions Kinesis stream from AWS ap-northeast-1.
"""

import pulumi
import pulumi_gcp as gcp

ingest = gcp.serviceaccount.Account("kinesis-ingest", account_id="kinesis-ingest")

STREAM = "arn:aws:kinesis:ap-northeast-1:111122223333:stream/ad-impressions"

impressions = gcp.pubsub.Topic(
    "ad-impressions",
    name="ad-impressions",
    message_retention_duration="86400s",
    message_storage_policy={"allowed_persistence_regions": ["us-central1"]},
    ingestion_data_source_settings={
        "aws_kinesis": {
            "stream_arn": STREAM,
            "consumer_arn": f"{STREAM}/consumer/pubsub:1722400000",
            "aws_role_arn": "arn:aws:iam::111122223333:role/pubsub-ingest",
            "gcp_service_account": ingest.email,
        }
    },
)

dataset = gcp.bigquery.Dataset("ads", dataset_id="ads", location="us-central1")
table = gcp.bigquery.Table(
    "impressions",
    dataset_id=dataset.dataset_id,
    table_id="impressions",
    deletion_protection=False,
    schema='[{"name": "data", "type": "JSON", "mode": "NULLABLE"}]',
)
gcp.pubsub.Subscription(
    "impressions-to-bq",
    topic=impressions.name,
    bigquery_config={"table": pulumi.Output.concat("vision.", dataset.dataset_id, ".", table.table_id)},
)
