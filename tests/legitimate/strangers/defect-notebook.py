"""Notebook for the defect detection prototype, stopped when idle."""

import base64
import json

import pulumi
import pulumi_aws as aws

data = aws.s3.Bucket("defect-images")
aws.s3.BucketPublicAccessBlock(
    "defect-private",
    bucket=data.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)
role = aws.iam.Role(
    "notebook-role",
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
        lambda a: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
                        "Resource": [a, f"{a}/*"],
                    }
                ],
            }
        )
    ),
)
ON_START = """#!/bin/bash
set -e
curl -sf -o /opt/autostop.py https://raw.githubusercontent.com/aws-samples/amazon-sagemaker-notebook-instance-lifecycle-config-samples/master/scripts/auto-stop-idle/autostop.py
echo "*/5 * * * * root /usr/bin/python3 /opt/autostop.py --time 3600 --ignore-connections" > /etc/cron.d/autostop
"""
lifecycle = aws.sagemaker.NotebookInstanceLifecycleConfiguration(
    "autostop", on_start=base64.b64encode(ON_START.encode()).decode()
)
notebook = aws.sagemaker.NotebookInstance(
    "defects",
    instance_type="ml.g4dn.xlarge",
    role_arn=role.arn,
    volume_size=60,
    root_access="Disabled",
    lifecycle_config_name=lifecycle.name,
)
pulumi.export("notebook", notebook.url)
