"""An inference service on L4s of on-demand capacity, that follows its load in the daytime and is off at night."""

import base64

import pulumi_aws as aws

TAGS = {"purpose": "inference", "owner": "search", "cost-center": "se-5"}
USER_DATA = """#!/bin/bash
systemctl enable --now dcgm-exporter amazon-cloudwatch-agent ranker
"""
network = aws.ec2.Vpc("ranker", cidr_block="10.32.0.0/16", tags=TAGS)
subnets = [
    aws.ec2.Subnet(
        f"ranker-{zone}",
        vpc_id=network.id,
        cidr_block=f"10.32.{index}.0/24",
        availability_zone=f"us-east-1{zone}",
        tags=TAGS,
    )
    for index, zone in enumerate("ab")
]
template = aws.ec2.LaunchTemplate(
    "ranker",
    image_id="ami-0abcdef1234567890",
    instance_type="g6.xlarge",
    user_data=base64.b64encode(USER_DATA.encode()).decode(),
    metadata_options={"http_tokens": "required"},
    network_interfaces=[{"associate_public_ip_address": "false", "delete_on_termination": "true"}],
    block_device_mappings=[
        {"device_name": "/dev/xvda", "ebs": {"volume_size": 100, "volume_type": "gp3", "delete_on_termination": "true"}}
    ],
    tags=TAGS,
)
group = aws.autoscaling.Group(
    "ranker",
    min_size=0,
    max_size=4,
    vpc_zone_identifiers=[subnet.id for subnet in subnets],
    launch_template={"id": template.id, "version": "$Latest"},
    tags=[{"key": key, "value": value, "propagate_at_launch": True} for key, value in TAGS.items()],
)
aws.autoscaling.Policy(
    "load",
    autoscaling_group_name=group.name,
    policy_type="TargetTrackingScaling",
    target_tracking_configuration={
        "predefined_metric_specification": {"predefined_metric_type": "ASGAverageCPUUtilization"},
        "target_value": 50,
    },
)
for name, recurrence, least, most in (("morning", "0 6 * * 1-5", 1, 4), ("evening", "0 21 * * 1-5", 0, 0)):
    aws.autoscaling.Schedule(
        name,
        scheduled_action_name=name,
        autoscaling_group_name=group.name,
        recurrence=recurrence,
        time_zone="Europe/Berlin",
        min_size=least,
        desired_capacity=least,
        max_size=most,
    )
aws.budgets.Budget(
    "search",
    budget_type="COST",
    limit_amount="4000",
    limit_unit="USD",
    time_unit="MONTHLY",
    notifications=[
        {
            "comparison_operator": "GREATER_THAN",
            "notification_type": "ACTUAL",
            "threshold": 80,
            "threshold_type": "PERCENTAGE",
            "subscriber_email_addresses": ["search@example.com"],
        }
    ],
)
