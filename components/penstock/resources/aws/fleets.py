"""EC2 fleets and spot fleets: machines from several templates or specifications towards one target capacity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources.blocks import text_at
from penstock.resources.capacities import on_demand, unknown_capacity
from penstock.resources.capture import Resource
from penstock.resources.context import Context
from penstock.resources.facts import Capacity, Fact, InstanceChoice, Node, Takes
from penstock.resources.inputs import Inputs
from penstock.resources.values import UNKNOWN, Maybe, Unknown

from .attributes import selections
from .nodes import (
    MIXED_NAMES,
    choice,
    count,
    data_references,
    disks,
    inherited,
    kept_when_reclaimed,
    label,
    mentions,
    on_demand_takes,
    overrides,
    own_disks,
    profile,
    spot_takes,
    templates,
    user_data,
)
from .public import of_blocks


def _fleet(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    target = inputs.block("targetCapacitySpecification")
    size: Maybe[int] = UNKNOWN
    capacity = unknown_capacity("targetCapacitySpecification")
    if isinstance(target, Inputs):
        size = count(target.integer("totalTargetCapacity"))
        kept = kept_when_reclaimed(text_at(inputs, "spotOptions", "instanceInterruptionBehavior"))
        capacity = replace(_fleet_capacity(target, size), kept_when_reclaimed=kept)
    capacity = replace(
        capacity,
        on_demand_takes=_by_price(text_at(inputs, "onDemandOptions", "allocationStrategy")),
        spot_takes=spot_takes(text_at(inputs, "spotOptions", "allocationStrategy")),
        strategy="spotOptions.allocationStrategy",
    )
    yield _fleet_node(resource, context, inputs, size=size, capacity=capacity, names=MIXED_NAMES)


def _by_price(strategy: Maybe[str] | None) -> Maybe[Takes]:
    """The order of a prioritized fleet is that of its overrides' `priority`, which is not read here: counted as not known."""
    takes = on_demand_takes(strategy, Takes.CHEAPEST)
    return UNKNOWN if takes is Takes.FIRST else takes


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
        on_demand_takes=_by_price(inputs.text("onDemandAllocationStrategy")),
        spot_takes=spot_takes(inputs.text("allocationStrategy")),
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
    choices: list[InstanceChoice] = []
    launched_from: list[str] = []
    by_attributes = weighted = False
    named = False
    configs = inputs.blocks("launchTemplateConfigs")
    for index, config in enumerate((UNKNOWN,) if isinstance(configs, Unknown) else configs):
        path = f"launchTemplateConfigs[{index}]"
        named = True
        if isinstance(config, Unknown):
            choices += choice(UNKNOWN, path, resource)
            continue
        specification = config.block("launchTemplateSpecification")
        bases = templates(resource, context, "launchTemplateConfigs", specification, names)
        launched_from += bases
        listed = config.blocks("overrides")
        found, attributes, weights = overrides(
            listed,
            f"{path}.overrides",
            resource,
            lambda _, here, bases=bases: inherited(resource, context, bases, here),
        )
        choices += inherited(resource, context, bases, path) if listed == () else found
        by_attributes |= attributes
        weighted |= weights
    specifications = inputs.blocks("launchSpecifications")
    shapes = disks(())
    identities: list[str] = []
    texts: list[tuple[str, Maybe[str]]] = []
    for index, block in enumerate((UNKNOWN,) if isinstance(specifications, Unknown) else specifications):
        path = f"launchSpecifications[{index}]"
        if isinstance(block, Unknown):
            choices += choice(UNKNOWN, path, resource)
            continue
        choices += choice(block.text("instanceType"), f"{path}.instanceType", resource)
        weighted |= block.given("weightedCapacity")
        identities += profile(resource, context, block, "launchSpecifications")
        texts += [(f"{path}.{name}", text) for name, text in user_data(block, ["userData"])]
        shapes = shapes or own_disks(block, "rootBlockDevices")
    size = UNKNOWN if weighted else size
    return Node(
        **base,
        kind="group",
        name=resource.name,
        label=label(resource, base["tags"]),
        choices=tuple(choices),
        requirements=by_attributes,
        selections=selections(resource),
        minimum=size,
        desired=size,
        maximum=size,
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
