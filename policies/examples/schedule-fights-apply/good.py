"""The schedule alone says how many nodes there are."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("schedule-fights-apply-eval", instance_type="g6.xlarge")
group = aws.autoscaling.Group(
    "schedule-fights-apply-eval",
    min_size=0,
    max_size=4,
    availability_zones=["us-east-1a", "us-east-1b"],
    launch_template={"id": template.id},
)
for name, hour, size in (("on", 8, 4), ("off", 19, 0)):
    aws.autoscaling.Schedule(
        f"schedule-fights-apply-{name}",
        scheduled_action_name=name,
        autoscaling_group_name=group.name,
        recurrence=f"0 {hour} * * *",
        time_zone="Europe/Berlin",
        desired_capacity=size,
        min_size=-1,
        max_size=-1,
    )
