"""What readers of Azure machines share: how they are bought, sizes, disks and addresses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from penstock.regex import regex
from penstock.resources.azure.places import base
from penstock.resources.facts import Capacity, IdleStopper, InstanceChoice
from penstock.resources.machines.capacity_types import Words, by_word, on_demand
from penstock.resources.machines.preference import by_rank
from penstock.resources.reading.blocks import block_at, blocks_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

LOW_PRIORITY: Final = "low-priority"
"""`Node.service` of Batch's and Azure Machine Learning's low-priority nodes: a price of its own, neither spot nor on-demand."""

RESERVED: Final = "capacity-reservation"
DEDICATED: Final = "dedicated-host"
"""`Node.service` of machines that run on what another resource has paid for."""

_PRIORITIES: Final = Words(("Spot", "Low"), ("Regular",))
"""`Low` is the name that spot had (VirtualMachinePriorityTypes)."""

_DURATION: Final = regex(r"P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?")


def by_priority(priority: Maybe[str] | None, path: str, words: Words = _PRIORITIES) -> Capacity:
    """How a priority buys; on-demand by default."""
    return on_demand(path, by_default=True) if priority is None else by_word(priority, path, words)


def choice(size: Maybe[str] | None, path: str, resource: Resource) -> tuple[InstanceChoice, ...]:
    """One size; none when it is not given."""
    return () if size is None else (InstanceChoice(size, path, resource.urn),)


def ranked_sizes(
    blocks: Maybe[tuple[Maybe[Inputs], ...]], path: str, resource: Resource
) -> tuple[tuple[InstanceChoice, ...], int | None]:
    """The sizes of such a list, the soonest by `rank` first, and how many of them come first alike."""
    each = () if isinstance(blocks, Unknown) else blocks
    sizes = named_sizes(blocks, path, "name", resource)
    if len(sizes) != len(each):
        return sizes, None
    ranks = (UNKNOWN if isinstance(it, Unknown) else it.number("rank") for it in each)
    return by_rank(zip(ranks, sizes, strict=True))


def named_sizes(
    blocks: Maybe[tuple[Maybe[Inputs], ...]], path: str, name: str, resource: Resource
) -> tuple[InstanceChoice, ...]:
    """The sizes that a list of blocks at `path` names, each under `name`."""
    if isinstance(blocks, Unknown):
        return choice(UNKNOWN, path, resource)
    found: list[InstanceChoice] = []
    for index, block in enumerate(blocks):
        here = f"{path}[{index}]"
        found += (
            choice(UNKNOWN, here, resource)
            if isinstance(block, Unknown)
            else choice(block.text(name), f"{here}.{name}", resource)
        )
    return tuple(found)


def public_address(profile: Maybe[Inputs] | None) -> Maybe[bool]:
    """Whether each node gets a public address with it, in a `networkProfile`. An interface that exists already is a resource
    of its own, as its address is."""
    if profile is None:
        return UNKNOWN
    configurations = blocks_at(profile, "networkInterfaceConfigurations")
    if isinstance(configurations, Unknown):
        return UNKNOWN
    answers = [answer for block in configurations for answer in _public(block)]
    if True in answers:
        return True
    return UNKNOWN if any(isinstance(answer, Unknown) for answer in answers) else False


def _public(interface: Maybe[Inputs]) -> Iterable[Maybe[bool]]:
    configurations = blocks_at(_flat(interface), "ipConfigurations")
    if isinstance(configurations, Unknown):
        return (UNKNOWN,)
    return [
        UNKNOWN if isinstance(it, Unknown) or isinstance(address := it.raw(_ADDRESS), Unknown) else address is not None
        for it in map(_flat, configurations)
    ]


def _flat(block: Maybe[Inputs]) -> Maybe[Inputs]:
    """A fleet and a bulk action write what an interface is, and its configurations, inside a block `properties`."""
    inner = block_at(block, "properties")
    return block if inner is None else inner


_ADDRESS: Final = "publicIPAddressConfiguration"


def several_zones(pool: Inputs, name: str) -> Maybe[bool] | None:
    """Whether nodes may be in more than one of the zones that the list `name` names; None where it names none, and Azure picks
    the place of each."""
    zones = pool.texts(name)
    return UNKNOWN if isinstance(zones, Unknown) else len(zones) > 1 if zones else None


def own_stopper(resource: Resource, context: Context, idle: Maybe[str]) -> IdleStopper:
    """The idle shutdown of a managed notebook or cluster; `idle` is an ISO 8601 duration: `PT30M`."""
    return IdleStopper(
        **base(resource, context),
        mechanism="service",
        targets=(resource.urn,),
        idle_duration=_duration(idle),
        armed=True,
    )


def _duration(text: Maybe[str]) -> Maybe[timedelta]:
    match = _DURATION.fullmatch(plain(text)) if isinstance(text, str) else None
    if match is None:
        return UNKNOWN
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    found = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return found or UNKNOWN
