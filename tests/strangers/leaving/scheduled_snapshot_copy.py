"""Weekly copy of the billing database snapshot, without any Lambda in between.

An EventBridge schedule in us-west-2 calls rds:copyDBSnapshot weekly, pulling the billing snapshot from us-east-1 into us-west-2.
"""

import json

import pulumi_aws as aws

region = "us-west-2"

role = aws.iam.Role(
    "snapshot-copier",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "scheduler.amazonaws.com"}}
            ],
        }
    ),
)
aws.iam.RolePolicy(
    "snapshot-copier-policy",
    role=role.id,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": ["rds:CopyDBSnapshot", "rds:AddTagsToResource"], "Resource": "*"}
            ],
        }
    ),
)

aws.scheduler.Schedule(
    "weekly-snapshot-copy",
    region=region,
    schedule_expression="cron(0 5 ? * SUN *)",
    flexible_time_window={"mode": "FLEXIBLE", "maximum_window_in_minutes": 60},
    target={
        "arn": "arn:aws:scheduler:::aws-sdk:rds:copyDBSnapshot",
        "role_arn": role.arn,
        "input": json.dumps(
            {
                "SourceDBSnapshotIdentifier": "arn:aws:rds:us-east-1:111122223333:snapshot:billing-weekly",
                "TargetDbSnapshotIdentifier": "billing-weekly-<aws.scheduler.execution-id>",
                "SourceRegion": "us-east-1",
                "CopyTags": True,
            }
        ),
        "retry_policy": {"maximum_retry_attempts": 3, "maximum_event_age_in_seconds": 3600},
    },
)
