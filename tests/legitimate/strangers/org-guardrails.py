"""Service control policies: allowed regions, no large accelerators, plus a budget."""

import json

import pulumi
import pulumi_aws as aws

ALLOWED = ["us-east-1", "us-east-2"]
BIG = ["p4d.*", "p4de.*", "p5.*", "p5e.*", "trn1.*", "u-*", "*.48xlarge", "*.metal"]

regions = aws.organizations.Policy(
    "allowed-regions",
    type="SERVICE_CONTROL_POLICY",
    content=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "DenyElsewhere",
                    "Effect": "Deny",
                    "NotAction": ["iam:*", "organizations:*", "route53:*", "cloudfront:*", "support:*", "sts:*"],
                    "Resource": "*",
                    "Condition": {"StringNotEquals": {"aws:RequestedRegion": ALLOWED}},
                }
            ],
        }
    ),
)
sizes = aws.organizations.Policy(
    "no-big-machines",
    type="SERVICE_CONTROL_POLICY",
    content=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "DenyBig",
                    "Effect": "Deny",
                    "Action": ["ec2:RunInstances"],
                    "Resource": "arn:aws:ec2:*:*:instance/*",
                    "Condition": {"StringLike": {"ec2:InstanceType": BIG}},
                }
            ],
        }
    ),
)
for name, policy in (("regions", regions), ("sizes", sizes)):
    aws.organizations.PolicyAttachment(f"attach-{name}", policy_id=policy.id, target_id="ou-ab12-sandbox01")

budget = aws.budgets.Budget(
    "sandbox",
    budget_type="COST",
    limit_amount="900",
    limit_unit="USD",
    time_unit="MONTHLY",
    notifications=[
        {
            "comparison_operator": "GREATER_THAN",
            "threshold": 80,
            "threshold_type": "PERCENTAGE",
            "notification_type": "FORECASTED",
            "subscriber_email_addresses": ["finops@vision.example"],
        }
    ],
)
pulumi.export("budget", budget.name)
