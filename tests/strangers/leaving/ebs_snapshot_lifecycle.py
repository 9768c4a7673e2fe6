"""Daily snapshots of the stateful volumes, kept in two other regions as well.

Daily EBS snapshots of tagged volumes in us-east-1 are copied by the DLM policy to us-west-2 and eu-west-1.
"""

import json

import pulumi
import pulumi_aws as aws

role = aws.iam.Role(
    "dlm-role",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "dlm.amazonaws.com"}}
            ],
        }
    ),
    managed_policy_arns=["arn:aws:iam::aws:policy/service-role/AWSDataLifecycleManagerServiceRole"],
)

search_data = aws.ebs.Volume(
    "search-data",
    availability_zone="us-east-1b",
    size=2000,
    type="gp3",
    tags={"backup": "daily"},
)


def copy_to(region):
    return {
        "target": region,
        "encrypted": True,
        "copy_tags": True,
        "retain_rule": {"interval": 14, "interval_unit": "DAYS"},
    }


aws.dlm.LifecyclePolicy(
    "volumes-daily",
    description="daily volume snapshots",
    execution_role_arn=role.arn,
    state="ENABLED",
    policy_details={
        "resource_types": ["VOLUME"],
        "target_tags": {"backup": "daily"},
        "schedules": [
            {
                "name": "daily-0400",
                "create_rule": {"interval": 24, "interval_unit": "HOURS", "times": "04:00"},
                "retain_rule": {"count": 7},
                "copy_tags": True,
                "cross_region_copy_rules": [copy_to("us-west-2"), copy_to("eu-west-1")],
            }
        ],
    },
)
pulumi.export("volume", search_data.id)
