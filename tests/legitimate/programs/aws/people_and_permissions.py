"""Roles and policies alone; nothing that bills."""

import json

import pulumi_aws as aws

provider = aws.iam.OpenIdConnectProvider(
    "ci", url="https://token.actions.githubusercontent.com", client_id_lists=["sts.amazonaws.com"]
)
role = aws.iam.Role(
    "deploy",
    assume_role_policy=provider.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": "sts:AssumeRoleWithWebIdentity",
                        "Principal": {"Federated": arn},
                        "Condition": {
                            "StringLike": {"token.actions.githubusercontent.com:sub": "repo:example/platform:*"}
                        },
                    }
                ],
            }
        )
    ),
)
policy = aws.iam.Policy(
    "deploy",
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": ["ecs:UpdateService", "ecs:DescribeServices"], "Resource": "*"}
            ],
        }
    ),
)
aws.iam.RolePolicyAttachment("deploy", role=role.name, policy_arn=policy.arn)
