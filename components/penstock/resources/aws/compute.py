"""What starts machines: instances, groups, fleets, managed node groups, and the templates that they launch from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.capture import Resource
from penstock.resources.context import Context, tags_of
from penstock.resources.facts import Capacity, Fact, InstanceChoice, Node, NodeTemplate
from penstock.resources.inputs import Inputs, as_number
from penstock.resources.values import UNKNOWN, Maybe, SecretDecimal, Unknown
from penstock.terms import Tag

from .nodes import (
    by_market,
    choice,
    data_references,
    device_mappings,
    disks,
    label,
    market,
    on_demand,
    overrides,
    own_disks,
    profile,
    spot,
    templates,
    unknown_capacity,
    user_data,
)
from .types import GROUP, INSTANCE, LAUNCH_CONFIGURATION, LAUNCH_TEMPLATE, ROLE

_MIXED_NAMES: Final = ("launchTemplateId", "launchTemplateName")


def _launch_template(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    texts = user_data(inputs, ["userData"], encoded=["userData"])
    interfaces = inputs.blocks("networkInterfaces")
    yield NodeTemplate(
        **context.base(resource, {**_launched_tags(inputs), **tags_of(resource.inputs.get("tags"))}),
        choices=choice(inputs.text("instanceType"), "instanceType", resource),
        requirements=inputs.given("instanceRequirements"),
        capacity=market(inputs),
        disks=device_mappings(inputs),
        public_address=UNKNOWN if isinstance(interfaces, Unknown) else _public(interfaces),
        mentions=tuple(text for _, text in texts),
        identities=profile(resource, context, inputs),
        references=data_references(resource, context, texts),
    )


def _launched_tags(inputs: Inputs) -> Mapping[str, Maybe[str]]:
    """The tags that a template gives to its instances."""
    specifications = inputs.blocks("tagSpecifications")
    if isinstance(specifications, Unknown):
        return {}
    return {
        key: value
        for block in specifications
        if isinstance(block, Inputs) and block.text("resourceType") == "instance"
        for key, value in tags_of(block.raw("tags")).items()
    }


def _public(interfaces: Iterable[Maybe[Inputs]]) -> Maybe[bool]:
    """Whether a node gets a public address; not known when the subnet decides."""
    answers = [UNKNOWN if isinstance(it, Unknown) else it.flag("associatePublicIpAddress") for it in interfaces]
    if any(answer is True for answer in answers):
        return True
    return False if answers and all(answer is False for answer in answers) else UNKNOWN


def _launch_configuration(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    texts = user_data(inputs, ["userData", "userDataBase64"], encoded=["userDataBase64"])
    public = inputs.flag("associatePublicIpAddress")
    yield NodeTemplate(
        **context.base(resource),
        choices=choice(inputs.text("instanceType"), "instanceType", resource),
        capacity=spot("spotPrice") if isinstance(inputs.raw("spotPrice"), str) else _price_unknown(inputs),
        disks=own_disks(inputs),
        public_address=UNKNOWN if public is None else public,
        mentions=tuple(text for _, text in texts),
        identities=profile(resource, context, inputs),
        references=data_references(resource, context, texts),
    )


def _price_unknown(inputs: Inputs) -> Capacity:
    return unknown_capacity("spotPrice") if inputs.given("spotPrice") else on_demand("spotPrice")


def _instance(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    template = inputs.block("launchTemplate")
    capacity = market(inputs)
    if capacity is None and template is None:
        capacity = on_demand("instanceMarketOptions")
    yield _single(resource, context, inputs, template, capacity)


def _spot_request(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    yield _single(resource, context, inputs, inputs.block("launchTemplate"), spot(""))


def _single(
    resource: Resource, context: Context, inputs: Inputs, template: Maybe[Inputs] | None, capacity: Capacity | None
) -> Node:
    base = context.base(resource)
    texts = user_data(inputs, ["userData", "userDataBase64"], encoded=["userDataBase64"])
    public = inputs.flag("associatePublicIpAddress")
    launched_from = templates(resource, context, "launchTemplate", template, ("id", "name"))
    return Node(
        **base,
        kind="instance",
        name=resource.name,
        label=label(resource, base["tags"]),
        choices=choice(inputs.text("instanceType"), "instanceType", resource),
        minimum=1,
        desired=1,
        maximum=1,
        capacity=capacity,
        templates=launched_from,
        template_unresolved=template is not None and not launched_from,
        disks=own_disks(inputs),
        public_address=UNKNOWN if public is None else public,
        mentions=tuple(text for _, text in texts),
        identities=profile(resource, context, inputs),
        references=data_references(resource, context, texts),
    )


def _group(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    mixed = inputs.block("mixedInstancesPolicy")
    base = context.base(resource, tags_of(resource.inputs.get("tags")))
    choices: tuple[InstanceChoice, ...] = ()
    by_attributes = weighted = False
    capacity: Capacity | None = None
    launched_from: tuple[str, ...] = ()
    named = False
    if mixed is None:
        template = inputs.block("launchTemplate")
        named = template is not None or inputs.given("launchConfiguration")
        launched_from = templates(resource, context, "launchTemplate", template, ("id", "name"))
        launched_from += _configuration(resource, context, inputs)
    elif isinstance(mixed, Unknown):
        choices = choice(UNKNOWN, "mixedInstancesPolicy", resource)
        capacity = unknown_capacity("mixedInstancesPolicy")
        weighted = True
    else:
        named = True
        capacity = _distribution(mixed)
        launched_from, choices, by_attributes, weighted = _mixed(resource, context, mixed)
    counted = inputs.text("desiredCapacityType")
    in_nodes = not weighted and counted in (None, "units")
    yield Node(
        **base,
        kind="group",
        name=resource.name,
        label=label(resource, base["tags"]),
        choices=choices,
        requirements=by_attributes,
        minimum=_count(inputs.integer("minSize")) if in_nodes else UNKNOWN,
        desired=inputs.integer("desiredCapacity") if in_nodes else UNKNOWN,
        maximum=_count(inputs.integer("maxSize")) if in_nodes else UNKNOWN,
        capacity=capacity,
        templates=launched_from,
        template_unresolved=named and not launched_from,
        fallback_hours_per_day=as_number(base["tags"].get(Tag.FALLBACK_HOURS)),
    )


def _configuration(resource: Resource, context: Context, inputs: Inputs) -> tuple[str, ...]:
    value = inputs.raw("launchConfiguration")
    return () if value is None else context.referred(resource, "launchConfiguration", value, (LAUNCH_CONFIGURATION,))


def _count(value: Maybe[int] | None) -> Maybe[int]:
    return UNKNOWN if value is None else value


def _distribution(mixed: Inputs) -> Capacity:
    """`instancesDistribution`; left out, the provider's defaults are base 0 and 100 % on-demand above it."""
    path = "mixedInstancesPolicy.instancesDistribution"
    block = mixed.block("instancesDistribution")
    if isinstance(block, Unknown):
        return unknown_capacity(path)
    base = None if block is None else block.integer("onDemandBaseCapacity")
    percent = None if block is None else block.number("onDemandPercentageAboveBaseCapacity")
    return Capacity(
        0 if base is None else base,
        _spot_percent(percent),
        f"{path}.onDemandPercentageAboveBaseCapacity",
        by_default=percent is None,
    )


def _spot_percent(on_demand_percent: Maybe[Decimal] | None) -> Maybe[Decimal]:
    if on_demand_percent is None:
        return Decimal(0)
    if isinstance(on_demand_percent, Unknown):
        return UNKNOWN
    rest = Decimal(100) - on_demand_percent
    return SecretDecimal(rest) if isinstance(on_demand_percent, SecretDecimal) else rest


def _mixed(
    resource: Resource, context: Context, mixed: Inputs
) -> tuple[tuple[str, ...], tuple[InstanceChoice, ...], bool, bool]:
    """(templates, types, by attributes, weighted) of a mixed instances policy."""
    path = "mixedInstancesPolicy.launchTemplate"
    block = mixed.block("launchTemplate")
    if block is None or isinstance(block, Unknown):
        found = templates(resource, context, path, block, _MIXED_NAMES)
        return found, choice(UNKNOWN, path, resource), False, True
    specification = block.block("launchTemplateSpecification")
    listed = block.blocks("overrides")
    launched_from = templates(resource, context, path, specification, _MIXED_NAMES)
    for override in () if isinstance(listed, Unknown) else listed:
        if isinstance(override, Inputs):
            own = override.block("launchTemplateSpecification")
            launched_from += templates(resource, context, path, own, _MIXED_NAMES)
    return tuple(dict.fromkeys(launched_from)), *overrides(listed, f"{path}.overrides", resource)


def _fleet(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    target = inputs.block("targetCapacitySpecification")
    size: Maybe[int] = UNKNOWN
    capacity = unknown_capacity("targetCapacitySpecification")
    if isinstance(target, Inputs):
        size = _count(target.integer("totalTargetCapacity"))
        capacity = _fleet_capacity(target, size)
    yield _fleet_node(resource, context, inputs, size=size, capacity=capacity, names=_MIXED_NAMES)


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
    capacity = Capacity(0 if base is None else base, Decimal(100), "onDemandTargetCapacity")
    size = _count(inputs.integer("targetCapacity"))
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
        found, attributes, weights = overrides(config.blocks("overrides"), f"{path}.overrides", resource)
        choices += found
        by_attributes |= attributes
        weighted |= weights
        specification = config.block("launchTemplateSpecification")
        launched_from += templates(resource, context, "launchTemplateConfigs", specification, names)
    specifications = inputs.blocks("launchSpecifications")
    shapes = disks(())
    for index, block in enumerate((UNKNOWN,) if isinstance(specifications, Unknown) else specifications):
        path = f"launchSpecifications[{index}]"
        if isinstance(block, Unknown):
            choices += choice(UNKNOWN, path, resource)
            continue
        choices += choice(block.text("instanceType"), f"{path}.instanceType", resource)
        weighted |= block.given("weightedCapacity")
        shapes = shapes or own_disks(block, "rootBlockDevices")
    size = UNKNOWN if weighted else size
    return Node(
        **base,
        kind="group",
        name=resource.name,
        label=label(resource, base["tags"]),
        choices=tuple(choices),
        requirements=by_attributes,
        minimum=size,
        desired=size,
        maximum=size,
        capacity=capacity,
        templates=tuple(dict.fromkeys(launched_from)),
        template_unresolved=named and not launched_from,
        disks=shapes,
    )


def _node_group(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    base = context.base(resource)
    scaling = inputs.block("scalingConfig")
    template = inputs.block("launchTemplate")
    launched_from = templates(resource, context, "launchTemplate", template, ("id", "name"))
    types = inputs.texts("instanceTypes")
    choices = (
        choice(UNKNOWN, "instanceTypes", resource)
        if isinstance(types, Unknown)
        else tuple(InstanceChoice(it, f"instanceTypes[{index}]", resource.urn) for index, it in enumerate(types))
    )
    if not choices and template is None:  # EKS: "default t3.medium"
        choices = choice("t3.medium", "instanceTypes", resource)
    role = inputs.raw("nodeRoleArn")

    def size(name: str) -> Maybe[int]:
        return _count(scaling.integer(name)) if isinstance(scaling, Inputs) else UNKNOWN

    yield Node(
        **base,
        kind="group",
        name=resource.name,
        label=label(resource, base["tags"]),
        choices=choices,
        minimum=size("minSize"),
        desired=size("desiredSize"),
        maximum=size("maxSize"),
        capacity=by_market(inputs.text("capacityType"), "capacityType", "SPOT") or on_demand("capacityType"),
        templates=launched_from,
        template_unresolved=template is not None and not launched_from,
        identities=() if role is None else context.referred(resource, "nodeRoleArn", role, (ROLE,)),
    )


COMPUTE: Final[Mapping[str, Callable[[Resource, Context], Iterable[Fact]]]] = {
    GROUP: _group,
    INSTANCE: _instance,
    LAUNCH_CONFIGURATION: _launch_configuration,
    LAUNCH_TEMPLATE: _launch_template,
    "aws:ec2/fleet:Fleet": _fleet,
    "aws:ec2/spotFleetRequest:SpotFleetRequest": _spot_fleet,
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": _spot_request,
    "aws:eks/nodeGroup:NodeGroup": _node_group,
}
