"""Roles that can touch one environment only.

Statements are built here so that the rule "no mutating action on every resource" can be read, and tested, in one place.
Two kinds of action have no resource-level permissions at AWS, so `*` is the only resource they take (Service Authorization
Reference, "Actions, resources, and condition keys" for CloudWatch and for Session Manager Message Gateway Service):
`cloudwatch:PutMetricData`, which is limited here by the condition `cloudwatch:namespace`, and `ssmmessages:*Channel`, which
opens the calling node's own Session Manager channel.
A service assumes a role for this account alone (`aws:SourceAccount`), so that nobody else's function, schedule or instance can be
used to act with it (IAM User Guide, "The confused deputy problem").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
import pulumi_aws as aws

from penstock.common.labels import Labels
from penstock.terms import Tag

Statement = Mapping[str, Any]


def partition(region: str) -> str:
    """The ARN partition of `region`. Not China's: the catalog has no prices there, so no pool can be asked for."""
    return "aws-us-gov" if region.startswith("us-gov-") else "aws"


def allow(
    actions: Sequence[str],
    resources: Sequence[pulumi.Input[str]],
    condition: Mapping[str, Mapping[str, pulumi.Input[str] | Sequence[pulumi.Input[str]]]] | None = None,
) -> Statement:
    """One Allow statement."""
    statement: dict[str, Any] = {"Effect": "Allow", "Action": list(actions), "Resource": list(resources)}
    if condition:
        statement["Condition"] = condition
    return statement


def document(statements: Sequence[Statement]) -> pulumi.Output[str]:
    """An IAM policy document."""
    return pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": list(statements)})


def groups(region: str) -> str:
    """The ARN of any Auto Scaling group of the caller's account in `region`; always used with `of_environment`."""
    return f"arn:{partition(region)}:autoscaling:{region}:*:autoScalingGroup:*:autoScalingGroupName/*"


def of_environment(labels: Labels, pool: str | None = None) -> Mapping[str, Mapping[str, str]]:
    """Only groups of this environment (and pool).

    `autoscaling:ResourceTag/<key>` is the condition key of Auto Scaling's own actions (EC2 Auto Scaling User Guide,
    "Tags for security").
    """
    tags = {Tag.ENVIRONMENT: labels.environment} | ({Tag.POOL: pool} if pool else {})
    return {"StringEquals": {f"autoscaling:ResourceTag/{key}": value for key, value in tags.items()}}


def put_metrics(labels: Labels) -> Statement:
    """Publish metrics in the environment's own namespace and no other."""
    return allow(["cloudwatch:PutMetricData"], ["*"], {"StringEquals": {"cloudwatch:namespace": labels.namespace}})


def session_manager(region: str) -> list[Statement]:
    """What Session Manager needs on a node (Systems Manager User Guide, "Create a custom IAM role for Session Manager").

    Far less than AmazonSSMManagedInstanceCore, which also reads every parameter of the account.
    """
    return [
        allow(["ssm:UpdateInstanceInformation"], [f"arn:{partition(region)}:ec2:{region}:*:instance/*"]),
        allow(
            [f"ssmmessages:{verb}{kind}Channel" for verb in ("Create", "Open") for kind in ("Control", "Data")],
            ["*"],
        ),
    ]


def account_id(parent: pulumi.Resource) -> pulumi.Output[str]:
    """The account that the program runs in."""
    found = aws.get_caller_identity_output(opts=pulumi.InvokeOutputOptions(parent=parent))
    return found.apply(lambda identity: identity.account_id)


class ServiceRole:
    """A role that one AWS service assumes for this account, with one inline policy. Not a component: it belongs to whoever makes it."""

    def __init__(
        self,
        name: str,
        service: str,
        statements: Sequence[Statement],
        labels: Labels,
        parent: pulumi.Resource,
    ) -> None:
        trust: Statement = {
            "Effect": "Allow",
            "Action": ["sts:AssumeRole"],
            "Principal": {"Service": service},
            "Condition": {"StringEquals": {"aws:SourceAccount": account_id(parent)}},
        }
        self.role = aws.iam.Role(
            name,
            assume_role_policy=document([trust]),
            tags=labels.tags(name),
            opts=pulumi.ResourceOptions(parent=parent),
        )
        self.policy = aws.iam.RolePolicy(
            name, role=self.role.id, policy=document(statements), opts=pulumi.ResourceOptions(parent=parent)
        )
