"""A single-GPU SageMaker notebook for the vision team; shuts itself down after an idle hour."""

import base64
import json

import pulumi
import pulumi_aws as aws

data = aws.s3.Bucket("vision-notebook-data", tags={"owner": "vision"})
aws.s3.BucketPublicAccessBlock(
    "vision-notebook-data",
    bucket=data.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)

role = aws.iam.Role(
    "notebook",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "sagemaker.amazonaws.com"}}
            ],
        }
    ),
)
aws.iam.RolePolicy(
    "notebook-data",
    role=role.id,
    policy=data.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": arn},
                    {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": f"{arn}/*"},
                    {
                        "Effect": "Allow",
                        "Action": ["sagemaker:StopNotebookInstance", "sagemaker:DescribeNotebookInstance"],
                        "Resource": "*",
                    },
                ],
            }
        )
    ),
)

ON_START = """#!/bin/bash
set -e
wget -q https://raw.githubusercontent.com/aws-samples/amazon-sagemaker-notebook-instance-lifecycle-config-samples/master/scripts/auto-stop-idle/autostop.py
(crontab -l 2>/dev/null; echo "*/5 * * * * /usr/bin/python3 $PWD/autostop.py --time 3600 --ignore-connections") | crontab -
"""
lifecycle = aws.sagemaker.NotebookInstanceLifecycleConfiguration(
    "autostop", on_start=base64.b64encode(ON_START.encode()).decode()
)

notebook = aws.sagemaker.NotebookInstance(
    "vision",
    instance_type="ml.g4dn.xlarge",
    platform_identifier="notebook-al2023-v1",
    role_arn=role.arn,
    volume_size=100,
    root_access="Disabled",
    lifecycle_config_name=lifecycle.name,
    tags={"owner": "vision", "purpose": "exploration"},
)
aws.budgets.Budget(
    "notebook",
    budget_type="COST",
    limit_amount="500",
    limit_unit="USD",
    time_unit="MONTHLY",
    notifications=[
        aws.budgets.BudgetNotificationArgs(
            comparison_operator="GREATER_THAN",
            threshold=80,
            threshold_type="PERCENTAGE",
            notification_type="FORECASTED",
            subscriber_email_addresses=["vision-leads@example.com"],
        )
    ],
)
pulumi.export("url", notebook.url)
