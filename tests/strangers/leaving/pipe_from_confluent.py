"""EventBridge Pipe feeding ride events from Confluent Cloud into Kinesis.

Ride events are pulled by an EventBridge Pipe from a Confluent Cloud Kafka cluster on Google Cloud europe-west1 into a Kinesis stream in us-east-1.
"""

import pulumi
import pulumi_aws as aws

credentials = aws.secretsmanager.Secret("confluent-credentials", name="confluent/rides")
rides = aws.kinesis.Stream(
    "rides",
    name="rides",
    stream_mode_details={"stream_mode": "ON_DEMAND"},
    retention_period=72,
)

pipe = aws.pipes.Pipe(
    "rides-pipe",
    name="rides-pipe",
    role_arn="arn:aws:iam::111122223333:role/rides-pipe",
    source="smk://pkc-lq8v7e.europe-west1.gcp.confluent.cloud:9092",
    source_parameters={
        "self_managed_kafka_parameters": {
            "topic_name": "rides.completed",
            "consumer_group_id": "aws-rides-pipe",
            "batch_size": 1000,
            "maximum_batching_window_in_seconds": 5,
            "starting_position": "TRIM_HORIZON",
            "credentials": {"basic_auth": credentials.arn},
        }
    },
    target=rides.arn,
    target_parameters={"kinesis_stream_parameters": {"partition_key": "$.key"}},
)
pulumi.export("pipe", pipe.arn)
