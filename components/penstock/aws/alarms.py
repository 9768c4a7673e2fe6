"""Someone is told: idle accelerators, nodes that do not come, nodes that cannot be read, a steward that does not run.

Declares one topic with its e-mail subscriptions and the key that encrypts it, and per pool three alarms, per environment one.

Traps it avoids:
- Launch failures are counted as "wanted, not there": the group's desired capacity above its nodes in service for half an hour.
  An event rule on each failed launch would write an e-mail for every try of a dry spot pool, many an hour.
- A metric that nobody sends is no alarm by default. For the steward it is the worst case, so there missing data breaches.
- A topic's default policy lets the whole account publish: here only these alarms may (by their ARNs).
- An alarm cannot publish to a topic that is encrypted with AWS's own key for SNS, whose policy nobody can change, and says so only
  in its history: the key is one of ours, which alarms of this account may use (SNS Developer Guide, "Key management", "Enable
  compatibility between event sources from AWS services and encrypted topics"). It costs 1 $ a month.

It deliberately stops nothing: alarms are for people, the agent and the steward act. A subscription counts only after its
address confirmed it, once, by e-mail (SNS Developer Guide, "Email notifications").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pulumi
import pulumi_aws as aws

from penstock.common.labels import Labels
from penstock.common.program import region_of, sound
from penstock.spec import model

from .iam import account_id, document, partition
from .idle import WatchedPool

_PERIOD: Final = 300
"""Seconds: the steward's own rate."""


class Alarms(pulumi.ComponentResource):
    """Alarms of one environment and the topic they speak to; `topic_arn` takes more subscriptions (chat, pager)."""

    topic_arn: pulumi.Output[str]

    def __init__(
        self,
        name: str,
        *,
        labels: Labels,
        pools: Mapping[str, WatchedPool],
        steward_function: pulumi.Input[str],
        notify: Sequence[str] = (),
        region: str | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """`notify`: e-mail addresses. `region`: the stack's `aws:region` unless given.

        Raises pulumi.RunError for an address that the stack file would refuse too.
        """
        if notify:
            sound(f"alarms {name}", model.Budget, notify=notify)
        super().__init__(
            "penstock:aws:Alarms", name, labels.inputs() | {"pools": sorted(pools), "notify": list(notify)}, opts
        )
        self._name = name
        self._labels = labels
        self._region = region_of(region, "aws")
        self._child = pulumi.ResourceOptions(parent=self)
        self._topic = aws.sns.Topic(
            name, kms_master_key_id=self._declare_key().id, tags=labels.tags(name), opts=self._child
        )
        alarms = [self._silent_steward(steward_function)]
        for pool, watched in pools.items():
            alarms += [
                self._idle(pool, watched),
                self._count(pool, "UnreadableNodes", 6, "nodes that cannot be read: they run until expire_after"),
                self._missing_nodes(pool, watched.primary_group),
            ]
        self._allow(alarms)
        for number, address in enumerate(notify):
            aws.sns.TopicSubscription(
                f"{name}-{number}", topic=self._topic.arn, protocol="email", endpoint=address, opts=self._child
            )
        self.topic_arn = self._topic.arn
        self.register_outputs({"topicArn": self.topic_arn})

    def _declare_key(self) -> aws.kms.Key:
        account = account_id(self)
        statements = [
            {
                "Sid": "TheAccount",
                "Effect": "Allow",
                "Principal": {"AWS": pulumi.Output.concat(f"arn:{partition(self._region)}:iam::", account, ":root")},
                "Action": "kms:*",
                "Resource": "*",
            },
            {
                "Sid": "ItsAlarms",
                "Effect": "Allow",
                "Principal": {"Service": "cloudwatch.amazonaws.com"},
                "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
                "Resource": "*",  # in a key's policy: the key
                "Condition": {"StringEquals": {"aws:SourceAccount": account}},
            },
        ]
        return aws.kms.Key(
            self._name,
            description=f"what the alarms of {self._labels.environment} say",
            enable_key_rotation=True,
            deletion_window_in_days=7,
            policy=document(statements),
            tags=self._labels.tags(self._name),
            opts=self._child,
        )

    def _idle(self, pool: str, watched: WatchedPool) -> aws.cloudwatch.MetricAlarm:
        if watched.idle is None:
            return self._count(
                pool, "IdleNodes", 72, "a node was idle for six hours; nothing stops it: is min too high?"
            )
        return self._count(
            pool, "IdleNodes", 12, "a node stayed idle for an hour beyond its limit: no stopper stops it"
        )

    def _count(self, pool: str, metric: str, periods: int, text: str) -> aws.cloudwatch.MetricAlarm:
        name = f"{self._name}-{pool}-{metric}"
        return aws.cloudwatch.MetricAlarm(
            name,
            alarm_description=f"{self._labels.environment}/{pool}: {text}",
            namespace=self._labels.namespace,
            metric_name=metric,
            dimensions={"Pool": pool},
            statistic="Minimum",
            period=_PERIOD,
            evaluation_periods=periods,
            threshold=0,
            comparison_operator="GreaterThanThreshold",
            treat_missing_data="notBreaching",
            **self._common(name, POOL=pool),
        )

    def _missing_nodes(self, pool: str, group: pulumi.Input[str]) -> aws.cloudwatch.MetricAlarm:
        name = f"{self._name}-{pool}-launches"
        return aws.cloudwatch.MetricAlarm(
            name,
            alarm_description=f"{self._labels.environment}/{pool}: nodes wanted for half an hour do not come: "
            "see the group's activity (no capacity, no quota, or a launch that fails)",
            metric_queries=[
                _metric(
                    "wanted", "AWS/AutoScaling", "GroupDesiredCapacity", {"AutoScalingGroupName": group}, "Minimum"
                ),
                _metric(
                    "there", "AWS/AutoScaling", "GroupInServiceInstances", {"AutoScalingGroupName": group}, "Maximum"
                ),
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="missing", expression="wanted - there", label="missing nodes", return_data=True
                ),
            ],
            evaluation_periods=6,
            threshold=0,
            comparison_operator="GreaterThanThreshold",
            treat_missing_data="notBreaching",
            **self._common(name, POOL=pool),
        )

    def _silent_steward(self, function: pulumi.Input[str]) -> aws.cloudwatch.MetricAlarm:
        name = f"{self._name}-steward"
        dimensions = {"FunctionName": function}
        return aws.cloudwatch.MetricAlarm(
            name,
            alarm_description=f"{self._labels.environment}: the steward has not run well for half an hour",
            metric_queries=[
                _metric("runs", "AWS/Lambda", "Invocations", dimensions, "Sum"),
                _metric("errors", "AWS/Lambda", "Errors", dimensions, "Sum"),
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="good", expression="runs - errors", label="good runs", return_data=True
                ),
            ],
            evaluation_periods=6,
            threshold=1,
            comparison_operator="LessThanThreshold",
            treat_missing_data="breaching",
            **self._common(name),
        )

    def _common(self, name: str, **tags: str) -> dict[str, Any]:
        return {
            "alarm_actions": [self._topic.arn],
            "tags": self._labels.tags(name, **tags),
            "opts": self._child,
        }

    def _allow(self, alarms: Sequence[aws.cloudwatch.MetricAlarm]) -> None:
        aws.sns.TopicPolicy(
            self._name,
            arn=self._topic.arn,
            policy=pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "TheseAlarms",
                            "Effect": "Allow",
                            "Principal": {"Service": "cloudwatch.amazonaws.com"},
                            "Action": "sns:Publish",
                            "Resource": self._topic.arn,
                            "Condition": {"ArnEquals": {"aws:SourceArn": [alarm.arn for alarm in alarms]}},
                        }
                    ],
                }
            ),
            opts=self._child,
        )


def _metric(
    key: str, namespace: str, name: str, dimensions: Mapping[str, pulumi.Input[str]], statistic: str
) -> aws.cloudwatch.MetricAlarmMetricQueryArgs:
    return aws.cloudwatch.MetricAlarmMetricQueryArgs(
        id=key,
        metric=aws.cloudwatch.MetricAlarmMetricQueryMetricArgs(
            namespace=namespace, metric_name=name, dimensions=dimensions, period=_PERIOD, stat=statistic
        ),
    )
