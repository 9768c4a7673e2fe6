"""Training without Penstock's components, done well: spot over types and zones, a schedule, an idle stop, metrics, data near by."""

import base64
import json

import pulumi
import pulumi_aws as aws

TAGS = {
    "purpose": "training",
    "owner": "vision",
    "cost-center": "ml-1234",
    "penstock:checkpoint-seconds": "600",
    "penstock:save-within-seconds": "60",
}
network = aws.ec2.Vpc("train", cidr_block="10.30.0.0/16", tags=TAGS)
subnets = [
    aws.ec2.Subnet(
        f"train-{zone}",
        vpc_id=network.id,
        cidr_block=f"10.30.{index}.0/24",
        availability_zone=f"us-east-1{zone}",
        tags=TAGS,
    )
    for index, zone in enumerate("abc")
]
checkpoints = aws.s3.Bucket("checkpoints", tags=TAGS)
aws.s3.BucketLifecycleConfiguration(
    "checkpoints",
    bucket=checkpoints.id,
    rules=[
        {
            "id": "age",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "expiration": {"days": 30},
            "abort_incomplete_multipart_upload": {"days_after_initiation": 2},
        }
    ],
)
role = aws.iam.Role(
    "train",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}
            ],
        }
    ),
    tags=TAGS,
)
aws.iam.RolePolicy(
    "train",
    role=role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["s3:GetObject", "s3:PutObject"],
                    "Resource": [pulumi.Output.concat(checkpoints.arn, "/*")],
                }
            ],
        }
    ),
)
profile = aws.iam.InstanceProfile("train", role=role.name)
USER_DATA = """#!/bin/bash
systemctl enable --now dcgm-exporter amazon-cloudwatch-agent trainer
"""
template = aws.ec2.LaunchTemplate(
    "train",
    image_id="ami-0abcdef1234567890",
    instance_type="g6.12xlarge",
    iam_instance_profile={"arn": profile.arn},
    user_data=base64.b64encode(USER_DATA.encode()).decode(),
    instance_initiated_shutdown_behavior="terminate",
    metadata_options={"http_tokens": "required"},
    network_interfaces=[{"associate_public_ip_address": "false", "delete_on_termination": "true"}],
    block_device_mappings=[
        {"device_name": "/dev/xvda", "ebs": {"volume_size": 200, "volume_type": "gp3", "delete_on_termination": "true"}}
    ],
    tags=TAGS,
)
group = aws.autoscaling.Group(
    "train",
    min_size=0,
    max_size=2,
    vpc_zone_identifiers=[subnet.id for subnet in subnets],
    capacity_rebalance=True,
    mixed_instances_policy={
        "instances_distribution": {
            "on_demand_base_capacity": 0,
            "on_demand_percentage_above_base_capacity": 0,
            "spot_allocation_strategy": "price-capacity-optimized",
        },
        "launch_template": {
            "launch_template_specification": {"launch_template_id": template.id, "version": "$Latest"},
            "overrides": [{"instance_type": it} for it in ("g6.12xlarge", "g5.12xlarge", "g6e.12xlarge")],
        },
    },
    tags=[{"key": key, "value": value, "propagate_at_launch": True} for key, value in TAGS.items()],
)
aws.autoscaling.Schedule(
    "weekend",
    scheduled_action_name="weekend",
    autoscaling_group_name=group.name,
    recurrence="0 20 * * 5",
    time_zone="Europe/Berlin",
    desired_capacity=0,
    min_size=-1,
    max_size=-1,
)
shrink = aws.autoscaling.Policy(
    "idle", autoscaling_group_name=group.name, adjustment_type="ExactCapacity", scaling_adjustment=0
)
aws.cloudwatch.MetricAlarm(
    "idle",
    namespace="DCGM",
    metric_name="DCGM_FI_PROF_SM_ACTIVE",
    dimensions={"AutoScalingGroupName": group.name},
    statistic="Maximum",
    comparison_operator="LessThanThreshold",
    threshold=0.02,
    period=300,
    evaluation_periods=6,
    alarm_actions=[shrink.arn],
    tags=TAGS,
)
aws.budgets.Budget(
    "vision",
    budget_type="COST",
    limit_amount="8000",
    limit_unit="USD",
    time_unit="MONTHLY",
    notifications=[
        {
            "comparison_operator": "GREATER_THAN",
            "notification_type": "FORECASTED",
            "threshold": 100,
            "threshold_type": "PERCENTAGE",
            "subscriber_email_addresses": ["vision@example.com"],
        }
    ],
)
