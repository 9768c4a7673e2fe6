"""Schedules of an autoscaler, Cloud Scheduler jobs that resize a group, and instance schedules."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final
from urllib.parse import parse_qs, urlsplit

from penstock.regex import regex
from penstock.resources.facts import Fact, Free, Scaling, SizeChange
from penstock.resources.gcp.charges import Reader, charge
from penstock.resources.gcp.places import base
from penstock.resources.gcp.references import referred
from penstock.resources.gcp.type_tokens import (
    AUTOSCALERS,
    GROUPS,
    INSTANCE,
    INSTANCE_FROM_TEMPLATE,
    RESOURCE_POLICY,
    WORKBENCH,
)
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, parse_json
from penstock.resources.reading.inputs import Inputs, as_text, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .cron import Weekly, weekly
from .idle_stop import of_autoscaler

_INSTANCES: Final = (INSTANCE, INSTANCE_FROM_TEMPLATE)
_UTC: Final = "Etc/UTC"
_API: Final = regex(
    r".*/(projects/[^/]+/(?:zones|regions)/[^/]+/(?:instanceGroupManagers|instances)/[^/]+)(?:/(resize|start|stop|suspend|resume))?/?"
)
_NOTEBOOK_API: Final = regex(r"/v[12]/(projects/[^/]+/locations/[^/]+/instances/[^/:]+):(start|stop)")
"""Notebooks API, `projects.locations.instances.stop`: POST notebooks.googleapis.com/v2/{name}:stop."""

_NODES: Final = {"start": 1, "resume": 1, "stop": 0, "suspend": 0}


def _autoscaler(resource: Resource, context: Context) -> Iterable[Fact]:
    """Its limits are read with its group; here, its schedules, which raise the minimum for as long as they last."""
    yield Free(**base(resource, context))
    inputs = Inputs(resource.inputs)
    policy = inputs.block("autoscalingPolicy")
    blocks = UNKNOWN if isinstance(policy, Unknown) else () if policy is None else policy.blocks("scalingSchedules")
    lowest = policy.integer("minReplicas") if isinstance(policy, Inputs) else UNKNOWN
    if isinstance(blocks, Unknown):
        changes: Sequence[SizeChange] = (_not_known(),)
    else:
        changes = _changes([block for block in blocks if _enabled(block)], lowest)
    targets = referred(resource, context, "target", inputs.raw("target"), GROUPS)
    yield from of_autoscaler(resource, context, policy, targets)
    for target in targets or (None,):
        for change in changes:
            yield Scaling(**base(resource, context), target=target, change=change)


def _enabled(block: Maybe[Inputs]) -> bool:
    return isinstance(block, Unknown) or block.flag("disabled") is not True


def _not_known() -> SizeChange:
    return SizeChange(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, None)


def _changes(blocks: Sequence[Maybe[Inputs]], lowest: Maybe[int] | None) -> Sequence[SizeChange]:
    """Two changes for each schedule: its start, and its end at the lowest size. Of two at one moment the later in the list
    wins, so that a run which begins as another ends is one that begins.

    The highest of two that run at one time wins, which two changes each cannot say: then their times are not known.
    """
    readings = [_reading(block, lowest) for block in blocks]
    runs = [run for run, _ in readings]
    timezones = {start.timezone for _, (start, _) in readings}
    certain = all(run is not None and not run.endless() for run in runs) and (len(runs) < 2 or len(timezones) == 1)
    known_runs = [run for run in runs if run is not None]
    certain = certain and not any(one.overlaps(other) for one, other in combinations(known_runs, 2))
    if certain:
        return [end for _, (_, end) in readings] + [start for _, (start, _) in readings]
    return [
        SizeChange(UNKNOWN, change.timezone, change.minimum, change.desired, change.maximum)
        for _, (change, _) in readings
    ]


def _reading(block: Maybe[Inputs], lowest: Maybe[int] | None) -> tuple[Weekly | None, tuple[SizeChange, SizeChange]]:
    """(times, (start, end)) of one schedule; times are None when its end has no cron expression."""
    if isinstance(block, Unknown):
        return None, (_not_known(), _not_known())
    schedule, seconds = block.text("schedule"), block.integer("durationSec")
    timezone = block.text("timeZone")
    zone: Maybe[str] = _UTC if timezone is None else timezone
    least = block.integer("minRequiredReplicas")
    minimum: Maybe[int] = UNKNOWN if least is None else least
    after: Maybe[int] = UNKNOWN if lowest is None else lowest
    run = weekly(plain(schedule), int(seconds)) if isinstance(schedule, str) and isinstance(seconds, int) else None
    begins: Maybe[str] = schedule if isinstance(schedule, str) else UNKNOWN
    ends: Maybe[str] = UNKNOWN if run is None or not isinstance(schedule, str) else masked_like(schedule, run.end)
    return run, (
        SizeChange(begins, zone, minimum, None, None),
        SizeChange(ends, zone, after, after, None),  # what it added goes again when nothing else asks for it
    )


def _job(resource: Resource, context: Context) -> Iterable[Fact]:
    """A Cloud Scheduler job; one that calls Compute Engine to resize a group, or to start or stop an instance or a notebook, is a
    schedule."""
    yield charge(resource, context, "scheduler-job-month", 1, "1 job")
    inputs = Inputs(resource.inputs)
    target = inputs.block("httpTarget")
    if target is None or inputs.flag("paused") is True:
        return
    uri = target if isinstance(target, Unknown) else target.text("uri")
    groups = context.sources(resource, "httpTarget", (*GROUPS, WORKBENCH))
    size: Maybe[int] = UNKNOWN
    if isinstance(uri, str):
        called = urlsplit(plain(uri)).path
        match = _API.fullmatch(called) or _NOTEBOOK_API.fullmatch(called)
        if match is None or not isinstance(target, Inputs):
            return
        found = _size(match[2], plain(uri), target.raw("body"))
        if found is None:
            return
        size = found
        groups = referred(resource, context, "httpTarget", match[1], (*GROUPS, *_INSTANCES, WORKBENCH))
    elif not groups:
        return
    timezone = inputs.text("timeZone")
    recurrence = inputs.text("schedule")
    change = SizeChange(
        recurrence=UNKNOWN if recurrence is None else recurrence,
        timezone=_UTC if timezone is None else timezone,
        minimum=size,
        desired=size,
        maximum=size,
    )
    for group in groups or (None,):
        yield Scaling(**base(resource, context), target=group, change=change)


def _size(action: str | None, uri: str, body: Value) -> Maybe[int] | None:
    """Nodes after the call; None when it is no call that changes them."""
    if action in _NODES:
        return _NODES[action]
    if action == "resize":
        values = parse_qs(urlsplit(uri).query).get("size", [])
        return int(values[0]) if len(values) == 1 and values[0].isdecimal() and len(values[0]) < 10 else UNKNOWN
    text = as_text(body)
    if text is None or isinstance(text, Unknown):
        return text
    try:
        content = parse_json(base64.b64decode(plain(text), validate=True).decode())
    except (binascii.Error, ValueError):
        return None
    return Inputs(content).integer("targetSize") if isinstance(content, Mapping) else None


def _policy_attachment(resource: Resource, context: Context) -> Iterable[Fact]:
    yield Free(**base(resource, context))
    inputs = Inputs(resource.inputs)
    instances = referred(resource, context, "instance", inputs.raw("instance"), _INSTANCES)
    policies = referred(resource, context, "name", inputs.raw("name"), (RESOURCE_POLICY,))
    yield from _instance_schedules(resource, context, instances, policies)


def attached_schedules(resource: Resource, context: Context) -> Iterable[Scaling]:
    """The schedules that an instance names in its own `resourcePolicies`."""
    value = Inputs(resource.inputs).raw("resourcePolicies")
    values = value if isinstance(value, Sequence) and not isinstance(value, str) else (value,)
    policies = {urn for it in values for urn in referred(resource, context, "resourcePolicies", it, (RESOURCE_POLICY,))}
    yield from _instance_schedules(resource, context, (resource.urn,), sorted(policies))


def _instance_schedules(
    resource: Resource, context: Context, instances: Iterable[str], policies: Iterable[str]
) -> Iterable[Scaling]:
    changes = [change for urn in policies for change in _starts_and_stops(context.by_urn[urn])]
    for instance in instances:
        for change in changes:
            yield Scaling(**base(resource, context), target=instance, change=change)


def _starts_and_stops(policy: Resource) -> Iterable[SizeChange]:
    """Changes of an `instanceSchedulePolicy`; none for a policy of another kind (placement, snapshots)."""
    block = Inputs(policy.inputs).block("instanceSchedulePolicy")
    if block is None:
        return
    if isinstance(block, Unknown):
        yield SizeChange(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
        return
    timezone = block.text("timeZone")
    for name, nodes in (("vmStartSchedule", 1), ("vmStopSchedule", 0)):
        times = block.block(name)
        if times is not None:
            recurrence = times if isinstance(times, Unknown) else times.text("schedule")
            yield SizeChange(
                UNKNOWN if recurrence is None else recurrence,
                _UTC if timezone is None else timezone,
                nodes,
                nodes,
                nodes,
            )


SCHEDULES: Final[Mapping[str, Reader]] = {
    **dict.fromkeys(AUTOSCALERS, _autoscaler),
    "gcp:cloudscheduler/job:Job": _job,
    "gcp:compute/resourcePolicyAttachment:ResourcePolicyAttachment": _policy_attachment,
}
