"""A container's variable names a bucket of another region.

Answer: cross-region-transfer fail train
"""

import json

import pulumi
import pulumi_aws as aws

europe = aws.Provider("europe", region="eu-west-1")
aws.s3.Bucket("data", bucket="vision-data", opts=pulumi.ResourceOptions(provider=europe))
aws.ecs.TaskDefinition(
    "train",
    family="train",
    container_definitions=json.dumps(
        [{"name": "train", "image": "train:1", "environment": [{"name": "DATA", "value": "s3://vision-data/v1"}]}]
    ),
)
