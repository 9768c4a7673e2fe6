"""Backups: nightly, with an off-region copy as the auditors asked.

Nightly backups (EBS volumes, RDS, EFS of the production account) are copied from the us-east-1 vault to a vault in us-west-2 by
the AWS Backup plan's copy action.
"""

import json

import pulumi_aws as aws

vault = aws.backup.Vault("primary")
dr_vault = aws.backup.Vault("dr", region="us-west-2")

plan = aws.backup.Plan(
    "nightly",
    rules=[
        aws.backup.PlanRuleArgs(
            rule_name="nightly",
            target_vault_name=vault.name,
            schedule="cron(0 5 * * ? *)",
            lifecycle=aws.backup.PlanRuleLifecycleArgs(delete_after=35),
            copy_actions=[
                aws.backup.PlanRuleCopyActionArgs(
                    destination_vault_arn=dr_vault.arn,
                    lifecycle=aws.backup.PlanRuleCopyActionLifecycleArgs(delete_after=90),
                )
            ],
        )
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
    managed_policy_arns=["arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"],
)

aws.backup.Selection(
    "everything-production",
    plan_id=plan.id,
    iam_role_arn=role.arn,
    selection_tags=[{"type": "STRINGEQUALS", "key": "env", "value": "production"}],
)
