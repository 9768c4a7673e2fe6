"""Function that brings up the training burst when the data team drops a message.

Lambda whose inline code runs 16 p5.48xlarge instances on each queue message.
"""

import json

import pulumi
import pulumi_aws as aws

CODE = """
import json
import os
import boto3

ec2 = boto3.client("ec2")


def handler(event, context):
    started = []
    for record in event["Records"]:
        run = json.loads(record["body"])["run"]
        answer = ec2.run_instances(
            LaunchTemplate={"LaunchTemplateName": os.environ["TEMPLATE"]},
            InstanceType="p5.48xlarge",
            MinCount=16,
            MaxCount=16,
            TagSpecifications=[{
                "ResourceType": "instance",
                "Tags": [{"Key": "run", "Value": run}],
            }],
        )
        started += [i["InstanceId"] for i in answer["Instances"]]
    return started
"""

queue = aws.sqs.Queue("burst-requests", visibility_timeout_seconds=300)
role = aws.iam.Role(
    "burst-role",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
            ],
        }
    ),
    managed_policy_arns=[
        "arn:aws:iam::aws:policy/AmazonEC2FullAccess",
        "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
    ],
)
starter = aws.lambda_.Function(
    "burst-starter",
    runtime="python3.12",
    handler="index.handler",
    role=role.arn,
    timeout=120,
    environment={"variables": {"TEMPLATE": "training-node"}},
    code=pulumi.AssetArchive({"index.py": pulumi.StringAsset(CODE)}),
)
aws.lambda_.EventSourceMapping("burst-source", event_source_arn=queue.arn, function_name=starter.arn, batch_size=1)
pulumi.export("queue", queue.url)
