"""Read access for the audit partner's account to our export bucket (eu-central-1 only).

Config: partner:accountId=444455556666
"""

import json

import pulumi
import pulumi_aws as aws

cfg = pulumi.Config("partner")
partner = cfg.require("accountId")
external_id = cfg.get("externalId") or "audit-2024"

frankfurt = aws.Provider("frankfurt", region="eu-central-1")
opts = pulumi.ResourceOptions(provider=frankfurt)

log_bucket = aws.s3.Bucket("export-access-logs", opts=opts)
exports = aws.s3.Bucket("audit-exports", opts=opts)
aws.s3.BucketLogging(
    "audit-exports", bucket=exports.id, target_bucket=log_bucket.id, target_prefix="exports/", opts=opts
)
aws.s3.BucketLifecycleConfiguration(
    "audit-exports",
    bucket=exports.id,
    opts=opts,
    rules=[
        {
            "id": "archive",
            "status": "Enabled",
            "filter": {"prefix": "reports/"},
            "transitions": [{"days": 60, "storage_class": "STANDARD_IA"}, {"days": 180, "storage_class": "GLACIER"}],
            "expiration": {"days": 3650},
        }
    ],
)

role = aws.iam.Role(
    "audit-partner",
    name="audit-partner-read",
    max_session_duration=3600,
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{partner}:root"},
                    "Action": "sts:AssumeRole",
                    "Condition": {"StringEquals": {"sts:ExternalId": external_id}},
                }
            ],
        }
    ),
    opts=opts,
)
aws.iam.RolePolicy(
    "audit-partner",
    role=role.id,
    opts=opts,
    policy=exports.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": arn},
                    {
                        "Effect": "Allow",
                        "Action": "s3:GetObject",
                        "Resource": f"{arn}/reports/*",
                        "Condition": {"StringEquals": {"aws:RequestedRegion": "eu-central-1"}},
                    },
                ],
            }
        )
    ),
)
pulumi.export("roleArn", role.arn)
