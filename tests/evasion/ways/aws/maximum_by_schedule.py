"""The group's maximum is 1; a scheduled action raises it to 100 at night.

Answer: pool-ceiling fail pool
"""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("worker", image_id="ami-0123456789abcdef0", instance_type="g5.12xlarge")
pool = aws.autoscaling.Group(
    "pool",
    min_size=0,
    max_size=1,
    availability_zones=["us-east-1a"],
    launch_template={"id": template.id, "version": "$Latest"},
)
aws.autoscaling.Schedule(
    "night",
    autoscaling_group_name=pool.name,
    scheduled_action_name="night",
    recurrence="0 23 * * *",
    min_size=0,
    max_size=100,
    desired_capacity=100,
)
