"""A backup plan copies each night's backup to a vault in another region.

Answer: cross-region-copy fail nightly
"""

import pulumi_aws as aws

vault = aws.backup.Vault("here")
aws.backup.Plan(
    "nightly",
    rules=[
        {
            "rule_name": "nightly",
            "target_vault_name": vault.name,
            "schedule": "cron(0 4 * * ? *)",
            "lifecycle": {"delete_after": 14},
            "copy_actions": [
                {"destination_vault_arn": "arn:aws:backup:eu-west-1:123456789012:backup-vault:there"},
            ],
        }
    ],
)
