"""A Lambda function whose code is in a bucket, and buys machines.

Not caught: what is in a bucket is not in the program, and every function that calls EC2 looks the same; its role is where `ec2:RunInstances` has to be refused.
"""

import pulumi_aws as aws

aws.lambda_.Function(
    "buyer",
    role="arn:aws:iam::123456789012:role/buyer",
    runtime="python3.13",
    handler="buy.now",
    s3_bucket="code",
    s3_key="buy.zip",
)
