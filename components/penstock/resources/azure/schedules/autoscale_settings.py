"""Autoscale settings of Azure Monitor, and the shutdown schedule of a virtual machine.

A recurring profile of an autoscale setting has no end: it holds until the next one begins, so each is one change of size.
The profile without a time holds before any other has begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.azure.charges import Reader, free
from penstock.resources.azure.places import base
from penstock.resources.azure.references import followers, referred
from penstock.resources.azure.type_tokens import AUTOSCALE_SETTING, ONLINE_DEPLOYMENT, SCALE_SET, VIRTUAL_MACHINE
from penstock.resources.facts import Fact, Scaling, SizeChange
from penstock.resources.reading.blocks import block_at, integer_at, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH

from .cron import daily, iana, weekly
from .idle_stop import of_autoscale_setting

_TARGET: Final = "targetResourceUri"
_SHUTDOWN: Final = "ComputeVmShutdownTask"


_Limits = tuple[Maybe[int], Maybe[int] | None, Maybe[int], Maybe[int] | None]


def limits(resource: Resource, context: Context, count: Maybe[int] | None) -> _Limits:
    """(minimum, desired, maximum, what it begins with) of a scale set or a deployment: its autoscale setting's, where one is on; else `count`, its own.

    It begins with its own count; the profile's `default`, which is set "if metrics are not available for evaluation" (Autoscale
    settings, ScaleCapacity), stands for one that it does not say.
    """
    fixed = or_unknown(count)
    settings = [Inputs(it.inputs) for it in followers(context, resource.urn, _TARGET, (AUTOSCALE_SETTING,))]
    on = [it for it in settings if it.flag("enabled") not in (None, False)]
    if not on:
        return fixed, fixed, fixed, None
    profiles = on[0].blocks("profiles") if len(on) == 1 and on[0].flag("enabled") is True else UNKNOWN
    if isinstance(profiles, Unknown) or not profiles:
        return UNKNOWN, UNKNOWN, UNKNOWN, None
    always = [it for it in profiles if isinstance(it, Inputs) and not _timed(it)]
    first = always[0] if always else profiles[0]
    minimum, maximum = (or_unknown(integer_at(first, "capacity", name)) for name in ("minimum", "maximum"))
    begins = integer_at(first, "capacity", "default") if count is None else count
    return minimum, minimum if _same(minimum, maximum) else None, maximum, begins


def most_units(resource: Resource, context: Context) -> Maybe[int] | None:
    """The most units that an autoscale setting lets a service have (a plan, a namespace, a gateway); None where none is on."""
    settings = [Inputs(it.inputs) for it in followers(context, resource.urn, _TARGET, (AUTOSCALE_SETTING,))]
    most: list[Maybe[int]] = []
    for setting in (it for it in settings if it.flag("enabled") not in (None, False)):
        profiles = setting.blocks("profiles")
        for profile in (UNKNOWN,) if isinstance(profiles, Unknown) else profiles:
            most.append(
                UNKNOWN if isinstance(profile, Unknown) else or_unknown(integer_at(profile, "capacity", "maximum"))
            )
    known = [it for it in most if isinstance(it, int)]
    return None if not most else max(known) if len(known) == len(most) else UNKNOWN


def at_largest(*counts: Maybe[int] | None) -> Maybe[Decimal] | None:
    """Hours of a month of the most units that any of `counts` lets there be; None where none says."""
    given = [it for it in counts if it is not None]
    known = [it for it in given if isinstance(it, int)]
    return None if not given else HOURS_PER_MONTH * max(known) if len(known) == len(given) else UNKNOWN


def _same(one: Maybe[int], other: Maybe[int]) -> bool:
    return not isinstance(one, Unknown) and not isinstance(other, Unknown) and one == other


def _timed(profile: Inputs) -> bool:
    return profile.given("recurrence") or profile.given("fixedDate")


def _setting(resource: Resource, context: Context) -> Iterable[Fact]:
    """Its limits are read with its scale set; here, the profiles that have a time."""
    yield free(resource, context)
    inputs = Inputs(resource.inputs)
    if inputs.flag("enabled") in (None, False):  # pulumi-azure-native: the default is false
        return
    profiles = inputs.blocks("profiles")
    changes = [
        change
        for profile in ((UNKNOWN,) if isinstance(profiles, Unknown) else profiles)
        if (change := _change(profile)) is not None
    ]
    targets = referred(resource, context, _TARGET, inputs.raw(_TARGET), (SCALE_SET, ONLINE_DEPLOYMENT))
    yield from of_autoscale_setting(resource, context, targets)
    for target in targets or (None,):
        for change in changes:
            yield Scaling(**base(resource, context), target=target, change=change)


def _change(profile: Maybe[Inputs]) -> SizeChange | None:
    """The size change of one profile; None for one without a time."""
    if isinstance(profile, Unknown):
        return SizeChange(UNKNOWN, UNKNOWN, UNKNOWN, None, UNKNOWN)
    if not _timed(profile):
        return None
    minimum, maximum = (or_unknown(integer_at(profile, "capacity", name)) for name in ("minimum", "maximum"))
    desired = minimum if _same(minimum, maximum) else None
    once = profile.block("fixedDate")
    if once is not None:
        return SizeChange(None, iana(text_at(once, "timeZone"), "Etc/UTC"), minimum, desired, maximum)
    recurrence = profile.block("recurrence")
    times = block_at(recurrence, "schedule")
    every_week = text_at(recurrence, "frequency") == "Week"
    return SizeChange(
        weekly(times, "days") if every_week else UNKNOWN,
        iana(text_at(times, "timeZone")),
        minimum,
        desired,
        maximum,
    )


def _shutdown(resource: Resource, context: Context) -> Iterable[Fact]:
    """A daily shutdown, which deallocates the machine; nothing starts it again."""
    yield free(resource, context)
    inputs = Inputs(resource.inputs)
    status, task = inputs.text("status"), inputs.text("taskType")
    if status in (None, "Disabled") or (isinstance(task, str) and task != _SHUTDOWN):
        return
    targets = referred(resource, context, "targetResourceId", inputs.raw("targetResourceId"), (VIRTUAL_MACHINE,))
    recurrence = daily(text_at(inputs, "dailyRecurrence", "time"))
    change = SizeChange(
        recurrence if status == "Enabled" and isinstance(task, str) else UNKNOWN,
        iana(inputs.text("timeZoneId")),
        0,
        0,
        0,
    )
    for target in targets or (None,):
        yield Scaling(**base(resource, context), target=target, change=change)


AUTOSCALE: Final[Mapping[str, Reader]] = {
    AUTOSCALE_SETTING: _setting,
    "azure-native:devtestlab:GlobalSchedule": _shutdown,
}
