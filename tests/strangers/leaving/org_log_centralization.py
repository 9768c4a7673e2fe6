"""Organization-wide CloudWatch log centralization.

CloudWatch logs of all accounts in eu-west-1 and ap-southeast-1 are copied to the log archive account in us-east-1 by a centralization rule.
"""

import pulumi
import pulumi_aws as aws

ORGANIZATION = "o-a1b2c3d4e5"
LOG_ARCHIVE_ACCOUNT = "444455556666"

rule = aws.observabilityadmin.CentralizationRuleForOrganization(
    "central-logs",
    rule_name="workload-logs",
    rule={
        "source": {
            "regions": ["eu-west-1", "ap-southeast-1"],
            "scope": f"OrganizationId = '{ORGANIZATION}'",
            "source_logs_configuration": {
                "encrypted_log_group_strategy": "SKIP",
                "log_group_selection_criteria": "*",
            },
        },
        "destination": {
            "account": LOG_ARCHIVE_ACCOUNT,
            "region": "us-east-1",
            "destination_logs_configuration": {
                "logs_encryption_configuration": {"encryption_strategy": "AWS_OWNED"},
            },
        },
    },
    tags={"team": "secops"},
)
pulumi.export("rule", rule.rule_name)
