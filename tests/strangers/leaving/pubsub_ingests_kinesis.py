"""Device telemetry still enters at AWS; import it into Pub/Sub.

The telemetry stream is pulled continuously from an AWS Kinesis stream in us-west-2 into a Google Pub/Sub topic by Pub/Sub's
Kinesis import: AWS egress to Google Cloud.
"""

import pulumi_gcp as gcp

importer = gcp.serviceaccount.Account("kinesis-import", account_id="kinesis-import")

topic = gcp.pubsub.Topic(
    "telemetry",
    message_retention_duration="86400s",
    ingestion_data_source_settings={
        "aws_kinesis": {
            "stream_arn": "arn:aws:kinesis:us-west-2:111122223333:stream/device-telemetry",
            "consumer_arn": "arn:aws:kinesis:us-west-2:111122223333:stream/device-telemetry/consumer/pubsub:1717171717",
            "aws_role_arn": "arn:aws:iam::111122223333:role/pubsub-import",
            "gcp_service_account": importer.email,
        },
    },
)

gcp.pubsub.Subscription(
    "telemetry-bq", topic=topic.id, bigquery_config={"table": "vision.telemetry.raw", "write_metadata": True}
)
