"""Ship every service's CloudWatch logs to our Datadog organisation.

All application logs of the us-east-1 services (CloudWatch Logs subscription) leave AWS us-east-1 over the internet to Datadog's
EU intake, through a Firehose HTTP endpoint.
"""

import json

import pulumi_aws as aws

SERVICES = ["checkout", "catalog", "inference-gateway", "search", "identity"]


def service_role(name, service):
    return aws.iam.Role(
        name,
        assume_role_policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}],
            }
        ),
    )


firehose_role = service_role("firehose", "firehose.amazonaws.com")
logs_role = service_role("logs-to-firehose", "logs.amazonaws.com")
failed = aws.s3.Bucket("failed-log-batches")

stream = aws.kinesis.FirehoseDeliveryStream(
    "app-logs-to-datadog",
    destination="http_endpoint",
    http_endpoint_configuration={
        "name": "Datadog",
        "url": "https://aws-kinesis-http-intake.logs.datadoghq.eu/v1/input",
        "access_key": "DD_API_KEY",
        "buffering_size": 4,
        "buffering_interval": 60,
        "role_arn": firehose_role.arn,
        "s3_backup_mode": "FailedDataOnly",
        "request_configuration": {"content_encoding": "GZIP"},
        "s3_configuration": {
            "role_arn": firehose_role.arn,
            "bucket_arn": failed.arn,
            "compression_format": "GZIP",
        },
    },
)

for svc in SERVICES:
    group = aws.cloudwatch.LogGroup(svc, name=f"/ecs/{svc}", retention_in_days=7)
    aws.cloudwatch.LogSubscriptionFilter(
        svc,
        log_group=group.name,
        filter_pattern="",
        destination_arn=stream.arn,
        role_arn=logs_role.arn,
    )
