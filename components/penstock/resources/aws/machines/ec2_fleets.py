"""EC2 fleets and spot fleets: machines from several templates or specifications towards one target capacity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources.facts import Capacity, Fact, Node, Takes
from penstock.resources.machines.capacity_types import on_demand, unknown_capacity
from penstock.resources.machines.preference import Ranked, bidding, by_rank, taking_first
from penstock.resources.machines.rented import label
from penstock.resources.reading.blocks import text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .instance_requirements import selections
from .nodes import (
    MIXED_NAMES,
    choice,
    count,
    data_references,
    disks,
    inherited,
    kept_when_reclaimed,
    mentions,
    on_demand_takes,
    overrides,
    own_disks,
    pools,
    profile,
    spot_takes,
    templates,
    user_data,
    weight_of,
)
from .public_addresses import of_blocks
from .weights import in_nodes, weighed


def _fleet(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    target = inputs.block("targetCapacitySpecification")
    size: Maybe[int] = UNKNOWN
    capacity = unknown_capacity("targetCapacitySpecification")
    if isinstance(target, Inputs):
        size = count(target.integer("totalTargetCapacity"))
        kept = kept_when_reclaimed(text_at(inputs, "spotOptions", "instanceInterruptionBehavior"))
        capacity = replace(_fleet_capacity(target, size), kept_when_reclaimed=kept)
    options = inputs.block("spotOptions")
    capacity = replace(
        capacity,
        on_demand_takes=on_demand_takes(text_at(inputs, "onDemandOptions", "allocationStrategy"), Takes.CHEAPEST),
        spot_takes=spot_takes(text_at(inputs, "spotOptions", "allocationStrategy")),
        spot_alike=pools(options if isinstance(options, Inputs) else None, _POOLS, 1),
        strategy="spotOptions.allocationStrategy",
    )
    yield _fleet_node(resource, context, inputs, size=size, capacity=capacity, names=MIXED_NAMES)


_POOLS: Final = "instancePoolsToUseCount"
"""Over how many of the cheapest pools a fleet spreads, 1 unless it says (pulumi-aws 7, Fleet and SpotFleetRequest)."""


def _fleet_capacity(target: Inputs, size: Maybe[int]) -> Capacity:
    path = "targetCapacitySpecification.defaultTargetCapacityType"
    default = target.text("defaultTargetCapacityType")
    if default == "spot":
        base = target.integer("onDemandTargetCapacity")
        return Capacity(0 if base is None else base, Decimal(100), path)
    if default != "on-demand":
        return unknown_capacity(path)
    spots = target.integer("spotTargetCapacity")
    if spots is None or spots == 0:
        return on_demand(path)
    if isinstance(spots, Unknown) or isinstance(size, Unknown):
        return unknown_capacity(path)
    return Capacity(size - spots, Decimal(100), path)


def _spot_fleet(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    base = inputs.integer("onDemandTargetCapacity")
    kept = kept_when_reclaimed(inputs.text("instanceInterruptionBehaviour"))
    path = "onDemandTargetCapacity"
    capacity = Capacity(
        0 if base is None else base,
        Decimal(100),
        path,
        kept_when_reclaimed=kept,
        on_demand_takes=on_demand_takes(inputs.text("onDemandAllocationStrategy"), Takes.CHEAPEST),
        spot_takes=spot_takes(inputs.text("allocationStrategy")),
        spot_alike=pools(inputs, _POOLS, 1),
        strategy="allocationStrategy",
    )
    size = count(inputs.integer("targetCapacity"))
    yield _fleet_node(resource, context, inputs, size=size, capacity=capacity, names=("id", "name"))


def _fleet_node(
    resource: Resource,
    context: Context,
    inputs: Inputs,
    *,
    size: Maybe[int],
    capacity: Capacity,
    names: tuple[str, str],
) -> Node:
    base = context.base(resource)
    ranked: list[Ranked] = []
    launched_from: list[str] = []
    by_attributes = unsure = named = False
    configs = inputs.blocks("launchTemplateConfigs")
    for index, config in enumerate((UNKNOWN,) if isinstance(configs, Unknown) else configs):
        path = f"launchTemplateConfigs[{index}]"
        named = True
        if isinstance(config, Unknown):
            ranked += [(UNKNOWN, it) for it in choice(UNKNOWN, path, resource)]
            continue
        specification = config.block("launchTemplateSpecification")
        bases = templates(resource, context, "launchTemplateConfigs", specification, names)
        launched_from += bases
        listed = config.blocks("overrides")
        found = overrides(
            listed,
            f"{path}.overrides",
            resource,
            lambda _, here, bases=bases: inherited(resource, context, bases, here),
        )
        if listed == ():
            ranked += [(None, it) for it in inherited(resource, context, bases, path)]
        ranked += zip(found.ranks, found.choices, strict=True)
        by_attributes |= found.by_attributes
        unsure |= found.unsure
    specifications = inputs.blocks("launchSpecifications")
    shapes = disks(())
    identities: list[str] = []
    texts: list[tuple[str, Maybe[str]]] = []
    for index, block in enumerate((UNKNOWN,) if isinstance(specifications, Unknown) else specifications):
        path = f"launchSpecifications[{index}]"
        if isinstance(block, Unknown):
            ranked += [(UNKNOWN, it) for it in choice(UNKNOWN, path, resource)]
            continue
        weight = weight_of(block)
        unsure |= isinstance(weight, Unknown)
        types = choice(block.text("instanceType"), f"{path}.instanceType", resource)
        asked = bidding(weighed(types, weight), block.raw("spotPrice"), of_a_unit=True)
        ranked += [(None, it) for it in asked]
        identities += profile(resource, context, block, "launchSpecifications")
        texts += [(f"{path}.{name}", text) for name, text in user_data(block, ["userData"])]
        shapes = shapes or own_disks(block, "rootBlockDevices")
    bid = inputs.raw("spotPrice")  # "the maximum bid price per unit hour" (pulumi-aws 7, SpotFleetRequest)
    ranked = [(rank, it if it.max_price is not None else bidding((it,), bid, of_a_unit=True)[0]) for rank, it in ranked]
    choices, alike = by_rank(ranked)
    unsure |= by_attributes and any(it.weight != 1 for it in choices)
    if capacity.on_demand_takes is Takes.FIRST:
        capacity = taking_first(capacity, alike)
    minimum, desired, maximum, units, rooms = in_nodes(choices, (size, size, size), sure=not unsure)
    return Node(
        **base,
        kind="group",
        name=resource.name,
        label=label(resource, base["tags"]),
        choices=choices,
        requirements=by_attributes,
        selections=selections(resource),
        minimum=minimum,
        desired=desired,
        maximum=maximum,
        units=units,
        rooms=rooms,
        capacity=capacity,
        templates=tuple(dict.fromkeys(launched_from)),
        template_unresolved=named and not launched_from,
        disks=shapes,
        public_address=UNKNOWN if isinstance(specifications, Unknown) else of_blocks(specifications),
        mentions=mentions(resource, context, texts),
        identities=tuple(dict.fromkeys(identities)),
        references=data_references(resource, context, texts),
    )


FLEETS: Final[Mapping[str, Callable[[Resource, Context], Iterable[Fact]]]] = {
    "aws:ec2/fleet:Fleet": _fleet,
    "aws:ec2/spotFleetRequest:SpotFleetRequest": _spot_fleet,
}
