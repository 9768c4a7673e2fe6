"""The two stoppers of idle nodes, which do not depend on each other.

`AgentSource` declares the bucket from which nodes fetch the agent (by content hash). The agent on each node stops its own node.
`Steward` declares a Lambda that looks at every node from outside each five minutes and stops what the agent did not: idle nodes
and nodes older than `expire_after`. A node without heartbeat, or with accelerators that cannot be read, counts as busy until
then; an alarm tells. The steward also runs the capped on-demand fallback.

Traps it avoids:
- A stopped or undecremented instance is replaced by its group: both stop with TerminateInstanceInAutoScalingGroup and decrement
  (EC2 Auto Scaling API Reference), which their roles may do to this environment's groups only, by tag.
- The code archive holds the steward alone, standard library and what the Lambda runtime has: no layer to keep up to date.
- No reserved concurrency: an account must keep 100 unreserved (Lambda quotas), so small accounts refuse it. Runs do not overlap
  anyway: each ends within 60 s of a five-minute rate, and a failed one is not repeated (next run sees the same nodes).
- A log group made by Lambda itself keeps logs for ever: it is declared, with an end.

It deliberately has no queue, table or state of its own: marks are tags on the nodes, hours come from CloudWatch.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pulumi
import pulumi_aws as aws

import penstock
from penstock.agent.bundle import bundle
from penstock.common.labels import Labels
from penstock.common.program import refuse, region_of
from penstock.common.stopper_settings import pool_limits
from penstock.problem import Problem
from penstock.spec import model
from penstock.terms import Tag

from . import iam, user_data
from .storage import lock

_PACKAGE: Final = Path(penstock.__file__).parent
_ENVIRONMENT_LIMIT: Final = 4096
"""Bytes of all environment variables of a function together (Lambda quotas)."""
_GROUP_NAME: Final = 60
"""Bytes to leave for a group's name, which only the cloud knows before the first `up`."""


class AgentSource(pulumi.ComponentResource):
    """A bucket of ours with the agent's file, for nodes to fetch."""

    bucket_name: pulumi.Output[str]
    arn: pulumi.Output[str]

    def __init__(self, name: str, *, labels: Labels, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("penstock:aws:AgentSource", name, labels.inputs() | {"use": "system"}, opts)
        child = pulumi.ResourceOptions(parent=self)
        agent = bundle()
        self.sha256 = hashlib.sha256(agent).hexdigest()
        self.unit = (_PACKAGE / "agent" / "penstock-agent.service").read_text(encoding="utf-8")
        tags = labels.tags(name, USE="system")
        bucket = aws.s3.Bucket(name, force_destroy=True, tags=tags, opts=child)
        lock(name, bucket, child)
        aws.s3.BucketLifecycleConfiguration(
            name,
            bucket=bucket.id,
            rules=[
                aws.s3.BucketLifecycleConfigurationRuleArgs(
                    id="clean",
                    status="Enabled",
                    filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
                    abort_incomplete_multipart_upload=aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                        days_after_initiation=1
                    ),
                )
            ],
            opts=child,
        )
        self._object = aws.s3.BucketObjectv2(
            f"{name}-agent",
            bucket=bucket.id,
            key=user_data.agent_key(self.sha256),
            content_base64=base64.b64encode(agent).decode(),
            tags=tags,
            opts=child,
        )
        self.bucket_name = bucket.bucket
        self.arn = bucket.arn
        self.register_outputs({"bucketName": self.bucket_name, "arn": self.arn})

    def user_data(self, config: Mapping[str, str | int | None], region: str, extra: str | None) -> pulumi.Output[str]:
        """Base64 user data that installs the agent with `config`, then runs `extra`. Raises ValueError when too long."""
        user_data.check(unit=self.unit, config=config, sha256=self.sha256, region=region, extra=extra)
        # The object's bucket and not the bucket's name: no node starts before the file is there.
        return self._object.bucket.apply(
            lambda bucket: user_data.encode(
                user_data.render(
                    config=config,
                    unit=self.unit,
                    bucket=bucket,
                    key=user_data.agent_key(self.sha256),
                    sha256=self.sha256,
                    region=region,
                    extra=extra,
                )
            )
        )

    def access(self) -> list[iam.Statement]:
        """Reading the agent's file, nothing else of the bucket."""
        return [iam.allow(["s3:GetObject"], [pulumi.Output.concat(self.arn, "/agent/*")])]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedPool:
    """A pool as the steward sees it: its limits, and the names of its groups."""

    idle: model.Idle | None
    fallback: model.Fallback | None
    primary_group: pulumi.Input[str]
    fallback_group: pulumi.Input[str] | None = None


class Steward(pulumi.ComponentResource):
    """The stopper outside the nodes: one Lambda, one schedule, one log group, two roles."""

    function_name: pulumi.Output[str]

    def __init__(
        self,
        name: str,
        *,
        labels: Labels,
        pools: Mapping[str, WatchedPool],
        region: str | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """`region`: the stack's `aws:region` unless given.

        Raises pulumi.RunError when there are more pools than a function's environment variables can name.
        """
        region = region_of(region, "aws")
        limits = {pool: pool_limits(watched.idle, watched.fallback) for pool, watched in pools.items()}
        super().__init__("penstock:aws:Steward", name, labels.inputs() | {"pools": limits}, opts)
        self._name = name
        self._labels = labels
        self._region = region
        self._child = pulumi.ResourceOptions(parent=self)
        settings = json.dumps(limits, sort_keys=True, separators=(",", ":"))
        size = len(settings) + len(labels.environment) + len(pools) * 2 * _GROUP_NAME
        if size > _ENVIRONMENT_LIMIT:
            what = f"{len(pools)} pools are more than one steward can watch"
            refuse([Problem(f"steward {name}", what, "split the environment into two")])
        self._groups = pulumi.Output.json_dumps(
            {
                pool: {"primary": watched.primary_group, "fallback": watched.fallback_group}
                for pool, watched in pools.items()
            }
        )
        function = self._declare_function(settings)
        self._declare_schedule(function)
        self.function_name = function.name
        self.register_outputs({"functionName": self.function_name})

    def _declare_function(self, settings: str) -> aws.lambda_.Function:
        logs = aws.cloudwatch.LogGroup(
            self._name, retention_in_days=30, tags=self._labels.tags(self._name), opts=self._child
        )
        role = iam.ServiceRole(self._name, "lambda.amazonaws.com", self._statements(logs), self._labels, self)
        function = aws.lambda_.Function(
            self._name,
            description=f"Penstock steward of {self._labels.environment}: stops idle, silent and expired nodes",
            runtime=aws.lambda_.Runtime.PYTHON3D13,
            architectures=["arm64"],
            handler="penstock.steward.aws.handler",
            memory_size=256,
            timeout=60,
            role=role.role.arn,
            code=_steward_archive(),
            environment=aws.lambda_.FunctionEnvironmentArgs(
                variables={
                    "PENSTOCK_ENVIRONMENT": self._labels.environment,
                    "PENSTOCK_POOLS": settings,
                    "PENSTOCK_GROUPS": self._groups,
                }
            ),
            logging_config=aws.lambda_.FunctionLoggingConfigArgs(log_format="Text", log_group=logs.name),
            tags=self._labels.tags(self._name),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[role.policy]),
        )
        aws.lambda_.FunctionEventInvokeConfig(
            self._name,
            function_name=function.name,
            maximum_retry_attempts=0,
            maximum_event_age_in_seconds=240,
            opts=self._child,
        )
        return function

    def _statements(self, logs: aws.cloudwatch.LogGroup) -> list[iam.Statement]:
        environment = self._labels.environment
        instances = f"arn:{iam.partition(self._region)}:ec2:{self._region}:*:instance/*"
        return [
            # Reading: none of these takes a resource.
            iam.allow(
                [
                    "autoscaling:DescribeAutoScalingGroups",
                    "ec2:DescribeInstances",
                    "cloudwatch:GetMetricData",
                ],
                ["*"],
            ),
            iam.allow(
                ["autoscaling:TerminateInstanceInAutoScalingGroup", "autoscaling:SetDesiredCapacity"],
                [iam.groups(self._region)],
                iam.of_environment(self._labels),
            ),
            iam.allow(
                ["ec2:CreateTags", "ec2:DeleteTags"],
                [instances],
                {
                    "StringEquals": {f"ec2:ResourceTag/{Tag.ENVIRONMENT}": environment},
                    "ForAllValues:StringEquals": {"aws:TagKeys": [Tag.MARKED]},
                },
            ),
            iam.put_metrics(self._labels),
            iam.allow(["logs:CreateLogStream", "logs:PutLogEvents"], [pulumi.Output.concat(logs.arn, ":*")]),
        ]

    def _declare_schedule(self, function: aws.lambda_.Function) -> None:
        name = f"{self._name}-clock"
        role = iam.ServiceRole(
            name,
            "scheduler.amazonaws.com",
            [iam.allow(["lambda:InvokeFunction"], [function.arn])],
            self._labels,
            self,
        )
        aws.scheduler.Schedule(
            name,
            description=f"runs the steward of {self._labels.environment}",
            schedule_expression="rate(5 minutes)",
            flexible_time_window=aws.scheduler.ScheduleFlexibleTimeWindowArgs(mode="OFF"),
            target=aws.scheduler.ScheduleTargetArgs(
                arn=function.arn,
                role_arn=role.role.arn,
                retry_policy=aws.scheduler.ScheduleTargetRetryPolicyArgs(
                    maximum_retry_attempts=0, maximum_event_age_in_seconds=60
                ),
            ),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[role.policy]),
        )


def _steward_archive() -> pulumi.AssetArchive:
    files = [_PACKAGE / "__init__.py", _PACKAGE / "terms.py", *sorted((_PACKAGE / "steward").glob("*.py"))]
    return pulumi.AssetArchive(
        {file.relative_to(_PACKAGE.parent).as_posix(): pulumi.FileAsset(str(file)) for file in files}
    )
