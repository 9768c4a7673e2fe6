"""EventBridge Scheduler's calls that start, stop or resize, and scheduled actions of Application Auto Scaling.

A call is a "universal target": its ARN is the API's name (`arn:aws:scheduler:::aws-sdk:ec2:stopInstances`), its input the
request in JSON (EventBridge Scheduler user guide, Using universal targets). Cron expressions have six fields, the year last, and
count days of the week from Sunday, 1 (same guide, Schedule types).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from penstock.regex import regex
from penstock.resources.aws.charges import Reader
from penstock.resources.aws.type_tokens import (
    ENDPOINT,
    ENDPOINT_CONFIGURATION,
    GROUP,
    INSTANCE,
    NOTEBOOK,
    SCALABLE_TARGET,
)
from penstock.resources.facts import Fact, Free, Scaling, SizeChange
from penstock.resources.reading.blocks import each_block, integer_at, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, parse_json
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

_CALL: Final = regex(r"arn:[\w-]+:scheduler:::aws-sdk:(\w+:\w+)")
_CRON: Final = regex(r"cron\((\S+) (\S+) (\S+) (\S+) (\S+) \*\)")
_PLAIN: Final = regex(r"(?:\d+|[A-Za-z]{3}|[,*/-])+")  # no `L`, `W` or `#`, which five fields do not have
_UTC: Final = "Etc/UTC"


@dataclass(frozen=True, slots=True)
class _Call:
    """An API call that changes how many machines run. `nodes` None: the request says it."""

    types: tuple[str, ...]
    names: str
    nodes: int | None


_CALLS: Final[Mapping[str, _Call]] = {
    "ec2:startinstances": _Call((INSTANCE,), "InstanceIds", 1),
    "ec2:stopinstances": _Call((INSTANCE,), "InstanceIds", 0),
    "ec2:terminateinstances": _Call((INSTANCE,), "InstanceIds", 0),
    "sagemaker:startnotebookinstance": _Call((NOTEBOOK,), "NotebookInstanceName", 1),
    "sagemaker:stopnotebookinstance": _Call((NOTEBOOK,), "NotebookInstanceName", 0),
    "autoscaling:updateautoscalinggroup": _Call((GROUP,), "AutoScalingGroupName", None),
}


def called_by_the_clock(resource: Resource, context: Context) -> Iterable[Scaling]:
    """The size changes of a schedule of EventBridge Scheduler; none for one that is off, or that calls something else."""
    inputs = Inputs(resource.inputs)
    target = inputs.block("target")
    arn, state = text_at(target, "arn"), inputs.text("state")
    match = _CALL.fullmatch(plain(arn)) if isinstance(arn, str) else None
    call = None if match is None else _CALLS.get(match[1].lower())
    if call is None or state == "DISABLED":
        return
    text = text_at(target, "input")
    request = parse_json(text) if isinstance(text, str) else UNKNOWN
    asked = Inputs(request) if isinstance(request, Mapping) else UNKNOWN
    when = UNKNOWN if isinstance(state, Unknown) else recurrence(inputs.text("scheduleExpression"))
    zone = inputs.text("scheduleExpressionTimezone")
    change = _change(call, asked, when, _UTC if zone is None else zone)
    for urn in _targets(resource, context, call, asked) or (None,):
        yield Scaling(**context.base(resource), target=urn, change=change)


def _change(call: _Call, asked: Maybe[Inputs], when: Maybe[str] | None, zone: Maybe[str]) -> SizeChange:
    if call.nodes is not None:
        return SizeChange(when, zone, call.nodes, call.nodes, call.nodes)
    minimum, desired, maximum = (integer_at(asked, name) for name in ("MinSize", "DesiredCapacity", "MaxSize"))
    return SizeChange(when, zone, minimum, desired, maximum)


def _targets(resource: Resource, context: Context, call: _Call, asked: Maybe[Inputs]) -> tuple[str, ...]:
    if isinstance(asked, Unknown):  # made of ids that only the cloud knows
        return context.sources(resource, "target", call.types)
    value = asked.raw(call.names)
    values: Iterable[Value] = value if isinstance(value, list) else (value,)
    return tuple(urn for it in values for urn in context.referred(resource, "target", it, call.types))


def recurrence(expression: Maybe[str] | None) -> Maybe[str] | None:
    """A schedule expression as a five-field cron expression; None for one that happens once (`at(...)`), `UNKNOWN` for a rate,
    whose first moment nobody knows, and for what five fields cannot say."""
    if expression is None or isinstance(expression, Unknown):
        return UNKNOWN
    if plain(expression).startswith("at("):
        return None
    match = _CRON.fullmatch(plain(expression))
    fields = [] if match is None else ["*" if it == "?" else it for it in match.groups()]
    if not fields or "/" in fields[-1] or not all(_PLAIN.fullmatch(it) for it in fields):
        return UNKNOWN
    *rest, days = fields
    return masked_like(expression, " ".join((*rest, re.sub(r"\d+", lambda day: f"{int(day[0]) - 1}", days))))


def _scheduled_action(resource: Resource, context: Context) -> Iterable[Fact]:
    """Capacities of a SageMaker endpoint by the clock; actions on anything else change no machine that is read here."""
    base = context.base(resource)
    yield Free(**base)
    inputs = Inputs(resource.inputs)
    action = inputs.block("scalableTargetAction")
    minimum, maximum = integer_at(action, "minCapacity"), integer_at(action, "maxCapacity")
    zone = inputs.text("timezone")
    for urn in _endpoints(resource, context, inputs):
        when = recurrence(inputs.text("schedule")) if _is_alone(context.by_urn[urn], context) else UNKNOWN
        change = SizeChange(when, _UTC if zone is None else zone, minimum, 0 if maximum == 0 else None, maximum)
        yield Scaling(**base, target=urn, change=change)


def _endpoints(resource: Resource, context: Context, inputs: Inputs) -> tuple[str, ...]:
    """The endpoint that a `resourceId` names (`endpoint/<name>/variant/<variant>`), also by way of its scalable target."""
    name = inputs.text("resourceId")
    if isinstance(name, str):
        named = context.named(plain(name).partition("endpoint/")[2].partition("/")[0], (ENDPOINT,))
        return () if named is None else (named,)
    found = context.sources(resource, "resourceId", (ENDPOINT,))
    for urn in context.sources(resource, "resourceId", (SCALABLE_TARGET,)):
        target = context.by_urn[urn]
        found += _endpoints(target, context, Inputs(target.inputs))
    return tuple(dict.fromkeys(found))


def _is_alone(endpoint: Resource, context: Context) -> bool:
    """Whether the endpoint has one variant, so that there is no other that the action leaves alone."""
    value = Inputs(endpoint.inputs).raw("endpointConfigName")
    shapes = context.referred(endpoint, "endpointConfigName", value, (ENDPOINT_CONFIGURATION,))
    return len(shapes) == 1 and len(each_block(Inputs(context.by_urn[shapes[0]].inputs), "productionVariants")) == 1


CLOCK: Final[Mapping[str, Reader]] = {"aws:appautoscaling/scheduledAction:ScheduledAction": _scheduled_action}
"""EventBridge Scheduler's schedules are read in `services`, which also run functions by them."""
