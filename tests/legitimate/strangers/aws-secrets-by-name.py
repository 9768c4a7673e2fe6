"""Access to secrets that each regional team keeps in its own region: only names and conditions are set here."""

import json

import pulumi
import pulumi_aws as aws

ACCOUNT = "444455556666"
REGIONAL_TEAMS = {"us-east-1": "payments", "eu-west-1": "payments-eu", "ap-southeast-1": "payments-sg"}

key = aws.kms.Key(
    "payments",
    description="payments secrets of us-east-1; eu-west-1 and ap-southeast-1 have their own",
    enable_key_rotation=True,
    multi_region=False,
    deletion_window_in_days=30,
)
aws.kms.Alias("payments", name="alias/payments", target_key_id=key.key_id)

for name in ("stripe-api-key", "adyen-hmac", "db-readonly"):
    aws.secretsmanager.Secret(
        name,
        name=f"payments/{name}",
        kms_key_id=key.arn,
        recovery_window_in_days=14,
        description=f"{name}, same name in {', '.join(REGIONAL_TEAMS)}",
    )

names = {
    region: f"arn:aws:secretsmanager:{region}:{ACCOUNT}:secret:{team}/*" for region, team in REGIONAL_TEAMS.items()
}
policy = aws.iam.Policy(
    "read-payments-secrets",
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": f"Read{team.title().replace('-', '')}",
                    "Effect": "Allow",
                    "Action": ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
                    "Resource": names[region],
                    "Condition": {"StringEquals": {"aws:RequestedRegion": region}},
                }
                for region, team in REGIONAL_TEAMS.items()
            ],
        }
    ),
)
role = aws.iam.Role(
    "payments-runtime",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": ["lambda.amazonaws.com", "ecs-tasks.amazonaws.com"]},
                    "Action": "sts:AssumeRole",
                }
            ],
        }
    ),
)
aws.iam.RolePolicyAttachment("payments-runtime", role=role.name, policy_arn=policy.arn)

aws.ssm.Parameter("regions", name="/payments/regions", type="StringList", value=",".join(REGIONAL_TEAMS))

widgets = [
    {
        "type": "metric",
        "x": 0,
        "y": 6 * i,
        "width": 12,
        "height": 6,
        "properties": {
            "title": f"{team} ({region})",
            "region": region,
            "stat": "p95",
            "period": 300,
            "metrics": [["Payments", "AuthorisationLatency", "Team", team]],
        },
    }
    for i, (region, team) in enumerate(REGIONAL_TEAMS.items())
]
aws.cloudwatch.Dashboard("payments", dashboard_name="payments", dashboard_body=json.dumps({"widgets": widgets}))
pulumi.export("role", role.arn)
