"""Guard rails of the organisation: allowed regions, no large GPU machines, budgets by team."""

import json

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
sandbox_ou = config.get("sandboxOu") or "ou-ab12-sandbox1"
ALLOWED_REGIONS = ["us-east-1", "us-west-2", "eu-west-1", "ap-southeast-2"]
GLOBAL_SERVICES = ["iam:*", "organizations:*", "route53:*", "cloudfront:*", "support:*", "budgets:*", "sts:*"]
FORBIDDEN_TYPES = [
    "p3.*",
    "p3dn.*",
    "p4d.*",
    "p4de.*",
    "p5.*",
    "p5en.*",
    "g5.48xlarge",
    "g6.48xlarge",
    "trn1.*",
    "*.metal",
]


def scp(name: str, description: str, statements: list) -> aws.organizations.Policy:
    policy = aws.organizations.Policy(
        name,
        name=name,
        description=description,
        type="SERVICE_CONTROL_POLICY",
        content=json.dumps({"Version": "2012-10-17", "Statement": statements}),
    )
    aws.organizations.PolicyAttachment(name, policy_id=policy.id, target_id=sandbox_ou)
    return policy


scp(
    "allowed-regions",
    "Deny everything outside us-east-1, us-west-2, eu-west-1 and ap-southeast-2",
    [
        {
            "Sid": "OutsideAllowedRegions",
            "Effect": "Deny",
            "NotAction": GLOBAL_SERVICES,
            "Resource": "*",
            "Condition": {"StringNotEquals": {"aws:RequestedRegion": ALLOWED_REGIONS}},
        }
    ],
)
scp(
    "no-large-gpus",
    "Nobody starts a p5.48xlarge or an A100 box in the sandbox",
    [
        {
            "Sid": "NoLargeMachines",
            "Effect": "Deny",
            "Action": ["ec2:RunInstances", "ec2:ModifyInstanceAttribute"],
            "Resource": "arn:aws:ec2:*:*:instance/*",
            "Condition": {"StringLike": {"ec2:InstanceType": FORBIDDEN_TYPES}},
        }
    ],
)
scp(
    "keep-data-home",
    "Snapshots and images are not copied to other regions",
    [
        {
            "Sid": "NoCopies",
            "Effect": "Deny",
            "Action": ["ec2:CopySnapshot", "ec2:CopyImage", "rds:CopyDBSnapshot", "s3:PutReplicationConfiguration"],
            "Resource": "*",
        }
    ],
)

for team, dollars in {"imaging": 800, "search": 500, "web": 300}.items():
    aws.budgets.Budget(
        f"budget-{team}",
        name=f"{team}-monthly",
        budget_type="COST",
        limit_amount=str(dollars),
        limit_unit="USD",
        time_unit="MONTHLY",
        cost_filters=[{"name": "TagKeyValue", "values": [f"user:team${team}"]}],
        notifications=[
            {
                "comparison_operator": "GREATER_THAN",
                "threshold": pct,
                "threshold_type": "PERCENTAGE",
                "notification_type": kind,
                "subscriber_email_addresses": [f"{team}@tessellate.dev"],
            }
            for pct, kind in ((80, "ACTUAL"), (100, "FORECASTED"))
        ],
    )

monitor = aws.costexplorer.AnomalyMonitor(
    "services", name="services", monitor_type="DIMENSIONAL", monitor_dimension="SERVICE"
)
aws.costexplorer.AnomalySubscription(
    "services",
    name="services",
    frequency="DAILY",
    monitor_arn_lists=[monitor.arn],
    subscribers=[{"type": "EMAIL", "address": "finops@tessellate.dev"}],
    threshold_expression={
        "dimension": {
            "key": "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
            "match_options": ["GREATER_THAN_OR_EQUAL"],
            "values": ["50"],
        }
    },
)
pulumi.export("allowed", ALLOWED_REGIONS)
