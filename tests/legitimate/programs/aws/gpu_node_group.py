"""A managed node group of EKS with GPUs, 0 to 2 nodes on spot: emptied by an alarm and, whatever it does, at weekends."""

import base64

import pulumi
import pulumi_aws as aws

TAGS = {"purpose": "training", "owner": "vision", "cost-center": "ml-1234", "penstock:save-within-seconds": "60"}
MIME = """MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=="

--==
Content-Type: text/x-shellscript

#!/bin/bash
systemctl enable --now dcgm-exporter amazon-cloudwatch-agent
--==--
"""
network = aws.ec2.Vpc("gpu", cidr_block="10.33.0.0/16", tags=TAGS)
subnets = [
    aws.ec2.Subnet(
        f"gpu-{zone}",
        vpc_id=network.id,
        cidr_block=f"10.33.{index}.0/24",
        availability_zone=f"us-east-1{zone}",
        tags=TAGS,
    )
    for index, zone in enumerate("ab")
]
template = aws.ec2.LaunchTemplate(
    "gpu",
    user_data=base64.b64encode(MIME.encode()).decode(),
    network_interfaces=[{"associate_public_ip_address": "false"}],
    block_device_mappings=[
        {"device_name": "/dev/xvda", "ebs": {"volume_size": 100, "volume_type": "gp3", "delete_on_termination": "true"}}
    ],
    tags=TAGS,
)
nodes = aws.eks.NodeGroup(
    "gpu",
    cluster_name="platform",
    node_role_arn="arn:aws:iam::123456789012:role/nodes",
    subnet_ids=[subnet.id for subnet in subnets],
    capacity_type="SPOT",
    ami_type="AL2023_x86_64_NVIDIA",
    instance_types=["g6.2xlarge", "g5.2xlarge"],
    launch_template={"id": template.id, "version": template.latest_version.apply(str)},
    scaling_config={"min_size": 0, "desired_size": 0, "max_size": 2},
    taints=[{"key": "nvidia.com/gpu", "value": "true", "effect": "NO_SCHEDULE"}],
    tags=TAGS,
    opts=pulumi.ResourceOptions(ignore_changes=["scalingConfig.desiredSize"]),
)
group = nodes.resources[0].autoscaling_groups[0].name
shrink = aws.autoscaling.Policy(
    "idle", autoscaling_group_name=group, adjustment_type="ExactCapacity", scaling_adjustment=0
)
aws.cloudwatch.MetricAlarm(
    "idle",
    namespace="DCGM",
    metric_name="DCGM_FI_PROF_SM_ACTIVE",
    dimensions={"AutoScalingGroupName": group},
    statistic="Maximum",
    comparison_operator="LessThanThreshold",
    threshold=0.02,
    period=300,
    evaluation_periods=6,
    alarm_actions=[shrink.arn],
    tags=TAGS,
)
aws.autoscaling.Schedule(
    "weekend",
    scheduled_action_name="weekend",
    autoscaling_group_name=group,
    recurrence="0 20 * * 5",
    time_zone="Europe/Berlin",
    desired_capacity=0,
    min_size=-1,
    max_size=-1,
)
aws.budgets.Budget(
    "vision",
    budget_type="COST",
    limit_amount="3000",
    limit_unit="USD",
    time_unit="MONTHLY",
    notifications=[
        {
            "comparison_operator": "GREATER_THAN",
            "notification_type": "ACTUAL",
            "threshold": 80,
            "threshold_type": "PERCENTAGE",
            "subscriber_email_addresses": ["vision@example.com"],
        }
    ],
)
