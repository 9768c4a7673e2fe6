"""A training group that lives for as long as its job says that it works."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("expire-after-required-train", instance_type="p4d.24xlarge")
aws.autoscaling.Group(
    "expire-after-required-train",
    min_size=0,
    max_size=2,
    availability_zones=["us-east-1a", "us-east-1b"],
    launch_template={"id": template.id},
    tags=[{"key": "purpose", "value": "training", "propagate_at_launch": True}],
)
