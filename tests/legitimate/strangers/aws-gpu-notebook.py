"""A shared SageMaker notebook with one T4 for the imaging team, stopped when idle."""

import base64
import json

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
idle_minutes = config.get_int("idleMinutes") or 60
tags = {"team": "imaging", "env": pulumi.get_stack(), "note": "ask before moving up to ml.p4d.24xlarge"}

data = aws.s3.Bucket("notebook-data", tags=tags)
aws.s3.BucketPublicAccessBlock(
    "notebook-data-private",
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
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "sagemaker.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
            ],
        }
    ),
    tags=tags,
)
aws.iam.RolePolicy(
    "notebook-data-access",
    role=role.id,
    policy=data.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": f"{arn}/*"},
                    {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": arn},
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

on_start = f"""#!/bin/bash
set -e
curl -sSf -o /home/ec2-user/autostop.py https://raw.githubusercontent.com/aws-samples/amazon-sagemaker-notebook-instance-lifecycle-config-samples/master/scripts/auto-stop-idle/autostop.py
(crontab -l 2>/dev/null; echo "*/5 * * * * /usr/bin/python3 /home/ec2-user/autostop.py --time {idle_minutes * 60} --ignore-connections") | crontab -
"""
lifecycle = aws.sagemaker.NotebookInstanceLifecycleConfiguration(
    "auto-stop", on_start=base64.b64encode(on_start.encode()).decode()
)

notebook = aws.sagemaker.NotebookInstance(
    "imaging-notebook",
    role_arn=role.arn,
    instance_type="ml.g4dn.xlarge",
    platform_identifier="notebook-al2023-v1",
    volume_size=100,
    lifecycle_config_name=lifecycle.name,
    root_access="Enabled",
    tags=tags,
)

pulumi.export("notebook", notebook.name)
pulumi.export("bucket", data.bucket)
