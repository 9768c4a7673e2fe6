"""A Lambda function whose code, inside the program, buys machines.

Answer: oversized-instance fail buyer
"""

import pulumi
import pulumi_aws as aws

CODE = (
    'import boto3\ndef now(*_): boto3.client("ec2").run_instances(InstanceType="p5.48xlarge", MinCount=1, MaxCount=1)\n'
)

aws.lambda_.Function(
    "buyer",
    role="arn:aws:iam::123456789012:role/buyer",
    runtime="python3.13",
    handler="buy.now",
    code=pulumi.AssetArchive({"buy.py": pulumi.StringAsset(CODE)}),
)
