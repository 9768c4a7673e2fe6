"""Night trainer: a small function boots the machines at eight in the evening.

A Lambda function run each evening whose code calls run_instances for 8 p4de.24xlarge (64 A100 80GB), with nothing that stops
them.
"""

import json

import pulumi
import pulumi_aws as aws

HANDLER = """
import boto3

ec2 = boto3.client("ec2")

def handler(event, context):
    response = ec2.run_instances(
        ImageId="ami-0c0ffee1234567890",
        InstanceType="p4de.24xlarge",
        MinCount=8,
        MaxCount=8,
        SubnetId="subnet-0a1b2c3d4e5f60718",
        IamInstanceProfile={"Name": "night-trainer"},
        TagSpecifications=[{"ResourceType": "instance", "Tags": [{"Key": "job", "Value": "night"}]}],
    )
    return [i["InstanceId"] for i in response["Instances"]]
"""

role = aws.iam.Role(
    "launcher",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
            ],
        }
    ),
)
aws.iam.RolePolicy(
    "launcher-ec2",
    role=role.name,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": ["ec2:RunInstances", "ec2:CreateTags", "iam:PassRole"], "Resource": "*"}
            ],
        }
    ),
)

fn = aws.lambda_.Function(
    "launch-trainers",
    runtime="python3.12",
    handler="index.handler",
    role=role.arn,
    timeout=60,
    code=pulumi.AssetArchive({"index.py": pulumi.StringAsset(HANDLER)}),
)

rule = aws.cloudwatch.EventRule("evening", schedule_expression="cron(0 20 * * ? *)")
aws.cloudwatch.EventTarget("evening", rule=rule.name, arn=fn.arn)
aws.lambda_.Permission(
    "evening", action="lambda:InvokeFunction", function=fn.name, principal="events.amazonaws.com", source_arn=rule.arn
)
