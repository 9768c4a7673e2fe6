"""Eight A100 in plain resources, inside every limit once the stack says that it is for training."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("train", instance_type="p4d.24xlarge")
group = aws.autoscaling.Group(
    "train",
    min_size=0,
    max_size=2,
    availability_zones=["eu-west-1a", "eu-west-1b"],
    mixed_instances_policy={
        "launch_template": {"launch_template_specification": {"launch_template_id": template.id}},
        "instances_distribution": {
            "on_demand_base_capacity": 0,
            "on_demand_percentage_above_base_capacity": 0,
            "spot_allocation_strategy": "price-capacity-optimized",
        },
    },
)
shrink = aws.autoscaling.Policy(
    "shrink", autoscaling_group_name=group.name, adjustment_type="ExactCapacity", scaling_adjustment=0
)
aws.cloudwatch.MetricAlarm(
    "idle",
    namespace="Team",
    metric_name="GpuActivity",
    dimensions={"AutoScalingGroupName": group.name},
    statistic="Maximum",
    comparison_operator="LessThanThreshold",
    threshold=2,
    period=300,
    evaluation_periods=6,
    treat_missing_data="notBreaching",
    alarm_actions=[shrink.arn],
)
