"""Ship application logs to the Elastic Cloud deployment.

Application logs stream from us-east-1 by a Firehose HTTP endpoint to an Elastic Cloud deployment on Google Cloud in europe-west3.
"""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
ELASTIC_URL = "https://obs-prod-5f3c1a.es.europe-west3.gcp.cloud.es.io:443"

role_arn = "arn:aws:iam::111122223333:role/firehose-logs"
failed = aws.s3.Bucket("failed-log-batches")

delivery = aws.kinesis.FirehoseDeliveryStream(
    "app-logs-to-elastic",
    name="app-logs-to-elastic",
    destination="http_endpoint",
    http_endpoint_configuration={
        "name": "Elastic",
        "url": ELASTIC_URL,
        "access_key": config.get_secret("elasticApiKey") or "changeme",
        "buffering_size": 4,
        "buffering_interval": 60,
        "retry_duration": 300,
        "role_arn": role_arn,
        "s3_backup_mode": "FailedDataOnly",
        "s3_configuration": {
            "role_arn": role_arn,
            "bucket_arn": failed.arn,
            "compression_format": "GZIP",
        },
        "request_configuration": {
            "content_encoding": "GZIP",
            "common_attributes": [{"name": "es_datastream_name", "value": "logs-app-prod"}],
        },
    },
)

for service in ("checkout", "search", "catalog"):
    group = aws.cloudwatch.LogGroup(f"{service}-logs", name=f"/ecs/{service}", retention_in_days=14)
    aws.cloudwatch.LogSubscriptionFilter(
        f"{service}-subscription",
        log_group=group.name,
        filter_pattern="",
        destination_arn=delivery.arn,
        role_arn="arn:aws:iam::111122223333:role/cwl-to-firehose",
    )
