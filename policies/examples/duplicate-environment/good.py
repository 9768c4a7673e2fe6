"""One group that may have as many nodes as both."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("duplicate-environment-train", instance_type="g5.12xlarge")
aws.autoscaling.Group(
    "duplicate-environment-train",
    min_size=0,
    max_size=8,
    availability_zones=["us-east-1a", "us-east-1b"],
    launch_template={"id": template.id},
    tags=[{"key": "purpose", "value": "training", "propagate_at_launch": True}],
)
