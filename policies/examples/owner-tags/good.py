"""The provider gives the tags to all that it makes."""

import pulumi
import pulumi_aws as aws

team = aws.Provider(
    "owner-tags-team",
    region="us-east-1",
    default_tags={"tags": {"owner": "vision", "cost-center": "ml-1234"}},
)
aws.ec2.Instance("owner-tags-box", instance_type="g5.xlarge", opts=pulumi.ResourceOptions(provider=team))
aws.s3.Bucket("owner-tags-data", opts=pulumi.ResourceOptions(provider=team))
