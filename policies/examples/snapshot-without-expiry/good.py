"""A backup every night, kept for two weeks."""

import pulumi_aws as aws

vault = aws.backup.Vault("snapshot-without-expiry-vault")
aws.backup.Plan(
    "snapshot-without-expiry-daily",
    rules=[
        {
            "rule_name": "daily",
            "target_vault_name": vault.name,
            "schedule": "cron(0 4 * * ? *)",
            "lifecycle": {"delete_after": 14},
        }
    ],
)
