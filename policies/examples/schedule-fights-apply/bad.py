"""A group that a schedule ends in the evening, and that a deployment after that starts again."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("schedule-fights-apply-eval", instance_type="g6.xlarge")
group = aws.autoscaling.Group(
    "schedule-fights-apply-eval",
    min_size=0,
    max_size=4,
    desired_capacity=4,
    availability_zones=["us-east-1a", "us-east-1b"],
    launch_template={"id": template.id},
)
aws.autoscaling.Schedule(
    "schedule-fights-apply-off",
    scheduled_action_name="off",
    autoscaling_group_name=group.name,
    recurrence="0 19 * * *",
    time_zone="Europe/Berlin",
    desired_capacity=0,
    min_size=-1,
    max_size=-1,
)
