"""Scheduled actions, scaling policies, and alarms that stop an idle machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Final

from penstock.resources.aws.charges import Reader, charge
from penstock.resources.aws.type_tokens import GROUP, INSTANCE, NODE_GROUP, SCALING_POLICY
from penstock.resources.facts import Fact, Free, IdleStopper, ScaleIn, Scaling, SizeChange
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, SecretInt, Unknown

_STOPS: Final = ("ec2:stop", "ec2:terminate")
_OF_NODES: Final = frozenset(
    {"AWS/EC2", "AWS/ECS", "AWS/EKS", "AWS/Batch", "AWS/SageMaker", "AWS/SQS", "AWS/ApplicationELB", "AWS/NetworkELB"}
)
"""CloudWatch's own namespaces that say what nodes do, or what waits for them; any other (not `AWS/...`) is the program's own."""
_GROUPS: Final = (GROUP, NODE_GROUP)
"""A managed node group has an Auto Scaling group, which EKS makes: it is an output of the node group."""

_LONGEST: Final = 10**9
"""Seconds; no alarm watches for longer than a week."""


def _schedule(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    base = context.base(resource)
    yield Free(**base)
    timezone = inputs.text("timeZone")
    change = SizeChange(
        recurrence=inputs.text("recurrence"),
        timezone="Etc/UTC" if timezone is None else timezone,
        minimum=_size(inputs, "minSize"),
        desired=_size(inputs, "desiredCapacity"),
        maximum=_size(inputs, "maxSize"),
    )
    path = "autoscalingGroupName"
    for target in context.referred(resource, path, inputs.raw(path), _GROUPS) or (None,):
        yield Scaling(**base, target=target, change=change)


def _size(inputs: Inputs, name: str) -> Maybe[int] | None:
    """The provider takes a size that is left out for 0, and -1 for "unchanged"."""
    value = inputs.integer(name)
    if value is None:
        return 0
    return value if isinstance(value, Unknown) or value >= 0 else None


def _policy(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    base = context.base(resource)
    path = "autoscalingGroupName"
    yield Free(**base)
    yield ScaleIn(**base, targets=context.referred(resource, path, inputs.raw(path), _GROUPS), shrinks=_shrinks(inputs))


def _shrinks(inputs: Inputs) -> Maybe[bool]:
    """Whether the policy takes nodes away: a step below 0, or an exact size of 0."""
    if inputs.flag("enabled") is False:
        return False
    kind = inputs.text("adjustmentType")
    steps = inputs.blocks("stepAdjustments")
    amounts = [inputs.integer("scalingAdjustment")]
    if isinstance(steps, Unknown):
        amounts.append(UNKNOWN)
    else:
        amounts += [UNKNOWN if isinstance(it, Unknown) else it.integer("scalingAdjustment") for it in steps]
    given = [amount for amount in amounts if amount is not None]
    sizes = [amount for amount in given if not isinstance(amount, Unknown)]
    if isinstance(kind, Unknown) or len(sizes) < len(given) or isinstance(inputs.flag("enabled"), Unknown):
        return UNKNOWN
    return any(size == 0 for size in sizes) if kind == "ExactCapacity" else any(size < 0 for size in sizes)


def _alarm(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    yield charge(resource, context, "cloudwatch-alarm-month", *_metrics(inputs))
    targets = _alarm_targets(resource, context, inputs)
    if targets:
        yield IdleStopper(
            **context.base(resource),
            mechanism="alarm",
            targets=targets,
            idle_duration=_watched(inputs),
            armed=_armed(inputs),
        )


_MINUTE: Final = 60
_HIGH_RESOLUTION: Final = 3
_BAND: Final = 3
_QUERY: Final = re.compile(r"\s*select\b", re.IGNORECASE)


def _metrics(inputs: Inputs) -> tuple[Maybe[Decimal], str]:
    """How many alarm metrics are billed, and why. Amazon CloudWatch pricing: an alarm on metric math is billed for each metric that the
    expression names, one on anomaly detection for three (the metric and both bounds), one with a period below a minute at the price of
    high resolution, 0.30 $ where one of standard resolution is 0.10 $; one on a query for each metric that it analyses."""
    queries = inputs.blocks("metricQueries")
    if isinstance(queries, Unknown) or any(isinstance(it, Unknown) for it in queries):
        return UNKNOWN, "its metrics are not known"
    read = [it for it in queries if isinstance(it, Inputs)]
    expressions = [it.text("expression") for it in read]
    if any(isinstance(it, str) and _QUERY.match(plain(it)) for it in expressions):
        return UNKNOWN, "as many metrics as its query analyses"
    named = [block for it in read if (block := it.block("metric")) is not None]
    count = max(1, len(named))
    words = "1 alarm" if count == 1 else f"1 alarm, {count} metrics"
    band = any(isinstance(it, str) and "ANOMALY_DETECTION_BAND" in plain(it) for it in expressions)
    if band or inputs.text("thresholdMetricId") is not None:
        count, words = _BAND * count, f"{words}, anomaly detection: {_BAND} for each"
    periods = [inputs.integer("period"), *(it.integer("period") for it in named if isinstance(it, Inputs))]
    if any(isinstance(it, int) and 0 < it < _MINUTE for it in periods):
        count, words = _HIGH_RESOLUTION * count, f"{words}, high resolution: {_HIGH_RESOLUTION} times the price"
    return Decimal(count), words


def _alarm_targets(resource: Resource, context: Context, inputs: Inputs) -> tuple[str, ...]:
    """Scaling policies that it runs, and the instances that it stops by an action of EC2's own."""
    actions = inputs.texts("alarmActions")
    if isinstance(actions, Unknown):
        actions = (UNKNOWN,)
    found: set[str] = set()
    for action in actions:
        if isinstance(action, str) and action.startswith("arn:") and ":automate:" in action:
            if action.endswith(_STOPS):
                found.update(_watched_instances(resource, context, inputs))
        else:
            found.update(context.referred(resource, "alarmActions", action, (SCALING_POLICY,)))
    return tuple(sorted(found))


def _watched_instances(resource: Resource, context: Context, inputs: Inputs) -> tuple[str, ...]:
    dimensions = inputs.block("dimensions")
    value = dimensions.raw("InstanceId") if isinstance(dimensions, Inputs) else UNKNOWN
    return () if value is None else context.referred(resource, "dimensions", value, (INSTANCE,))


def _watched(inputs: Inputs) -> Maybe[timedelta]:
    """How long the metric must be low: period x evaluation periods."""
    period, periods = inputs.integer("period"), inputs.integer("evaluationPeriods")
    if period is None:
        queries = inputs.blocks("metricQueries")
        for query in () if isinstance(queries, Unknown) else queries:
            metric = query.block("metric") if isinstance(query, Inputs) else None
            if isinstance(metric, Inputs) and metric.given("period"):
                period = metric.integer("period")
    if not isinstance(period, int) or not isinstance(periods, int):
        return UNKNOWN
    if isinstance(period, SecretInt) or isinstance(periods, SecretInt) or not 0 < period * periods < _LONGEST:
        return UNKNOWN
    return timedelta(seconds=period * periods)


def _armed(inputs: Inputs) -> Maybe[bool]:
    """An alarm stops what is idle only when it acts at all, and acts on a low figure that a metric can have."""
    enabled, comparison = inputs.flag("actionsEnabled"), inputs.text("comparisonOperator")
    if enabled is False or (isinstance(comparison, str) and not comparison.startswith("LessThan")):
        return False
    if any(it.startswith("AWS/") and it not in _OF_NODES for it in _namespaces(inputs)):
        return False  # how much another service does says nothing about a node
    threshold = inputs.number("threshold")
    if isinstance(threshold, Decimal) and (threshold < 0 or (threshold == 0 and comparison == "LessThanThreshold")):
        return False  # no use of a node is below 0
    return UNKNOWN if isinstance(enabled, Unknown) or not isinstance(comparison, str) else True


def _namespaces(inputs: Inputs) -> Iterable[str]:
    """Those of its metric, or of the metrics that it computes one from, as far as they are known."""
    queries = inputs.blocks("metricQueries")
    blocks = [it.block("metric") for it in (() if isinstance(queries, Unknown) else queries) if isinstance(it, Inputs)]
    for block in (inputs, *(it for it in blocks if isinstance(it, Inputs))):
        namespace = block.text("namespace")
        if isinstance(namespace, str):
            yield plain(namespace)


SCALING: Final[Mapping[str, Reader]] = {
    SCALING_POLICY: _policy,
    "aws:autoscaling/schedule:Schedule": _schedule,
    "aws:cloudwatch/metricAlarm:MetricAlarm": _alarm,
}
