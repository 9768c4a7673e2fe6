"""A notebook for development: one small GPU, stopped when idle and every evening, its GPU's use reported, with a budget."""

import base64
import json

import pulumi
import pulumi_aws as aws

TAGS = {"purpose": "development", "owner": "vision", "cost-center": "ml-1234"}
SCRIPT = """#!/bin/bash
echo '*/5 * * * * root python3 /home/ec2-user/autostop.py --time 1800' > /etc/cron.d/autostop
docker run -d --rm --gpus all -p 9400:9400 nvcr.io/nvidia/k8s/dcgm-exporter:4.4.1-4.5.2-ubuntu22.04
"""


def role(name: str, service: str) -> aws.iam.Role:
    """A role that the service may take."""
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    return aws.iam.Role(name, assume_role_policy=policy, tags=TAGS)


stop = aws.sagemaker.NotebookInstanceLifecycleConfiguration(
    "stop-when-idle", on_start=base64.b64encode(SCRIPT.encode()).decode()
)
notebook = aws.sagemaker.NotebookInstance(
    "vision",
    instance_type="ml.g4dn.xlarge",
    volume_size=50,
    role_arn=role("notebook", "sagemaker.amazonaws.com").arn,
    lifecycle_config_name=stop.name,
    subnet_id="subnet-0123456789abcdef0",
    security_groups=["sg-0123456789abcdef0"],
    direct_internet_access="Disabled",
    tags=TAGS,
)
clock = role("clock", "scheduler.amazonaws.com")
aws.iam.RolePolicy(
    "clock",
    role=clock.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "sagemaker:StopNotebookInstance", "Resource": [notebook.arn]}],
        }
    ),
)
aws.scheduler.Schedule(
    "evening",
    schedule_expression="cron(0 20 * * ? *)",
    schedule_expression_timezone="Europe/Berlin",
    flexible_time_window={"mode": "OFF"},
    target={
        "arn": "arn:aws:scheduler:::aws-sdk:sagemaker:stopNotebookInstance",
        "role_arn": clock.arn,
        "input": pulumi.Output.json_dumps({"NotebookInstanceName": notebook.name}),
    },
)
aws.budgets.Budget(
    "vision",
    budget_type="COST",
    limit_amount="500",
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
