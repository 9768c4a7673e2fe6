"""The resource's own `region` puts the nodes elsewhere, and a role's policy, not the node, names the bucket.

Answer: cross-region-transfer fail box
"""

import json

import pulumi_aws as aws

data = aws.s3.Bucket("data", bucket="vision-data")
role = aws.iam.Role("node", assume_role_policy="{}")
aws.iam.RolePolicy(
    "read",
    role=role.name,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::vision-data/*"}],
        }
    ),
)
profile = aws.iam.InstanceProfile("node", role=role.name)
aws.ec2.Instance(
    "box",
    ami="ami-0123456789abcdef0",
    instance_type="t3.small",
    region="eu-central-1",
    iam_instance_profile=profile.name,
)
