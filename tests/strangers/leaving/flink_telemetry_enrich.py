"""Flink job that enriches device telemetry between streams.

A Flink application in us-east-1 reads the telemetry Kinesis stream in us-west-2 and writes the enriched records to a stream in eu-central-1.
"""

import pulumi
import pulumi_aws as aws

oregon = aws.Provider("oregon", region="us-west-2")
frankfurt = aws.Provider("frankfurt", region="eu-central-1")

raw = aws.kinesis.Stream(
    "telemetry-raw",
    name="telemetry-raw",
    shard_count=24,
    retention_period=48,
    opts=pulumi.ResourceOptions(provider=oregon),
)
enriched = aws.kinesis.Stream(
    "telemetry-enriched",
    name="telemetry-enriched",
    shard_count=24,
    opts=pulumi.ResourceOptions(provider=frankfurt),
)
code = aws.s3.Bucket("flink-jars", bucket="acme-flink-jars")

app = aws.kinesisanalyticsv2.Application(
    "telemetry-enrich",
    name="telemetry-enrich",
    runtime_environment="FLINK-1_20",
    service_execution_role="arn:aws:iam::111122223333:role/flink-telemetry",
    start_application=True,
    application_configuration={
        "application_code_configuration": {
            "code_content_type": "ZIPFILE",
            "code_content": {"s3_content_location": {"bucket_arn": code.arn, "file_key": "telemetry-enrich-1.8.0.jar"}},
        },
        "environment_properties": {
            "property_groups": [
                {
                    "property_group_id": "InputStream0",
                    "property_map": {
                        "stream.arn": raw.arn,
                        "stream.name": "telemetry-raw",
                        "aws.region": "us-west-2",
                        "flink.source.init.position": "LATEST",
                    },
                },
                {
                    "property_group_id": "OutputStream0",
                    "property_map": {
                        "stream.arn": enriched.arn,
                        "stream.name": "telemetry-enriched",
                        "aws.region": "eu-central-1",
                    },
                },
            ]
        },
        "flink_application_configuration": {
            "parallelism_configuration": {
                "configuration_type": "CUSTOM",
                "parallelism": 24,
                "parallelism_per_kpu": 4,
                "auto_scaling_enabled": True,
            }
        },
    },
)
pulumi.export("application", app.arn)
