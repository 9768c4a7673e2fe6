"""Central backup plan with an off-site vault in Canada.

AWS Backup recovery points of tagged production resources in us-east-1 are copied to a vault in ca-central-1 by the plan's copy action.
"""

import pulumi
import pulumi_aws as aws

canada = aws.Provider("canada", region="ca-central-1")

vault = aws.backup.Vault("prod-vault", name="prod")
offsite = aws.backup.Vault("offsite-vault", name="prod-offsite", opts=pulumi.ResourceOptions(provider=canada))

plan = aws.backup.Plan(
    "prod-backups",
    name="prod-backups",
    rules=[
        {
            "rule_name": "hourly",
            "target_vault_name": vault.name,
            "schedule": "cron(0 * * * ? *)",
            "lifecycle": {"delete_after": 3},
        },
        {
            "rule_name": "nightly",
            "target_vault_name": vault.name,
            "schedule": "cron(30 3 * * ? *)",
            "lifecycle": {"delete_after": 35},
            "copy_actions": [
                {"destination_vault_arn": offsite.arn, "lifecycle": {"delete_after": 120}},
            ],
        },
    ],
)
aws.backup.Selection(
    "prod-selection",
    name="tagged-prod",
    plan_id=plan.id,
    iam_role_arn="arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole",
    selection_tags=[{"type": "STRINGEQUALS", "key": "env", "value": "prod"}],
)
