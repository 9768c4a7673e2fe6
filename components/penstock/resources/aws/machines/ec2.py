"""EC2: instances, Auto Scaling groups, and the templates that they launch from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources.aws.charges import charge
from penstock.resources.aws.transfers.egress import cross_zone, several_zones
from penstock.resources.aws.type_tokens import GROUP, INSTANCE, LAUNCH_CONFIGURATION, LAUNCH_TEMPLATE, PLACEMENT_GROUP
from penstock.resources.facts import Capacity, Fact, Free, InstanceChoice, Node, NodeTemplate, Takes
from penstock.resources.machines.capacity_types import on_demand, spot, unknown_capacity
from penstock.resources.machines.licences import of_image, of_script
from penstock.resources.machines.preference import at_most
from penstock.resources.machines.rented import label
from penstock.resources.reading.blocks import block_at, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, tags_of
from penstock.resources.reading.inputs import Inputs, as_number, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, SecretDecimal, Unknown, Value
from penstock.terms import Tag

from . import public_addresses as public
from .instance_requirements import selections
from .nodes import (
    MIXED_NAMES,
    Overrides,
    choice,
    data_references,
    device_mappings,
    group_sizes,
    inherited,
    kept_when_reclaimed,
    market,
    mentions,
    on_demand_takes,
    overrides,
    own_disks,
    pinned,
    pools,
    profile,
    spot_takes,
    standing_by,
    templates,
    user_data,
)
from .weights import in_unit


def _launch_template(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    texts = user_data(inputs, ["userData"], encoded=["userData"])
    interfaces = inputs.blocks("networkInterfaces")
    yield Free(**context.base(resource))
    yield from _dedicated(resource, context, text_at(inputs, "placement", "tenancy"))
    yield NodeTemplate(
        **context.base(resource, {**_launched_tags(inputs), **tags_of(resource.inputs.get("tags"))}),
        choices=choice(inputs.text("instanceType"), "instanceType", resource),
        requirements=inputs.given("instanceRequirements"),
        selections=selections(resource),
        capacity=market(inputs),
        disks=device_mappings(inputs),
        public_address=UNKNOWN if isinstance(interfaces, Unknown) else public.of_blocks(interfaces),
        mentions=mentions(resource, context, texts),
        identities=profile(resource, context, inputs),
        references=data_references(resource, context, texts),
        gang=UNKNOWN if isinstance(interfaces, Unknown) else _has_efa(interfaces),
        licence=_licence(inputs.text("imageId"), texts),
    )


def _has_efa(interfaces: Iterable[Maybe[Inputs]]) -> Maybe[bool]:
    """Whether the nodes talk to each other by EFA, which only jobs over several nodes need."""
    said = [UNKNOWN if isinstance(it, Unknown) else it.text("interfaceType") for it in interfaces]
    kinds = [plain(it).lower() if isinstance(it, str) else it for it in said]
    if "efa" in kinds or "efa-only" in kinds:
        return True
    return UNKNOWN if UNKNOWN in kinds else False


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


def _launch_configuration(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    texts = user_data(inputs, ["userData", "userDataBase64"], encoded=["userDataBase64"])
    associated = inputs.flag("associatePublicIpAddress")
    yield Free(**context.base(resource))
    yield NodeTemplate(
        **context.base(resource),
        choices=choice(inputs.text("instanceType"), "instanceType", resource),
        capacity=_by_price(inputs),
        disks=own_disks(inputs),
        public_address=UNKNOWN if associated is None else associated,
        mentions=mentions(resource, context, texts),
        identities=profile(resource, context, inputs),
        references=data_references(resource, context, texts),
        licence=_licence(inputs.text("imageId"), texts),
    )


def _licence(image: Maybe[str] | None, texts: Iterable[tuple[str, Maybe[str]]]) -> str:
    """An AMI's id says nothing; a parameter of Systems Manager, and what the machine runs at its start, may."""
    return of_image(image) or of_script(text for _, text in texts)


def _by_price(inputs: Inputs) -> Capacity:
    """A launch configuration is for spot when it has a highest price."""
    price = inputs.text("spotPrice")
    if isinstance(price, Unknown):
        return unknown_capacity("spotPrice")
    return on_demand("spotPrice") if price is None else at_most(spot("spotPrice"), price)


def _instance(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    template = inputs.block("launchTemplate")
    capacity = market(inputs)
    if capacity is None and template is None:
        capacity = on_demand("instanceMarketOptions")
    yield _single(resource, context, inputs, template, capacity)
    yield from _dedicated(resource, context, inputs.text("tenancy"))


def _dedicated(resource: Resource, context: Context, tenancy: Maybe[str] | None) -> Iterable[Fact]:
    """What a dedicated instance bills beside a shared one's price, which no table here has (EC2 user guide, Dedicated Instances,
    Pricing: a price of its own, and a fee for each region)."""
    if tenancy == "dedicated" or isinstance(tenancy, Unknown):
        yield charge(
            resource, context, "dedicated-instance-hour", UNKNOWN, "dedicated instances have prices of their own"
        )


def _spot_request(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    kept = kept_when_reclaimed(inputs.text("instanceInterruptionBehavior"))
    capacity = at_most(replace(spot(""), kept_when_reclaimed=kept), inputs.raw("spotPrice"))
    yield _single(resource, context, inputs, inputs.block("launchTemplate"), capacity)


def _single(
    resource: Resource, context: Context, inputs: Inputs, template: Maybe[Inputs] | None, capacity: Capacity | None
) -> Node:
    base = context.base(resource)
    texts = user_data(inputs, ["userData", "userDataBase64"], encoded=["userDataBase64"])
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
        template_unresolved=(template is not None and not launched_from) or pinned(inputs, context, "launchTemplate"),
        disks=own_disks(inputs),
        public_address=public.of_instance(resource, context, inputs),
        mentions=mentions(resource, context, texts),
        identities=profile(resource, context, inputs),
        references=data_references(resource, context, texts),
        service=_paid_elsewhere(inputs),
        licence=_licence(inputs.text("ami"), texts),
    )


def _paid_elsewhere(inputs: Inputs) -> str | None:
    """A host or a reservation that the instance names pays for it, used or not (EC2 user guide, Dedicated Hosts pricing and
    billing; Capacity Reservation pricing and billing)."""
    if inputs.given("hostId") or inputs.given("hostResourceGroupArn") or inputs.text("tenancy") == "host":
        return "dedicated-host"
    target = block_at(inputs, "capacityReservationSpecification", "capacityReservationTarget")
    return "capacity-reservation" if isinstance(target, Inputs) else None


_TEMPLATES: Final = (("launchTemplate",), ("mixedInstancesPolicy", "launchTemplate", "launchTemplateSpecification"))
"""Where a group names its template."""


def _group(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    mixed = inputs.block("mixedInstancesPolicy")
    base = context.base(resource, tags_of(resource.inputs.get("tags")))
    found = Overrides()
    capacity: Capacity | None = None
    launched_from: tuple[str, ...] = ()
    named = False
    if mixed is None:
        template = inputs.block("launchTemplate")
        named = template is not None or inputs.given("launchConfiguration")
        launched_from = templates(resource, context, "launchTemplate", template, ("id", "name"))
        launched_from += _configuration(resource, context, inputs)
    elif isinstance(mixed, Unknown):
        found = Overrides(choice(UNKNOWN, "mixedInstancesPolicy", resource), unsure=True)
        capacity = unknown_capacity("mixedInstancesPolicy")
    else:
        named = True
        capacity = _distribution(mixed)
        launched_from, found = _mixed(resource, context, mixed)
    least, most = group_sizes(inputs)
    sizes = (least, inputs.integer("desiredCapacity"), most)
    if found.by_attributes and capacity is not None:
        capacity = replace(capacity, on_demand_takes=Takes.ANY)  # not all that fit may come, so not the cheapest
    by_attributes = selections(resource) if found.by_attributes and not found.choices else ()
    unit = UNKNOWN if found.unsure else inputs.text("desiredCapacityType")
    minimum, desired, maximum, units, rooms = in_unit(
        unit, found.choices, sizes, selections=by_attributes, region=base["region"]
    )
    if units is not None and capacity is not None:
        capacity = replace(capacity, max_price=None)  # of a unit
    together = placed_together(resource, context, inputs, launched_from)
    names = {"subnets": "vpcZoneIdentifiers", "zones": "availabilityZones"}
    several = False if together else several_zones(resource, context, inputs, "vpcZoneIdentifiers", **names)
    yield Node(
        **base,
        kind="group",
        name=resource.name,
        label=label(resource, base["tags"]),
        choices=found.choices,
        requirements=found.by_attributes,
        selections=selections(resource),
        minimum=minimum,
        desired=desired,
        maximum=maximum,
        units=units,
        rooms=rooms,
        capacity=capacity,
        templates=launched_from,
        template_unresolved=(named and not launched_from) or any(pinned(inputs, context, *path) for path in _TEMPLATES),
        size_input=None
        if inputs.raw("desiredCapacity") is None or resource.ignores("desiredCapacity")
        else "desiredCapacity",
        fallback_hours_per_day=as_number(base["tags"].get(Tag.FALLBACK_HOURS)),
        gang=together,
        public_address=public.of_group(resource, context, inputs, launched_from),
        several_zones=several,
        scales_in=_scales_in(inputs),
        standby=standing_by(inputs),
    )
    if maximum not in (0, 1):
        yield from cross_zone(resource, context, several)


def _scales_in(inputs: Inputs) -> Maybe[bool]:
    """Whether scaling takes nodes away: not those that are protected from it, nor while one of its processes is suspended
    (Amazon EC2 Auto Scaling user guide, Use instance scale-in protection; Suspend-resume processes)."""
    protected, suspended = inputs.flag("protectFromScaleIn"), inputs.texts("suspendedProcesses")
    if isinstance(protected, Unknown) or isinstance(suspended, Unknown) or UNKNOWN in suspended:
        return UNKNOWN
    return not protected and _SHRINKING.isdisjoint(plain(it) for it in suspended if isinstance(it, str))


_SHRINKING: Final = frozenset({"Terminate", "AlarmNotification"})


def placed_together(resource: Resource, context: Context, inputs: Inputs, launched_from: Iterable[str]) -> bool:
    """Whether it, or a template that it launches from, is in a cluster placement group, which is in one zone."""
    if _in_cluster(resource, context, "placementGroup", inputs.raw("placementGroup")):
        return True
    for template in (context.by_urn[urn] for urn in launched_from):
        placement = Inputs(template.inputs).block("placement")
        name = placement.raw("groupName") if isinstance(placement, Inputs) else placement
        if _in_cluster(template, context, "placement", name):
            return True
    return False


def _in_cluster(resource: Resource, context: Context, path: str, value: Value) -> bool:
    found = () if value is None else context.referred(resource, path, value, (PLACEMENT_GROUP,))
    return any(Inputs(context.by_urn[urn].inputs).text("strategy") == "cluster" for urn in found)


def _configuration(resource: Resource, context: Context, inputs: Inputs) -> tuple[str, ...]:
    value = inputs.raw("launchConfiguration")
    return () if value is None else context.referred(resource, "launchConfiguration", value, (LAUNCH_CONFIGURATION,))


def _distribution(mixed: Inputs) -> Capacity:
    """`instancesDistribution`; left out, the provider's defaults are base 0 and 100 % on-demand above it."""
    path = "mixedInstancesPolicy.instancesDistribution"
    block = mixed.block("instancesDistribution")
    if isinstance(block, Unknown):
        return replace(unknown_capacity(path), on_demand_takes=UNKNOWN, spot_takes=UNKNOWN, strategy=path)
    base = None if block is None else block.integer("onDemandBaseCapacity")
    strategy = None if block is None else block.text("spotAllocationStrategy")
    percent = None if block is None else block.number("onDemandPercentageAboveBaseCapacity")
    bought = Capacity(
        0 if base is None else base,
        _spot_percent(percent),
        f"{path}.onDemandPercentageAboveBaseCapacity",
        by_default=percent is None,
        on_demand_takes=on_demand_takes(
            None if block is None else block.text("onDemandAllocationStrategy"), Takes.FIRST
        ),
        spot_takes=spot_takes(strategy),
        strategy=f"{path}.spotAllocationStrategy",
        spot_alike=pools(block, "spotInstancePools", 2),  # "Default: 2" (EC2 Auto Scaling API, InstancesDistribution)
    )
    return bought if block is None else at_most(bought, block.raw("spotMaxPrice"))


def _spot_percent(on_demand_percent: Maybe[Decimal] | None) -> Maybe[Decimal]:
    if on_demand_percent is None:
        return Decimal(0)
    if isinstance(on_demand_percent, Unknown):
        return UNKNOWN
    rest = Decimal(100) - on_demand_percent
    return SecretDecimal(rest) if isinstance(on_demand_percent, SecretDecimal) else rest


def _mixed(resource: Resource, context: Context, mixed: Inputs) -> tuple[tuple[str, ...], Overrides]:
    """(templates, types) of a mixed instances policy."""
    path = "mixedInstancesPolicy.launchTemplate"
    block = mixed.block("launchTemplate")
    if block is None or isinstance(block, Unknown):
        found = templates(resource, context, path, block, MIXED_NAMES)
        return found, Overrides(choice(UNKNOWN, path, resource), unsure=True)
    specification = block.block("launchTemplateSpecification")
    listed = block.blocks("overrides")
    launched_from = templates(resource, context, path, specification, MIXED_NAMES)

    def own_template(override: Inputs) -> tuple[str, ...]:
        return templates(resource, context, path, override.block("launchTemplateSpecification"), MIXED_NAMES)

    def inherit(override: Inputs, here: str) -> tuple[InstanceChoice, ...]:
        has_own = override.given("launchTemplateSpecification")
        return inherited(resource, context, own_template(override) if has_own else launched_from, here)

    found = overrides(listed, f"{path}.overrides", resource, inherit)
    known_overrides = [] if isinstance(listed, Unknown) else [it for it in listed if isinstance(it, Inputs)]
    every = (*launched_from, *(urn for override in known_overrides for urn in own_template(override)))
    return tuple(dict.fromkeys(every)), found


COMPUTE: Final[Mapping[str, Callable[[Resource, Context], Iterable[Fact]]]] = {
    GROUP: _group,
    INSTANCE: _instance,
    LAUNCH_CONFIGURATION: _launch_configuration,
    LAUNCH_TEMPLATE: _launch_template,
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": _spot_request,
}
