"""Every object that is written is replicated to another continent.

Answer: cross-region-copy fail copies
"""

import pulumi
import pulumi_aws as aws

data = aws.s3.Bucket("data", bucket="vision-data")
far = aws.Provider("far", region="ap-northeast-1")
replica = aws.s3.Bucket("replica", bucket="vision-replica", opts=pulumi.ResourceOptions(provider=far))
aws.s3.BucketReplicationConfig(
    "copies",
    bucket=data.id,
    role="arn:aws:iam::123456789012:role/replication",
    rules=[{"id": "all", "status": "Enabled", "destination": {"bucket": replica.arn}}],
)
