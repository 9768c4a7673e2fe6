"""Managed Flink job that relays sensor readings to the Japanese subsidiary's stream.

A managed Flink application in us-east-1 forwards a 64-shard sensor stream to a Kinesis stream in ap-northeast-1.
"""

import pulumi
import pulumi_aws as aws

code = aws.s3.Bucket("flink-jars", bucket="acme-flink-jars")
japan = aws.Provider("japan", region="ap-northeast-1")
local = aws.kinesis.Stream("sensors", name="sensors", shard_count=64)
remote = aws.kinesis.Stream(
    "sensors-jp", name="sensors-jp", shard_count=64, opts=pulumi.ResourceOptions(provider=japan)
)

aws.kinesisanalyticsv2.Application(
    "sensor-relay",
    name="sensor-relay",
    runtime_environment="FLINK-1_18",
    service_execution_role="arn:aws:iam::111122223333:role/flink",
    application_configuration={
        "application_code_configuration": {
            "code_content_type": "ZIPFILE",
            "code_content": {"s3_content_location": {"bucket_arn": code.arn, "file_key": "relay-1.3.jar"}},
        },
        "environment_properties": {
            "property_groups": [
                {
                    "property_group_id": "source",
                    "property_map": {
                        "stream.name": local.name,
                        "aws.region": "us-east-1",
                        "flink.stream.initpos": "LATEST",
                    },
                },
                {
                    "property_group_id": "sink",
                    "property_map": {"stream.name": remote.name, "aws.region": "ap-northeast-1"},
                },
            ]
        },
        "flink_application_configuration": {
            "parallelism_configuration": {
                "configuration_type": "CUSTOM",
                "parallelism": 16,
                "auto_scaling_enabled": True,
            },
        },
    },
)
