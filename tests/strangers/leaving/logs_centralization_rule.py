"""All application logs of the organization end up in the security account.

CloudWatch log centralization copies every log group's events from us-east-1, us-west-2 and ap-southeast-1 to eu-central-1 (and a backup
copy to eu-west-1).
"""

import pulumi
import pulumi_aws as aws

SECURITY_ACCOUNT = "444455556666"

rule = aws.observabilityadmin.CentralizationRuleForOrganization(
    "all-logs-to-frankfurt",
    rule_name="all-logs-to-frankfurt",
    rule={
        "source": {
            "regions": ["us-east-1", "us-west-2", "ap-southeast-1"],
            "scope": "OrganizationId = 'o-a1b2c3d4e5'",
            "source_logs_configuration": {
                "encrypted_log_group_strategy": "ALLOW",
                "log_group_selection_criteria": "*",
            },
        },
        "destination": {
            "account": SECURITY_ACCOUNT,
            "region": "eu-central-1",
            "destination_logs_configuration": {
                "logs_encryption_configuration": {"encryption_strategy": "AWS_OWNED"},
                "backup_configuration": {"region": "eu-west-1"},
            },
        },
    },
)
pulumi.export("rule_arn", rule.rule_arn)
