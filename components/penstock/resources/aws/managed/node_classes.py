"""DAX, Amazon MQ, MWAA, DMS and others: nodes of a service's own classes, databases aside, by the hour: `dax-dax.r5.24xlarge-hour`.

They have no accelerators, so they are lines of the bill: one whose class the catalog has no price of is listed as unpriced.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.regex import regex
from penstock.resources.aws.charges import Reader, by_use, charge, hourly, lowered, product
from penstock.resources.aws.data.databases import classed, counted, public
from penstock.resources.aws.transfers.egress import path, region_of, to_internet
from penstock.resources.facts import Fact, Free, Unread
from penstock.resources.reading.blocks import block_at, integer_at, number_at, or_default, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import REPLICATED
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH

_COPIES: Final = {
    "SINGLE_INSTANCE": 1,
    "ACTIVE_STANDBY_MULTI_AZ": 2,
    "CLUSTER_MULTI_AZ": 3,
    "SINGLE_AZ": 1,
    "WITH_MULTIAZ_STANDBY": 2,
}
"""How many nodes a deployment mode has (Amazon MQ developer guide, Broker architecture; Timestream for InfluxDB, Deployment types)."""


def copies(mode: Maybe[str] | None, default: str) -> Maybe[int]:
    """The nodes of a deployment mode; `UNKNOWN` for one that is not known here."""
    name = or_default(mode, default)
    return UNKNOWN if isinstance(name, Unknown) else _COPIES.get(plain(name), UNKNOWN)


def _replication_instance(resource: Resource, context: Context) -> Iterable[Fact]:
    """DMS: of several zones a standby bills as much again, storage and all."""
    inputs = Inputs(resource.inputs)
    several = or_default(inputs.flag("multiAz"), False)
    nodes: Maybe[int] = UNKNOWN if isinstance(several, Unknown) else 2 if several else 1
    yield classed(resource, context, "dms", inputs.text("replicationInstanceClass"), nodes)
    yield charge(
        resource,
        context,
        "dms-gib-month",
        product(or_default(inputs.number("allocatedStorage"), _DMS_GIB), nodes),
        "its storage",
    )
    yield from public(resource, context, inputs, "publiclyAccessible", nodes)


def _migration_profile(resource: Resource, context: Context) -> Iterable[Fact]:
    """Where DMS runs the machines of homogeneous migrations, and whether they have public addresses."""
    yield Free(**context.base(resource))
    if Inputs(resource.inputs).flag("publiclyAccessible") not in (None, False):
        yield from to_internet(resource, context, "a migration's machines with public addresses")


_DMS_GIB: Final = 50
"""pulumi-aws, dms.ReplicationInstance: 5 to 6144 GiB, 50 by default."""


def _search_domain(resource: Resource, context: Context) -> Iterable[Fact]:
    """CloudSearch grows by itself from what is asked for: a type, partitions, and replicas of each."""
    scaling = block_at(Inputs(resource.inputs), "scalingParameters")
    partitions = or_default(integer_at(scaling, "desiredPartitionCount"), 1)
    replicas = or_default(integer_at(scaling, "desiredReplicationCount"), 1)
    kind = text_at(scaling, "desiredInstanceType")
    if kind is None:
        yield by_use(resource, context, "cloudsearch-instance-hour")
    else:
        yield classed(resource, context, "cloudsearch", kind, product(partitions, replicas))


def _mainframe(resource: Resource, context: Context) -> Iterable[Fact]:
    """Mainframe Modernization: one instance unless a number is asked for."""
    inputs = Inputs(resource.inputs)
    nodes = or_default(integer_at(inputs, "highAvailabilityConfig", "desiredCapacity"), 1)
    yield classed(resource, context, "m2", inputs.text("instanceType"), nodes)
    yield from public(resource, context, inputs, "publiclyAccessible", nodes)


def _broker(resource: Resource, context: Context) -> Iterable[Fact]:
    """Amazon MQ. A broker of a pair in two regions copies from its primary (MQ developer guide, Cross-Region data replication)."""
    inputs = Inputs(resource.inputs)
    nodes = copies(inputs.text("deploymentMode"), "SINGLE_INSTANCE")
    yield classed(resource, context, "mq", inputs.text("hostInstanceType"), nodes)
    yield by_use(resource, context, "mq-gib-month")
    yield from public(resource, context, inputs, "publiclyAccessible", nodes)
    mode = inputs.text("dataReplicationMode")
    if mode == "CRDR" or isinstance(mode, Unknown):
        name = "dataReplicationPrimaryBrokerArn"
        source = region_of(resource, context, name, resource.inputs.get(name), (_BROKER,))
        own = or_unknown(context.base(resource)["region"])
        yield from path(resource, context, own, REPLICATED, "a broker's data replication", source=source)


_BROKER: Final = "aws:mq/broker:Broker"


def _influx(count: int | None) -> Reader:
    """Timestream for InfluxDB. `count` None: the deployment type says how many nodes there are."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        nodes = copies(inputs.text("deploymentType"), "SINGLE_AZ") if count is None else count
        yield classed(resource, context, "influxdb", inputs.text("dbInstanceType"), nodes)
        gib = product(or_unknown(inputs.number("allocatedStorage")), nodes)
        yield charge(resource, context, "influxdb-gib-month", gib, "its storage")
        yield from public(resource, context, inputs, "publiclyAccessible", nodes)

    return read


def _kx_cluster(resource: Resource, context: Context) -> Iterable[Fact]:
    """FinSpace: nodes of its own, or shares of a scaling group, which bills as a resource of its own."""
    inputs = Inputs(resource.inputs)
    own = inputs.block("capacityConfiguration")
    if own is None:
        yield Free(**context.base(resource))
        return
    most = integer_at(inputs, "autoScalingConfiguration", "maxNodeCount")
    nodes = or_unknown(integer_at(own, "nodeCount")) if most is None else UNKNOWN
    yield classed(resource, context, "finspace", text_at(own, "nodeType"), nodes)


def _kx_host(resource: Resource, context: Context) -> Iterable[Fact]:
    """One host that several clusters share: `kx.sg1.24xlarge`."""
    yield classed(resource, context, "finspace", Inputs(resource.inputs).text("hostType"), 1)


def _airflow(resource: Resource, context: Context) -> Iterable[Fact]:
    """MWAA: an environment by its class, with one worker and two schedulers in its price; each further one bills by the class, and workers
    come up to `maxWorkers` (MWAA pricing). Small, 1 to 10 workers unless said (pulumi-aws; MWAA API, CreateEnvironment)."""
    inputs = Inputs(resource.inputs)
    kind = or_default(inputs.text("environmentClass"), "mw1.small")
    yield classed(resource, context, "mwaa", kind, 1)
    least, most = or_default(inputs.integer("minWorkers"), 1), or_default(inputs.integer("maxWorkers"), 10)
    schedulers = or_default(inputs.integer("schedulers"), _SCHEDULERS)
    if least == 1 and most == 1 and schedulers == _SCHEDULERS:
        return
    counts = [_beyond(it, schedulers) for it in (least, most)]
    line = classed(resource, context, "mwaa-worker", kind, counts[0])
    yield replace(line, most=product(HOURS_PER_MONTH, counts[1]))


_SCHEDULERS: Final = 2


def _beyond(workers: Maybe[int], schedulers: Maybe[int]) -> Maybe[int]:
    """What of them is not in the environment's price."""
    if isinstance(workers, Unknown) or isinstance(schedulers, Unknown):
        return UNKNOWN
    return max(workers - 1, 0) + max(schedulers - _SCHEDULERS, 0)


def _resize(resource: Resource, context: Context) -> Iterable[Fact]:
    """What a scheduled action makes of a Redshift cluster; when, its schedule says, so how long it bills is not known."""
    target = block_at(Inputs(resource.inputs), "targetAction", "resizeCluster")
    if target is None:
        yield Free(**context.base(resource))
        return
    kind = text_at(target, "nodeType")
    sku = f"redshift-{plain(kind)}-hour" if isinstance(kind, str) else "redshift-hour"
    nodes = integer_at(target, "numberOfNodes")
    yield charge(resource, context, sku, UNKNOWN, f"resized{'' if nodes is None else f' to {nodes} nodes'}")


def _workers(resource: Resource, context: Context) -> Iterable[Fact]:
    """Glue's jobs and transforms bill the DPUs of their workers while they run: `glue-g.16x-worker-hour` of 16 each, or DPUs.

    A streaming job runs all month ("Streaming jobs run continuously", AWS Glue, Streaming ETL jobs). Of one that ends nobody knows the
    hours, so that many workers are money that nobody saw."""
    inputs = Inputs(resource.inputs)
    kind = inputs.text("workerType")
    if isinstance(kind, Unknown):
        yield charge(resource, context, "glue-dpu-hour", UNKNOWN, "its worker type is not known")
        return
    sku = "glue-dpu-hour" if kind is None else f"glue-{lowered(kind)}-worker-hour"
    workers = inputs.integer("numberOfWorkers")
    dpus = inputs.number("maxCapacity") if workers is None else product(workers, _dpus(kind))
    if text_at(inputs, "command", "name") == "gluestreaming":
        amount = or_default(dpus, _LEAST_DPUS) if workers is None else workers
        yield hourly(resource, context, sku, amount, "DPUs" if workers is None else "workers")
        return
    yield charge(resource, context, sku, None, "by use" if workers is None else f"by use, {workers} workers at once")
    if isinstance(dpus, Decimal) and dpus >= _MANY_DPUS:
        large = "maxCapacity" if workers is None else "numberOfWorkers"
        yield Unread(**context.base(resource), type=resource.type, name=resource.name, large=large)


_LEAST_DPUS: Final = Decimal(10)
"""What a job without a capacity has (AWS Glue, CreateJob: "the default is 10 DPUs")."""

_MANY_DPUS: Final = 256
"""Some 110 $ an hour."""


def _dpus(kind: Maybe[str] | None) -> Decimal:
    """DPUs of a worker: `G.8X` has 8, `Standard`, `G.1X` and smaller one (AWS Glue, Worker types)."""
    found = None if not isinstance(kind, str) else _WORKER.search(lowered(kind))
    return Decimal(1) if found is None else Decimal(found[1])


_WORKER: Final = regex(r"[gr]\.(\d+)x")


def _graph(resource: Resource, context: Context) -> Iterable[Fact]:
    """Neptune Analytics: memory by the hour, and as much again for each replica."""
    inputs = Inputs(resource.inputs)
    replicas = or_default(inputs.integer("replicaCount"), 1)
    nodes = UNKNOWN if isinstance(replicas, Unknown) else replicas + 1
    units = product(or_unknown(number_at(inputs, "provisionedMemory")), nodes)
    yield hourly(resource, context, "neptune-analytics-ncu-hour", units, "capacity units")
    if inputs.flag("publicConnectivity") not in (None, False):
        yield from to_internet(resource, context, "a graph that is reached over the internet")


CLASSES: Final[Mapping[str, Reader]] = {
    _BROKER: _broker,
    "aws:cloudsearch/domain:Domain": _search_domain,
    "aws:dax/cluster:Cluster": counted("dax", "nodeType", "replicationFactor", 1),
    "aws:dms/instanceProfile:InstanceProfile": _migration_profile,
    "aws:dms/replicationInstance:ReplicationInstance": _replication_instance,
    "aws:finspace/kxCluster:KxCluster": _kx_cluster,
    "aws:finspace/kxScalingGroup:KxScalingGroup": _kx_host,
    "aws:glue/job:Job": _workers,
    "aws:glue/mLTransform:MLTransform": _workers,
    "aws:m2/environment:Environment": _mainframe,
    "aws:mwaa/environment:Environment": _airflow,
    "aws:neptunegraph/graph:Graph": _graph,
    "aws:redshift/scheduledAction:ScheduledAction": _resize,
    "aws:timestreaminfluxdb/dbCluster:DbCluster": _influx(2),
    "aws:timestreaminfluxdb/dbInstance:DbInstance": _influx(None),
}
