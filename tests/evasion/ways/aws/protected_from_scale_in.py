"""An alarm scales the idle pool in, and the pool protects its nodes from that.

Answer: idle-shutdown-required fail pool
"""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate(
    "worker", image_id="ami-0123456789abcdef0", instance_type="p5.48xlarge", tags={"purpose": "training"}
)
pool = aws.autoscaling.Group(
    "pool",
    min_size=0,
    max_size=2,
    availability_zones=["us-east-1a"],
    protect_from_scale_in=True,
    mixed_instances_policy={
        "launch_template": {"launch_template_specification": {"launch_template_id": template.id}},
        "instances_distribution": {"on_demand_percentage_above_base_capacity": 0},
    },
    tags=[{"key": "purpose", "value": "training", "propagate_at_launch": True}],
)
shrink = aws.autoscaling.Policy(
    "shrink", autoscaling_group_name=pool.name, adjustment_type="ChangeInCapacity", scaling_adjustment=-1
)
aws.cloudwatch.MetricAlarm(
    "idle",
    namespace="AWS/EC2",
    metric_name="CPUUtilization",
    dimensions={"AutoScalingGroupName": pool.name},
    comparison_operator="LessThanThreshold",
    threshold=5,
    statistic="Maximum",
    period=300,
    evaluation_periods=6,
    alarm_actions=[shrink.arn],
)
