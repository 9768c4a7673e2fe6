"""The same notebook server in office hours: -1 leaves a figure as it is, where one that is left out would be 0."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("schedule-required-notebooks", instance_type="g5.xlarge")
group = aws.autoscaling.Group(
    "schedule-required-notebooks",
    min_size=0,
    max_size=2,
    availability_zones=["us-east-1a", "us-east-1b"],
    launch_template={"id": template.id},
    tags=[{"key": "purpose", "value": "development", "propagate_at_launch": True}],
)
for name, hour, size in (("on", 9, 1), ("off", 18, 0)):
    aws.autoscaling.Schedule(
        f"schedule-required-{name}",
        scheduled_action_name=name,
        autoscaling_group_name=group.name,
        recurrence=f"0 {hour} * * 1-5",
        time_zone="Europe/Berlin",
        desired_capacity=size,
        min_size=-1,
        max_size=-1,
    )
