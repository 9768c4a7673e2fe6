"""The data's bucket is in another region, and the nodes know it by its name alone, in a variable.

Answer: cross-region-transfer fail embed
"""

import pulumi
import pulumi_aws as aws

europe = aws.Provider("europe", region="eu-west-1")
aws.s3.Bucket("data", bucket="vision-data", opts=pulumi.ResourceOptions(provider=europe))
aws.lambda_.Function(
    "embed",
    role="arn:aws:iam::123456789012:role/embed",
    runtime="python3.13",
    handler="embed.run",
    s3_bucket="code",
    s3_key="embed.zip",
    environment={"variables": {"DATASET": "vision-data"}},
)
