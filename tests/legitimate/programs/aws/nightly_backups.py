"""Backups that stay in the region and end."""

import json

import pulumi_aws as aws

vault = aws.backup.Vault("nightly")
plan = aws.backup.Plan(
    "nightly",
    rules=[
        {
            "rule_name": "nightly",
            "target_vault_name": vault.name,
            "schedule": "cron(0 2 * * ? *)",
            "lifecycle": {"delete_after": 35},
        }
    ],
)
role = aws.iam.Role(
    "backup",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "backup.amazonaws.com"}}
            ],
        }
    ),
)
aws.backup.Selection(
    "nightly",
    plan_id=plan.id,
    iam_role_arn=role.arn,
    selection_tags=[{"type": "STRINGEQUALS", "key": "backup", "value": "nightly"}],
)
