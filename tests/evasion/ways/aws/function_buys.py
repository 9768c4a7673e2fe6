"""A Lambda function whose environment says what it will buy.

Answer: oversized-instance fail buyer
"""

import pulumi_aws as aws

aws.lambda_.Function(
    "buyer",
    role="arn:aws:iam::123456789012:role/buyer",
    runtime="python3.13",
    handler="buy.now",
    s3_bucket="code",
    s3_key="buy.zip",
    environment={"variables": {"INSTANCE_TYPE": "p5.48xlarge", "COUNT": "4"}},
)
