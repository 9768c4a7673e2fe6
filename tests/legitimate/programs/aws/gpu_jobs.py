"""A queue of GPU jobs on spot, over types and zones, that keeps no machine without a job; each job has a longest run time."""

import base64
import json

import pulumi
import pulumi_aws as aws

TAGS = {
    "purpose": "evaluation",
    "owner": "vision",
    "cost-center": "ml-1234",
    "penstock:save-within-seconds": "60",
}
MIME = """MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=="

--==
Content-Type: text/x-shellscript

#!/bin/bash
systemctl enable --now dcgm-exporter
--==--
"""
network = aws.ec2.Vpc("jobs", cidr_block="10.31.0.0/16", tags=TAGS)
subnets = [
    aws.ec2.Subnet(
        f"jobs-{zone}",
        vpc_id=network.id,
        cidr_block=f"10.31.{index}.0/24",
        availability_zone=f"us-east-1{zone}",
        tags=TAGS,
    )
    for index, zone in enumerate("ab")
]
template = aws.ec2.LaunchTemplate(
    "jobs",
    user_data=base64.b64encode(MIME.encode()).decode(),
    network_interfaces=[{"associate_public_ip_address": "false"}],
    block_device_mappings=[
        {"device_name": "/dev/xvda", "ebs": {"volume_size": 100, "volume_type": "gp3", "delete_on_termination": "true"}}
    ],
    tags=TAGS,
)
environment = aws.batch.ComputeEnvironment(
    "jobs",
    type="MANAGED",
    service_role="arn:aws:iam::123456789012:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch",
    compute_resources={
        "type": "SPOT",
        "allocation_strategy": "SPOT_PRICE_CAPACITY_OPTIMIZED",
        "instance_types": ["g6.xlarge", "g5.xlarge", "g4dn.xlarge"],
        "min_vcpus": 0,
        "max_vcpus": 16,
        "instance_role": "arn:aws:iam::123456789012:instance-profile/ecsInstanceRole",
        "launch_template": {"launch_template_id": template.id, "version": "$Latest"},
        "subnets": [subnet.id for subnet in subnets],
        "security_group_ids": ["sg-0123456789abcdef0"],
        "tags": TAGS,
    },
    tags=TAGS,
)
aws.batch.JobQueue(
    "jobs",
    state="ENABLED",
    priority=1,
    compute_environment_orders=[{"order": 1, "compute_environment": environment.arn}],
    tags=TAGS,
)
aws.batch.JobDefinition(
    "evaluate",
    type="container",
    container_properties=json.dumps(
        {
            "image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/evaluate:1",
            "resourceRequirements": [
                {"type": "GPU", "value": "1"},
                {"type": "VCPU", "value": "4"},
                {"type": "MEMORY", "value": "14000"},
            ],
        }
    ),
    timeout={"attempt_duration_seconds": 6 * 3600},
    retry_strategy={"attempts": 3, "evaluate_on_exits": [{"action": "RETRY", "on_status_reason": "Host EC2*"}]},
    tags=TAGS,
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
pulumi.export("environment", environment.arn)
