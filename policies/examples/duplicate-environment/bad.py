"""A group that was copied, and its copy."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("duplicate-environment-train", instance_type="g5.12xlarge")
for name in ("train", "train-new"):
    aws.autoscaling.Group(
        f"duplicate-environment-{name}",
        min_size=0,
        max_size=4,
        availability_zones=["us-east-1a", "us-east-1b"],
        launch_template={"id": template.id},
        tags=[{"key": "purpose", "value": "training", "propagate_at_launch": True}],
    )
