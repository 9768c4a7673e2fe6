"""A training group that keeps one node warm, for no one."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("min-above-zero-train", instance_type="g5.12xlarge")
aws.autoscaling.Group(
    "min-above-zero-train",
    min_size=1,
    max_size=4,
    availability_zones=["us-east-1a", "us-east-1b"],
    launch_template={"id": template.id},
    tags=[{"key": "purpose", "value": "training", "propagate_at_launch": True}],
)
