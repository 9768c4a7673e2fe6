"""A table of two regions through Cloud Control, as JSON.

Answer: cross-region-copy fail table
"""

import json

import pulumi_aws as aws

replicas = [{"Region": "us-east-1"}, {"Region": "eu-west-1"}]
aws.cloudcontrol.Resource(
    "table",
    type_name="AWS::DynamoDB::GlobalTable",
    desired_state=json.dumps({"TableName": "labels", "Replicas": replicas}),
)
