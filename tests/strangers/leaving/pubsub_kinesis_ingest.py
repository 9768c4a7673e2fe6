"""The acquired company still writes to Kinesis; Pub/Sub pulls it in.

Pub/Sub import topics kept in us-central1 continuously pull Kinesis streams out of AWS eu-west-3.
"""

import pulumi_gcp as gcp

AWS_ACCOUNT = "222233334444"
STREAMS = {"rides": "rides-consumer:1718000000", "telemetry": "telemetry-consumer:1718000001"}

puller = gcp.serviceaccount.Account("kinesis-puller", account_id="kinesis-puller")
dataset = gcp.bigquery.Dataset("acquired", dataset_id="acquired", location="us-central1")

for name, consumer in STREAMS.items():
    arn = f"arn:aws:kinesis:eu-west-3:{AWS_ACCOUNT}:stream/{name}"
    topic = gcp.pubsub.Topic(
        f"{name}-in",
        name=f"{name}-in",
        message_retention_duration="86400s",
        ingestion_data_source_settings={
            "aws_kinesis": {
                "stream_arn": arn,
                "consumer_arn": f"{arn}/consumer/{consumer}",
                "aws_role_arn": f"arn:aws:iam::{AWS_ACCOUNT}:role/gcp-pubsub",
                "gcp_service_account": puller.email,
            }
        },
        message_storage_policy={"allowed_persistence_regions": ["us-central1"]},
    )
    table = gcp.bigquery.Table(
        f"{name}-raw",
        dataset_id=dataset.dataset_id,
        table_id=f"{name}_raw",
        schema='[{"name": "data", "type": "STRING"}]',
        deletion_protection=False,
    )
    gcp.pubsub.Subscription(
        f"{name}-to-bq",
        name=f"{name}-to-bq",
        topic=topic.name,
        bigquery_config={"table": table.id.apply(lambda i: "vision.acquired." + i.split("/")[-1])},
    )
