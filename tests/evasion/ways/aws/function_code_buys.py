"""A Lambda function whose code, in a file that no input shows, buys machines.

Not caught: what the code of a function does is not in the program's inputs, and every function that calls EC2 looks the same; its role is where `ec2:RunInstances` has to be refused.
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
