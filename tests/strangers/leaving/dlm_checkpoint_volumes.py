"""Snapshot lifecycle for the trainers' checkpoint volumes.

Snapshots of the trainers' checkpoint EBS volumes, taken every six hours in us-east-1, are copied to ap-northeast-1 by the DLM
policy's cross-region copy rule.
"""

import json

import pulumi_aws as aws

role = aws.iam.Role(
    "dlm",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "dlm.amazonaws.com"}}
            ],
        }
    ),
)

for i in range(8):
    aws.ebs.Volume(
        f"ckpt-{i}",
        availability_zone="us-east-1a",
        size=4096,
        type="gp3",
        tags={"snapshot": "checkpoints"},
    )

aws.dlm.LifecyclePolicy(
    "checkpoint-snapshots",
    description="checkpoint volumes every 6h",
    execution_role_arn=role.arn,
    state="ENABLED",
    policy_details={
        "resource_types": ["VOLUME"],
        "target_tags": {"snapshot": "checkpoints"},
        "schedules": [
            {
                "name": "six-hourly",
                "create_rule": {"interval": 6, "interval_unit": "HOURS", "times": "00:45"},
                "retain_rule": {"count": 12},
                "copy_tags": True,
                "cross_region_copy_rules": [
                    {
                        "target": "ap-northeast-1",
                        "encrypted": True,
                        "copy_tags": True,
                        "retain_rule": {"interval": 3, "interval_unit": "DAYS"},
                    }
                ],
            }
        ],
    },
)
