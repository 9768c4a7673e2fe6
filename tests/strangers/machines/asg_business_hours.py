"""Render farm that follows office hours.

Scheduled actions raise the group from nothing to 20 g6e.48xlarge (8 L40S each) by day and 4 by night.
"""

import pulumi
import pulumi_aws as aws

lt = aws.ec2.LaunchTemplate(
    "render",
    image_id="ami-0aa7d40eeae50c9a9",
    instance_type="g6e.48xlarge",
    key_name="render",
)

group = aws.autoscaling.Group(
    "render",
    min_size=0,
    max_size=1,
    desired_capacity=0,
    vpc_zone_identifiers=["subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60719"],
    launch_template={"id": lt.id, "version": "$Latest"},
)

hours = {"open": ("0 7 * * MON-FRI", 20), "close": ("0 21 * * MON-FRI", 4)}
for label, (cron, size) in hours.items():
    aws.autoscaling.Schedule(
        f"render-{label}",
        autoscaling_group_name=group.name,
        scheduled_action_name=label,
        recurrence=cron,
        time_zone="America/New_York",
        min_size=size,
        max_size=20,
        desired_capacity=size,
    )

pulumi.export("group", group.name)
