"""Training nodes that are bought on-demand."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("spot-required-train", instance_type="g5.12xlarge")
aws.autoscaling.Group(
    "spot-required-train",
    min_size=0,
    max_size=4,
    availability_zones=["us-east-1a", "us-east-1b"],
    launch_template={"id": template.id},
    tags=[{"key": "purpose", "value": "training", "propagate_at_launch": True}],
)
