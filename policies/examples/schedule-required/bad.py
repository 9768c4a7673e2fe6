"""A notebook server with a GPU for one team, on day and night."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("schedule-required-notebooks", instance_type="g5.xlarge")
aws.autoscaling.Group(
    "schedule-required-notebooks",
    min_size=0,
    max_size=2,
    desired_capacity=1,
    availability_zones=["us-east-1a", "us-east-1b"],
    launch_template={"id": template.id},
    tags=[{"key": "purpose", "value": "development", "propagate_at_launch": True}],
)
