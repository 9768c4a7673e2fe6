"""A scratch disk of a machine that is gone."""

import pulumi_aws as aws

aws.ebs.Volume(
    "orphan-disk-scratch",
    availability_zone="us-east-1a",
    type="gp3",
    size=2000,
)
