"""IOPS for a volume that no machine uses."""

import pulumi_aws as aws

aws.ebs.Volume(
    "provisioned-iops-idle-scratch",
    availability_zone="us-east-1a",
    type="io2",
    size=2000,
    iops=32000,
)
