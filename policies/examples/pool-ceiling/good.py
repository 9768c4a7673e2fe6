"""At most four nodes."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("pool-ceiling-train", instance_type="g5.12xlarge")
aws.autoscaling.Group(
    "pool-ceiling-train",
    min_size=0,
    max_size=4,
    availability_zones=["us-east-1a", "us-east-1b"],
    launch_template={"id": template.id},
    tags=[{"key": "purpose", "value": "training", "propagate_at_launch": True}],
)
