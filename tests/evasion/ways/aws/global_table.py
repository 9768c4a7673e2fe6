"""A table with a replica on another continent: each write is billed twice, and its way too.

Answer: cross-region-copy fail features
"""

import pulumi_aws as aws

aws.dynamodb.Table(
    "features",
    attributes=[{"name": "id", "type": "S"}],
    hash_key="id",
    billing_mode="PAY_PER_REQUEST",
    stream_enabled=True,
    stream_view_type="NEW_AND_OLD_IMAGES",
    replicas=[{"region_name": "ap-northeast-1"}],
)
