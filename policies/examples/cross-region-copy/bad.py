"""Every object is written again in another region."""

import pulumi
import pulumi_aws as aws

far = aws.Provider("cross-region-copy-far", region="eu-west-1")
copy = aws.s3.Bucket("cross-region-copy-copy", opts=pulumi.ResourceOptions(provider=far))
data = aws.s3.Bucket("cross-region-copy-data")
aws.s3.BucketReplicationConfig(
    "cross-region-copy-data",
    bucket=data.id,
    role="arn:aws:iam::123456789012:role/replicate",
    rules=[{"status": "Enabled", "destination": {"bucket": copy.arn}}],
)
