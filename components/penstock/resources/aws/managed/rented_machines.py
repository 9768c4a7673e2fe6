"""Services that rent out EC2 types at a price of their own or for a fee: games, functions, recovery."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from penstock.resources.aws.charges import Reader, by_use
from penstock.resources.aws.machines.batch import kinds_of, within_vcpus
from penstock.resources.aws.machines.nodes import choice, overrides, templates
from penstock.resources.aws.transfers.egress import path
from penstock.resources.aws.type_tokens import SCALABLE_TARGET
from penstock.resources.facts import Capacity, Fact, Free, InstanceChoice, Node, NodeTemplate
from penstock.resources.machines.capacity_types import Words, by_word, on_demand
from penstock.resources.machines.rented import Sizes, rented_machines
from penstock.resources.reading.blocks import each_block, integer_at, or_default, or_unknown
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.paths import REPLICATED
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown


def without(prefix: str, value: Maybe[str] | None) -> Maybe[str] | None:
    """A service's name of a machine as EC2's: `stream.graphics.g4dn.xlarge` without `stream.graphics.`."""
    if isinstance(value, str) and plain(value).lower().startswith(prefix):
        return masked_like(value, plain(value)[len(prefix) :])
    return value


def rented(
    resource: Resource,
    context: Context,
    choices: tuple[InstanceChoice, ...],
    sizes: Sizes,
    *,
    service: str | None,
    capacity: Capacity,
    kind: str = "group",
    public_address: Maybe[bool] = UNKNOWN,
    launched_from: tuple[str, ...] = (),
) -> Node:
    """Machines of a service. None for `service`: EC2 bills them as its own."""
    return rented_machines(
        resource,
        context.base(resource),
        choices,
        sizes,
        service=service,
        capacity=capacity,
        kind=kind,
        public_address=public_address,
        templates=launched_from,
    )


def scaled(resource: Resource, context: Context, count: Maybe[int]) -> Sizes:
    """By the Application Auto Scaling target that was made from the resource, else `count` all the time."""
    for target in context.users(resource.urn):
        if target.type == SCALABLE_TARGET:
            limits = Inputs(target.inputs)
            return or_unknown(limits.integer("minCapacity")), None, or_unknown(limits.integer("maxCapacity"))
    return count, count, count


_FLEETS: Final = Words(("SPOT",), ("ON_DEMAND",))
"""`FleetType` (Amazon GameLift API Reference, CreateFleet): "default ON_DEMAND"."""


def _game_fleet(resource: Resource, context: Context) -> Iterable[Fact]:
    """A new fleet has one instance (GameLift developer guide, Set capacity limits); what scales it is no resource of this SDK."""
    inputs = Inputs(resource.inputs)
    yield rented(
        resource,
        context,
        choice(or_unknown(inputs.text("ec2InstanceType")), "ec2InstanceType", resource),
        (0, 1, UNKNOWN),
        service="gamelift",
        capacity=by_word(or_default(inputs.text("fleetType"), "ON_DEMAND"), "fleetType", _FLEETS),
    )


def _game_servers(resource: Resource, context: Context) -> Iterable[Fact]:
    """An Auto Scaling group that FleetIQ makes, of EC2's own instances: "SPOT_PREFERRED" unless said, so on-demand ones too
    (GameLift API Reference, CreateGameServerGroup, `BalancingStrategy`)."""
    inputs = Inputs(resource.inputs)
    found = overrides(
        inputs.blocks("instanceDefinitions"), "instanceDefinitions", resource, lambda _, here: unknown(here, resource)
    )
    in_units = found.unsure or any(it.weight != 1 for it in found.choices)
    strategy = or_default(inputs.text("balancingStrategy"), "SPOT_PREFERRED")
    sizes = (or_unknown(inputs.integer("minSize")), None, or_unknown(inputs.integer("maxSize")))
    template = inputs.block("launchTemplate")
    yield rented(
        resource,
        context,
        found.choices or unknown("instanceDefinitions", resource),
        (UNKNOWN, None, UNKNOWN) if in_units or found.by_attributes else sizes,
        service=None,
        capacity=by_word(strategy, "balancingStrategy", _BALANCING),
        launched_from=templates(resource, context, "launchTemplate", template, ("id", "name")),
    )


_BALANCING: Final = Words(("SPOT_ONLY",), ("SPOT_PREFERRED", "ON_DEMAND_ONLY"))


def unknown(where: str, resource: Resource) -> tuple[InstanceChoice, ...]:
    """A machine of a type that only the cloud knows."""
    return choice(UNKNOWN, where, resource)


def _functions(resource: Resource, context: Context) -> Iterable[Fact]:
    """Lambda Managed Instances: EC2's instances, as many as functions ask for, up to a number of vCPUs. Without a list "all compatible
    instance types are allowed" (Lambda API Reference, InstanceRequirements)."""
    inputs = Inputs(resource.inputs)
    listed: list[InstanceChoice] = []
    for index, block in enumerate(each_block(inputs, "instanceRequirements")):
        where = f"instanceRequirements[{index}].allowedInstanceTypes"
        types = UNKNOWN if isinstance(block, Unknown) else block.texts("allowedInstanceTypes")
        if isinstance(types, Unknown):
            listed += unknown(where, resource)
        else:
            listed += [InstanceChoice(it, f"{where}[{at}]", resource.urn) for at, it in enumerate(types)]
    most: Maybe[int] = UNKNOWN
    for block in each_block(inputs, "capacityProviderScalingConfigs"):
        most = or_unknown(integer_at(block, "maxVcpuCount"))
    maximum, rooms = within_vcpus(most, kinds_of(listed, (), context.base(resource)["region"]))
    yield by_use(resource, context, "lambda-managed-instances-hour")
    node = rented(
        resource,
        context,
        tuple(listed) or unknown("instanceRequirements", resource),
        (0, None, maximum),
        service="lambda",
        capacity=on_demand("instanceRequirements"),
        public_address=False,
    )
    yield replace(node, rooms=rooms)


def _recovery(resource: Resource, context: Context) -> Iterable[Fact]:
    """Elastic Disaster Recovery: replication servers, one or more for the disks of each source server, which may be in another
    region or outside of AWS, as their agents decide (DRS user guide, Replication settings)."""
    inputs = Inputs(resource.inputs)
    kind = inputs.text("replicationServerInstanceType")
    public = inputs.flag("createPublicIp")
    yield by_use(resource, context, "drs-server-hour")
    yield NodeTemplate(
        **context.base(resource),
        choices=choice(or_unknown(kind), "replicationServerInstanceType", resource),
        capacity=on_demand("replicationServerInstanceType"),
        public_address=UNKNOWN if public is None else public,
    )
    own = or_unknown(context.base(resource)["region"])
    yield from path(resource, context, own, REPLICATED, "disaster recovery of source servers", source=UNKNOWN)


def _image_builds(resource: Resource, context: Context) -> Iterable[Fact]:
    """Image Builder starts one of these for each build and test, and ends it (EC2 Image Builder user guide)."""
    yield Free(**context.base(resource))
    listed = Inputs(resource.inputs).texts("instanceTypes")
    if listed == ():
        return
    choices = (
        unknown("instanceTypes", resource)
        if isinstance(listed, Unknown)
        else tuple(InstanceChoice(it, f"instanceTypes[{index}]", resource.urn) for index, it in enumerate(listed))
    )
    yield NodeTemplate(**context.base(resource), choices=choices, capacity=on_demand("instanceTypes"))


RENTED: Final[Mapping[str, Reader]] = {
    "aws:drs/replicationConfigurationTemplate:ReplicationConfigurationTemplate": _recovery,
    "aws:gamelift/fleet:Fleet": _game_fleet,
    "aws:gamelift/gameServerGroup:GameServerGroup": _game_servers,
    "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration": _image_builds,
    "aws:lambda/capacityProvider:CapacityProvider": _functions,
}
