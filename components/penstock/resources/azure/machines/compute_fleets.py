"""Azure Compute Fleet and bulk actions: machines of several sizes bought at once, listed or chosen by attributes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources.azure.charges import Reader
from penstock.resources.azure.data.managed_disks import storage_disks
from penstock.resources.azure.places import base, region_of
from penstock.resources.azure.references import identities
from penstock.resources.azure.type_tokens import FLEET
from penstock.resources.facts import Capacity, Fact, Node, Takes
from penstock.resources.machines.capacity_types import on_demand, unknown_capacity
from penstock.resources.machines.preference import at_most, taking_first
from penstock.resources.machines.rented import label
from penstock.resources.reading.blocks import block_at, blocks_at, each_block, integer_at, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .licences import licence_of
from .nodes import by_priority, public_address, ranked_sizes
from .startup import startup_references, startup_texts
from .vm_attributes import selections

_STRATEGY: Final = "allocationStrategy"
_BY_CAPACITY: Final = (None, "pricecapacityoptimized", "capacityoptimized")
"""Without one: PriceCapacityOptimized, "Default" (pulumi-azure-native 3, SpotAllocationStrategy)."""


def _spot_takes(inputs: Inputs) -> Maybe[Takes]:
    said = text_at(inputs, "spotPriorityProfile", _STRATEGY)
    said = plain(said).lower() if isinstance(said, str) else said
    if said in _BY_CAPACITY:
        return Takes.ANY
    return Takes.CHEAPEST if said == "lowestprice" else UNKNOWN


def _regular_takes(inputs: Inputs, bought: Capacity, alike: int | None) -> Capacity:
    """ "LowestPrice: Default" (RegularPriorityAllocationStrategy); a prioritized one goes by ranks, of which `alike` sizes have the lowest."""
    said = text_at(inputs, "regularPriorityProfile", _STRATEGY)
    said = plain(said).lower() if isinstance(said, str) else said
    if said == "prioritized":
        return taking_first(bought, alike)
    return replace(bought, on_demand_takes=Takes.CHEAPEST if said in (None, "lowestprice") else UNKNOWN)


def _compute_fleet(resource: Resource, context: Context) -> Iterable[Fact]:
    """Azure Compute Fleet: so many on-demand and so many spot machines, here and in its additional locations."""
    inputs = Inputs(resource.inputs)
    regular, cheap = (_capacity_of(inputs, name) for name in ("regularPriorityProfile", "spotPriorityProfile"))
    total = UNKNOWN if isinstance(regular, Unknown) or isinstance(cheap, Unknown) else regular + cheap
    if total == 0:
        bought = on_demand("regularPriorityProfile")
    else:
        bought = Capacity(regular, Decimal(0) if cheap == 0 else Decimal(100), "spotPriorityProfile")
    bought = unknown_capacity("spotPriorityProfile") if isinstance(total, Unknown) else bought
    _, alike = ranked_sizes(blocks_at(inputs, "vmSizesProfile"), "vmSizesProfile", resource)
    bought = replace(
        at_most(_regular_takes(inputs, bought, alike), _highest(inputs)),
        spot_takes=_spot_takes(inputs),
        strategy=f"spotPriorityProfile.{_STRATEGY}",
    )
    others = tuple(block_at(it, "virtualMachineProfileOverride") for it in _elsewhere(inputs))
    node = _fleet(
        resource,
        context,
        inputs,
        path="",
        profile=("computeProfile", "baseVirtualMachineProfile"),
        bought=(total, bought),
        others=others,
    )
    yield replace(node, region=_region(node.region, inputs))


def _highest(inputs: Inputs) -> Value:
    """USD an hour that a spot machine may cost (`maxPricePerVM`)."""
    profile = inputs.block("spotPriorityProfile")
    return profile.raw("maxPricePerVM") if isinstance(profile, Inputs) else profile


def _elsewhere(inputs: Inputs) -> tuple[Maybe[Inputs], ...]:
    return each_block(inputs, "additionalLocationsProfile", "locationProfiles")


def _region(own: Maybe[str] | None, inputs: Inputs) -> Maybe[str] | None:
    """Of a fleet with locations beside its own, which of its machines are where is not known."""
    places = [UNKNOWN if isinstance(it, Unknown) else it.text("location") for it in _elsewhere(inputs)]
    known = all(it is None or (isinstance(it, str) and region_of(it) == own) for it in places)
    return own if known else UNKNOWN


def _capacity_of(inputs: Inputs, name: str) -> Maybe[int]:
    profile = inputs.block(name)
    return 0 if profile is None else or_unknown(integer_at(profile, "capacity"))


def _bulk_action(resource: Resource, context: Context) -> Iterable[Fact]:
    """So many machines, or machines of so many vCPUs, started in one go (Compute bulk actions, `capacityType`)."""
    inputs = Inputs(resource.inputs)
    outer = inputs.block("properties")
    count = or_unknown(integer_at(outer, "capacity"))
    in_machines = text_at(outer, "capacityType") in (None, "VM")
    bought = by_priority(text_at(outer, "priorityProfile", "type"), "properties.priorityProfile.type")
    yield _fleet(
        resource,
        context,
        outer if isinstance(outer, Inputs) else Inputs({"vmSizesProfile": UNKNOWN}),
        path="properties.",
        profile=("computeProfile", "virtualMachineProfile"),
        bought=(count if in_machines else UNKNOWN, bought),
    )


def _fleet(
    resource: Resource,
    context: Context,
    inputs: Inputs,
    *,
    path: str,
    profile: tuple[str, str],
    bought: tuple[Maybe[int], Capacity],
    others: tuple[Maybe[Inputs] | None, ...] = (),
) -> Node:
    """`inputs`: the block at `path` that has the sizes; `profile`: where it says what each machine is, `others`: what it is
    elsewhere; `bought`: how many, and how."""
    machine = block_at(inputs, *profile)
    texts = startup_texts(machine if isinstance(machine, Inputs) else Inputs({}), f"{path}{'.'.join(profile)}.")
    facts = base(resource, context)
    found = selections(inputs, f"{path}vmAttributes", resource)
    total, capacity = bought
    return Node(
        **facts,
        kind="group",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=ranked_sizes(blocks_at(inputs, "vmSizesProfile"), f"{path}vmSizesProfile", resource)[0],
        requirements=bool(found),
        selections=found,
        minimum=total,
        desired=total,
        maximum=total,
        capacity=capacity,
        disks=storage_disks(block_at(machine, "storageProfile"), lambda _: UNKNOWN),
        licence=licence_of(machine),
        public_address=_public((machine, *others)),
        mentions=tuple(text for _, text in texts),
        identities=identities(resource, context, Inputs(resource.inputs)),
        references=startup_references(resource, context, texts),
    )


def _public(profiles: Iterable[Maybe[Inputs] | None]) -> Maybe[bool]:
    answers = [public_address(block_at(it, "networkProfile")) for it in profiles if it is not None]
    if True in answers:
        return True
    return UNKNOWN if not answers or any(isinstance(it, Unknown) for it in answers) else False


FLEETS: Final[Mapping[str, Reader]] = {
    FLEET: _compute_fleet,
    "azure-native:computebulkactions:BulkAction": _bulk_action,
}
