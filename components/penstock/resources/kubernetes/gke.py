"""GKE's compute classes: what nodes the cluster autoscaler makes for pods that select one, in order of preference.

A class whose priorities name node pools alone starts nothing of its own. Sources: GKE, ComputeClass (the resource's reference), About
custom ComputeClasses: "spot: false" where a priority says nothing; `consolidationDelayMinutes` is 1 to 1440, 10 by default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Final

from penstock.resources.facts import Capacity, Fact, Free, IdleStopper, InstanceChoice, Node
from penstock.resources.gcp.machines.gke import limited, most_within
from penstock.resources.machines.accelerated import with_accelerator
from penstock.resources.machines.capacity_types import on_demand, spot, unknown_capacity
from penstock.resources.machines.preference import taking_first
from penstock.resources.machines.selection import Room, Selection
from penstock.resources.reading.blocks import block_at, each_block, integer_at, or_default
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .home import Home, base, cluster_of, home

_EMPTY_MINUTES: Final = 10
_PATH: Final = "spec.priorities"


def _class(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    spec = inputs.block("spec")
    facts = base(resource, Home("gcp", home(resource, context).region))
    yield Free(**facts)
    priorities = each_block(spec, "priorities")
    choices = tuple(choice for index, it in enumerate(priorities) for choice in _choices(it, index, resource))
    selections = tuple(selection for index, it in enumerate(priorities) for selection in _families(it, index, resource))
    if not choices and not selections:
        return
    rooms = _rooms(resource, context)
    most = most_within(choices, selections, rooms, facts["region"])
    yield Node(
        **facts,
        kind="group",
        name=resource.name,
        label=resource.name,
        choices=choices,
        requirements=bool(selections),
        selections=selections,
        minimum=0,
        desired=None,
        maximum=most,
        rooms=() if isinstance(most, Unknown) else rooms,
        capacity=taking_first(_capacity(priorities), _first(priorities, resource), spot=True),
    )
    minutes = or_default(integer_at(spec, "autoscalingPolicy", "consolidationDelayMinutes"), _EMPTY_MINUTES)
    lives = [integer_at(it, "maxRunDurationSeconds") for it in priorities]
    known = [it for it in lives if isinstance(it, int)]
    yield IdleStopper(
        **facts,
        mechanism="service",
        targets=(resource.urn,),
        idle_duration=UNKNOWN if isinstance(minutes, Unknown) else timedelta(minutes=min(minutes, 1440)),
        expire_after=timedelta(seconds=max(known)) if known and len(known) == len(lives) else None,
    )


def _first(priorities: Iterable[Maybe[Inputs]], resource: Resource) -> int | None:
    """How many machines the first priority lets in that lets in any: GKE goes on to the next one where the former is not to be had (GKE,
    About custom ComputeClasses)."""
    counts = (len([*_choices(it, index, resource)]) for index, it in enumerate(priorities))
    return next((count for count in counts if count), None)


def _rooms(resource: Resource, context: Context) -> tuple[Room, ...]:
    """The limits of the cluster's node auto-provisioning, which hold for its compute classes too (GKE, Configure node pool auto-creation)."""
    cluster = cluster_of(resource, context)
    scaling = None if cluster is None else block_at(Inputs(cluster.inputs), "clusterAutoscaling")
    return limited(scaling.blocks("resourceLimits")) if isinstance(scaling, Inputs) else ()


def _choices(priority: Maybe[Inputs], index: int, resource: Resource) -> Iterator[InstanceChoice]:
    """The machine that a priority names, or the accelerator that it must have."""
    here = f"{_PATH}[{index}]"
    if isinstance(priority, Unknown):
        yield InstanceChoice(UNKNOWN, here, resource.urn)
        return
    named = priority.text("machineType")
    if named is not None:
        yield InstanceChoice(named, f"{here}.machineType", resource.urn)
        return
    for kind in ("gpu", "tpu"):
        block = priority.block(kind)
        if block is not None:
            known = block if isinstance(block, Inputs) else Inputs({})
            name, count = known.text("type"), known.integer("count")
            name, count = (UNKNOWN if name is None else name), (UNKNOWN if count is None else count)
            yield from with_accelerator("gcp", name, count, f"{here}.{kind}.type", resource.urn)


def _families(priority: Maybe[Inputs], index: int, resource: Resource) -> Iterator[Selection]:
    """Any machine of a series, or any at all, with so many cores and so much memory at least."""
    if isinstance(priority, Unknown) or any(priority.given(it) for it in ("machineType", "gpu", "tpu", "nodepools")):
        return
    family = priority.text("machineFamily")
    allowed = () if family is None else (UNKNOWN if isinstance(family, Unknown) else f"{plain(family)}-*",)
    cores, gib = priority.number("minCores"), priority.number("minMemoryGb")
    yield Selection(
        resource.urn,
        f"{_PATH}[{index}]",
        vcpus=(cores, None),
        memory_gib=(gib, None),
        accelerators=(None, Decimal(0) if family is None else None),  # a series may have its own
        allowed=allowed,
    )


def _capacity(priorities: Iterable[Maybe[Inputs]]) -> Capacity:
    """Spot when every priority is; on-demand when none is. Of a mix, which one comes is not known."""
    path = f"{_PATH}.spot"
    flags = [it if isinstance(it, Unknown) else or_default(it.flag("spot"), False) for it in priorities]
    if flags and all(it is True for it in flags):
        return spot(path)
    return on_demand(path) if all(it is False for it in flags) else unknown_capacity(path)


GKE: Final[Mapping[str, Reader]] = {
    "kubernetes:cloud.google.com/v1:ComputeClass": _class,
    "kubernetes:cloud.google.com/v1:ComputeClassPatch": _class,
}
