"""Company backup plan: nightly backups of every tagged resource, with copies abroad.

AWS Backup copies each nightly recovery point from the vault in us-east-1 to vaults in eu-west-1 and us-west-2.
"""

import json

import pulumi
import pulumi_aws as aws

COPY_TO = {"dublin": "eu-west-1", "oregon": "us-west-2"}

local = aws.backup.Vault("nightly", name="nightly")
vaults = {}
for city, region in COPY_TO.items():
    provider = aws.Provider(city, region=region)
    vaults[city] = aws.backup.Vault(
        f"nightly-{city}", name=f"nightly-{city}", opts=pulumi.ResourceOptions(provider=provider)
    )

plan = aws.backup.Plan(
    "company",
    rules=[
        aws.backup.PlanRuleArgs(
            rule_name="nightly",
            target_vault_name=local.name,
            schedule="cron(0 5 * * ? *)",
            lifecycle=aws.backup.PlanRuleLifecycleArgs(delete_after=35),
            copy_actions=[
                aws.backup.PlanRuleCopyActionArgs(
                    destination_vault_arn=v.arn,
                    lifecycle=aws.backup.PlanRuleCopyActionLifecycleArgs(delete_after=365),
                )
                for v in vaults.values()
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
)
aws.backup.Selection(
    "tagged",
    plan_id=plan.id,
    iam_role_arn=role.arn,
    selection_tags=[{"type": "STRINGEQUALS", "key": "backup", "value": "nightly"}],
)
