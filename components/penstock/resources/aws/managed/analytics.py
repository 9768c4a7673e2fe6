"""EMR clusters, Kinesis streams, MSK brokers, Glue jobs: machines and shards by the hour, jobs by use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources.aws.charges import Reader, by_use, charge, each_by_use, hourly, product
from penstock.resources.aws.machines.nodes import choice, on_demand_takes, spot_takes, weight_of
from penstock.resources.aws.machines.weights import in_nodes, weighed
from penstock.resources.aws.type_tokens import EMR_CLUSTER
from penstock.resources.facts import Capacity, DiskShape, Fact, IdleStopper, InstanceChoice, Node, Takes
from penstock.resources.machines.capacity_types import on_demand, spot, unknown_capacity
from penstock.resources.machines.preference import at_most, bidding
from penstock.resources.machines.rented import Sizes, rented_machines
from penstock.resources.reading.blocks import (
    block_at,
    each_block,
    integer_at,
    number_at,
    or_default,
    or_unknown,
    seconds,
    text_at,
)
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown


def _emr_cluster(resource: Resource, context: Context) -> Iterable[Fact]:
    """The machines of its master, core and task groups, and EMR's fee on top of each; it may end itself when idle."""
    inputs = Inputs(resource.inputs)
    yield by_use(resource, context, "emr-instance-hour")
    for role in ("master", "core"):
        group, fleet = f"{role}InstanceGroup", f"{role}InstanceFleet"
        if inputs.given(group):
            yield _group(resource, context, inputs.block(group), group, role)
        if inputs.given(fleet):
            yield _fleet(resource, context, inputs.block(fleet), fleet, role)
    policy = inputs.block("autoTerminationPolicy")
    if policy is not None:
        yield IdleStopper(
            **context.base(resource),
            mechanism="service",
            targets=(resource.urn,),
            idle_duration=or_unknown(seconds(integer_at(policy, "idleTimeout"))),
            armed=UNKNOWN if isinstance(policy, Unknown) else True,
        )


def _emr_group(resource: Resource, context: Context) -> Iterable[Fact]:
    yield by_use(resource, context, "emr-instance-hour")
    yield _group(resource, context, Inputs(resource.inputs), "", "")


def _emr_fleet(resource: Resource, context: Context) -> Iterable[Fact]:
    yield by_use(resource, context, "emr-instance-hour")
    yield _fleet(resource, context, Inputs(resource.inputs), "", "")


def _group(resource: Resource, context: Context, group: Maybe[Inputs] | None, path: str, role: str) -> Node:
    """Spot when it has a bid; a core group of a cluster with automatic scaling may grow to a size that is not read."""
    bid = text_at(group, "bidPrice")
    where = ".".join(filter(None, (path, "bidPrice")))
    scaled = isinstance(group, Inputs) and group.given("autoscalingPolicy")
    count = or_default(integer_at(group, "instanceCount"), 1)
    return _node(
        resource,
        context,
        role,
        choices=choice(
            or_unknown(text_at(group, "instanceType")), ".".join(filter(None, (path, "instanceType"))), resource
        ),
        sizes=(UNKNOWN if scaled else count, count, UNKNOWN if scaled else count),
        capacity=unknown_capacity(where)
        if isinstance(bid, Unknown)
        else on_demand(where)
        if bid is None
        else at_most(spot(where), bid),
        disks=_disks(group),
    )


def _fleet(resource: Resource, context: Context, fleet: Maybe[Inputs] | None, path: str, role: str) -> Node:
    """So many units on-demand, and so many on spot; a type with a weight is more than one unit. On-demand ones are of the lowest price
    (EMR management guide, Allocation strategy for instance fleets). A bid bounds the price of spot only where what spot does not bring is
    not bought on demand (EMR API, SpotProvisioningSpecification, TimeoutAction)."""
    fixed = or_default(integer_at(fleet, "targetOnDemandCapacity"), 0)
    spots = or_default(integer_at(fleet, "targetSpotCapacity"), 0)
    where = ".".join(filter(None, (path, "instanceTypeConfigs")))
    choices: list[InstanceChoice] = []
    unsure = False
    configs = each_block(fleet, "instanceTypeConfigs") if fleet is not None else ()
    for index, config in enumerate(configs):
        here = f"{where}[{index}].instanceType"
        weight = UNKNOWN if isinstance(config, Unknown) else weight_of(config)
        unsure |= isinstance(weight, Unknown)
        found = weighed(choice(or_unknown(text_at(config, "instanceType")), here, resource), weight)
        if isinstance(config, Inputs) and text_at(_of_spot(fleet), "timeoutAction") == "TERMINATE_CLUSTER":
            found = bidding(found, config.raw("bidPrice"), percent=config.raw("bidPriceAsPercentageOfOnDemandPrice"))
        choices += found
    size: Maybe[int] = UNKNOWN if isinstance(fixed, Unknown) or isinstance(spots, Unknown) else fixed + spots
    takes = on_demand_takes(text_at(_specification(fleet, "onDemandSpecification"), _STRATEGY), Takes.CHEAPEST)
    capacity = Capacity(
        fixed,
        Decimal(100),
        where,
        on_demand_takes=UNKNOWN if takes is Takes.FIRST else takes,  # pulumi-aws 7 has no input for a priority
        spot_takes=_spot_takes(fleet),
        strategy=_STRATEGY,
    )
    types = tuple(choices) or choice(UNKNOWN, where, resource)
    minimum, desired, maximum, units, rooms = in_nodes(types, (size, size, size), sure=not unsure)
    node = _node(
        resource,
        context,
        role,
        choices=types,
        sizes=(minimum, desired, maximum),
        capacity=unknown_capacity(where) if unsure or isinstance(size, Unknown) else capacity,
        disks=(DiskShape(UNKNOWN, UNKNOWN),) if isinstance(fleet, Unknown) else (),
    )
    return replace(node, units=units, rooms=rooms)


_STRATEGY: Final = "allocationStrategy"


def _spot_takes(fleet: Maybe[Inputs] | None) -> Maybe[Takes]:
    """By capacity unless it says `lowest-price`: what EMR takes without a word is not the cheapest alone (EMR management guide, Allocation
    strategy for instance fleets)."""
    said = text_at(_of_spot(fleet), _STRATEGY)
    return Takes.ANY if said is None else spot_takes(said)


def _of_spot(fleet: Maybe[Inputs] | None) -> Maybe[Inputs] | None:
    return _specification(fleet, "spotSpecification")


def _specification(fleet: Maybe[Inputs] | None, name: str) -> Maybe[Inputs] | None:
    """The block of that name, which pulumi-aws writes as a list of one with a plural."""
    several = each_block(block_at(fleet, "launchSpecifications"), f"{name}s")
    return several[0] if several else block_at(fleet, "launchSpecifications", name)


def _disks(group: Maybe[Inputs] | None) -> tuple[DiskShape, ...]:
    found: list[DiskShape] = []
    for config in each_block(group, "ebsConfigs"):
        kind, gib = or_unknown(text_at(config, "type")), or_unknown(number_at(config, "size"))
        count = or_default(integer_at(config, "volumesPerInstance"), 1)
        found.append(DiskShape(kind, product(gib, count), True))
    return tuple(found)


def _node(
    resource: Resource,
    context: Context,
    role: str,
    *,
    choices: tuple[InstanceChoice, ...],
    sizes: Sizes,
    capacity: Capacity,
    disks: tuple[DiskShape, ...],
) -> Node:
    base = context.base(resource)
    return rented_machines(resource, base, choices, sizes, service=None, capacity=capacity, part=role, disks=disks)


def _stream(resource: Resource, context: Context) -> Iterable[Fact]:
    """Shards by the hour, or, on demand, the stream by the hour; and what is written."""
    inputs = Inputs(resource.inputs)
    mode = text_at(inputs, "streamModeDetails", "streamMode")
    if isinstance(mode, Unknown):
        yield charge(resource, context, "kinesis-shard-hour", UNKNOWN, "its mode is not known")
    elif mode == "ON_DEMAND":
        yield hourly(resource, context, "kinesis-on-demand-hour")
        yield by_use(resource, context, "kinesis-on-demand-written-gib")
        yield by_use(resource, context, "kinesis-on-demand-read-gib")
    else:
        shards = or_unknown(inputs.integer("shardCount"))
        yield hourly(resource, context, "kinesis-shard-hour", shards, "shards")
        yield by_use(resource, context, "kinesis-put-million")


def _brokers(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    info = inputs.block("brokerNodeGroupInfo")
    count = or_unknown(inputs.integer("numberOfBrokerNodes"))
    kind = text_at(info, "instanceType")
    if kind is None or isinstance(kind, Unknown):
        yield charge(resource, context, "msk-hour", UNKNOWN, "its broker type is not known")
    else:
        yield hourly(resource, context, f"msk-{plain(kind)}-hour", count, "brokers")
    disk = block_at(info, "storageInfo", "ebsStorageInfo")
    gib = product(or_unknown(number_at(disk, "volumeSize")), count)
    yield charge(resource, context, "msk-gib-month", gib, "its brokers' disks")


def _dev_endpoint(resource: Resource, context: Context) -> Iterable[Fact]:
    """5 units unless said (CreateDevEndpoint, `NumberOfNodes`); one with a worker type is counted by its workers."""
    inputs = Inputs(resource.inputs)
    workers = inputs.given("workerType")
    nodes = UNKNOWN if workers else or_default(inputs.integer("numberOfNodes"), 5)
    yield hourly(resource, context, "glue-dpu-hour", nodes, "units")


_DPU: Final = each_by_use("glue-dpu-hour")

ANALYTICS: Final[Mapping[str, Reader]] = {
    EMR_CLUSTER: _emr_cluster,
    "aws:emr/instanceFleet:InstanceFleet": _emr_fleet,
    "aws:emr/instanceGroup:InstanceGroup": _emr_group,
    "aws:emrcontainers/virtualCluster:VirtualCluster": each_by_use(
        "emr-containers-vcpu-hour", "emr-containers-gib-hour"
    ),
    "aws:glue/catalogTableOptimizer:CatalogTableOptimizer": _DPU,
    "aws:glue/crawler:Crawler": _DPU,
    "aws:glue/dataQualityRuleset:DataQualityRuleset": _DPU,
    "aws:glue/devEndpoint:DevEndpoint": _dev_endpoint,
    "aws:glue/partition:Partition": each_by_use("glue-catalog-100k-objects-month"),
    "aws:kinesis/analyticsApplication:AnalyticsApplication": each_by_use("kinesis-analytics-kpu-hour"),
    "aws:kinesis/stream:Stream": _stream,
    "aws:kinesis/streamConsumer:StreamConsumer": each_by_use("kinesis-fan-out-hour", "kinesis-fan-out-gib"),
    "aws:kinesis/videoStream:VideoStream": each_by_use("kinesis-video-gib", "kinesis-video-gib-month"),
    "aws:msk/cluster:Cluster": _brokers,
    "aws:msk/serverlessCluster:ServerlessCluster": each_by_use(
        "msk-serverless-hour", "msk-serverless-partition-hour", "msk-serverless-gib"
    ),
    "aws:mskconnect/connector:Connector": each_by_use("msk-connect-mcu-hour"),
}
