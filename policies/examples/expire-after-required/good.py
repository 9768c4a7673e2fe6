"""Every Sunday evening the group goes down to nothing, whatever still runs on it."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("expire-after-required-train", instance_type="p4d.24xlarge")
group = aws.autoscaling.Group(
    "expire-after-required-train",
    min_size=0,
    max_size=2,
    availability_zones=["us-east-1a", "us-east-1b"],
    launch_template={"id": template.id},
    tags=[{"key": "purpose", "value": "training", "propagate_at_launch": True}],
)
aws.autoscaling.Schedule(
    "expire-after-required-end",
    scheduled_action_name="end",
    autoscaling_group_name=group.name,
    recurrence="0 20 * * 0",
    time_zone="Europe/Berlin",
    desired_capacity=0,
    min_size=-1,
    max_size=-1,
)
