"""A backup every night, and none is ever deleted."""

import pulumi_aws as aws

vault = aws.backup.Vault("snapshot-without-expiry-vault")
aws.backup.Plan(
    "snapshot-without-expiry-daily",
    rules=[
        {
            "rule_name": "daily",
            "target_vault_name": vault.name,
            "schedule": "cron(0 4 * * ? *)",
        }
    ],
)
