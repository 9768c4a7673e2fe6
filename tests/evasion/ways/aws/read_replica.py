"""A database's replica is in another region than the database that it follows.

Answer: cross-region-copy fail replica
"""

import pulumi
import pulumi_aws as aws

far = aws.Provider("far", region="eu-west-1")
aws.rds.Instance(
    "replica",
    instance_class="db.t4g.medium",
    replicate_source_db="arn:aws:rds:us-east-1:123456789012:db:features",
    skip_final_snapshot=True,
    opts=pulumi.ResourceOptions(provider=far),
)
