"""Services of Azure that bill by the hour for their SKU: databases, caches, search, messaging, gateways.

The catalog has no table of their prices, so each is unpriced, by a key that says which SKU it is, and how many units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.regex import regex
from penstock.resources.azure.charges import Reader, charge
from penstock.resources.azure.schedules.autoscale_settings import most_units
from penstock.resources.facts import Charge, Fact
from penstock.resources.reading.blocks import block_at, integer_at, or_default, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import product
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, as_text, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH

_WORDS: Final = regex(r"[^a-z0-9.]+")
_PARTS: Final = ("name", "family", "size")
"""What says which machine it is; `tier` is said by the name."""


def units_of(
    resource: Resource, context: Context, prefix: str, name: Maybe[str] | None, *counts: Maybe[int] | None
) -> Charge:
    """All month, so many units of a size, all `counts` multiplied; a count that is not given is 1."""
    if name is None or isinstance(name, Unknown):
        return charge(resource, context, f"{prefix}-hour", UNKNOWN, "its size is not known")
    units = product(*(1 if it is None else it for it in counts))
    key = f"{prefix}-{_WORDS.sub('-', plain(name).lower()).strip('-')}-hour"
    if isinstance(units, Unknown):
        return charge(resource, context, key, UNKNOWN, "how many is not known")
    basis = "730 h" if units == 1 else f"730 h x {units:f}"
    return charge(resource, context, key, Decimal(HOURS_PER_MONTH) * units, basis)


def by_sku(prefix: str, *path: str, counts: tuple[str, ...] = ()) -> Reader:
    """A reader of what bills by the sku at `path`, and `counts`: inputs that say how many, beside the sku's own capacity."""
    where = path or ("sku",)

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        name, capacity = sku_of(inputs, *where)
        others = [inputs.integer(it) for it in counts]
        line = units_of(resource, context, prefix, name, capacity, *others)
        most = largest(resource, context, inputs)
        yield (
            line
            if most is None
            else replace(line, most=product(HOURS_PER_MONTH, most, *(or_default(it, 1) for it in others)))
        )

    return read


def largest(resource: Resource, context: Context, inputs: Inputs) -> Maybe[int] | None:
    """The most units that scaling lets there be: an autoscale setting's, or its own (Event Hubs, `maximumThroughputUnits` with
    `isAutoInflateEnabled`; an application gateway's `autoscaleConfiguration.maxCapacity`, 125 unless said)."""
    own = inputs.integer("maximumThroughputUnits") if inputs.flag("isAutoInflateEnabled") not in (None, False) else None
    gateway = inputs.block("autoscaleConfiguration")
    if gateway is not None:
        own = or_default(integer_at(gateway, "maxCapacity"), _MOST_INSTANCES)
    found = [it for it in (most_units(resource, context), own) if it is not None]
    known = [it for it in found if isinstance(it, int)]
    return None if not found else max(known) if len(known) == len(found) else UNKNOWN


_MOST_INSTANCES: Final = 125


def _redis(resource: Resource, context: Context) -> Iterable[Fact]:
    """A cache by its size, which is the family and the capacity together (P5, C0), so many shards, each with a replica or more."""
    inputs = Inputs(resource.inputs)
    name, size = sku_of(inputs, "sku")
    if isinstance(name, str) and size is not None:
        name = UNKNOWN if isinstance(size, Unknown) else f"{plain(name)}{size}"
    replicas = inputs.integer("replicasPerPrimary")
    replicas = inputs.integer("replicasPerMaster") if replicas is None else replicas
    shards = inputs.integer("shardCount")
    shards = 1 if shards == 0 else shards
    yield units_of(resource, context, "redis", name, shards, replicas if replicas != 0 else 1)


def _elastic_san(resource: Resource, context: Context) -> Iterable[Fact]:
    """Its base size, and what it has beyond, which bills less by the TiB: all of it counts as base."""
    inputs = Inputs(resource.inputs)
    name, _ = sku_of(inputs, "sku")
    base, more = or_unknown(inputs.integer("baseSizeTiB")), or_default(inputs.integer("extendedCapacitySizeTiB"), 0)
    size = UNKNOWN if isinstance(base, Unknown) or isinstance(more, Unknown) else base + more
    yield units_of(resource, context, "elastic-san", name, size)


def _log_cluster(resource: Resource, context: Context) -> Iterable[Fact]:
    """By the GB a day that it is bought for, hundreds at the least; not known where it does not say."""
    name, capacity = sku_of(Inputs(resource.inputs), "sku")
    yield units_of(resource, context, "log-analytics-cluster", name, or_unknown(capacity))


def sku_of(inputs: Inputs, *path: str) -> tuple[Maybe[str] | None, Maybe[int] | None]:
    """(name, capacity) of a sku, which is a block, or a text that is its name."""
    holder = block_at(inputs, *path[:-1])
    value = holder.raw(path[-1]) if isinstance(holder, Inputs) else holder
    if not isinstance(value, Mapping):
        return (None if value is None else as_text(value) if isinstance(value, str) else UNKNOWN), None
    block = Inputs(value)
    parts = [text for name in _PARTS if (text := block.text(name)) is not None]
    if not parts or any(isinstance(it, Unknown) for it in parts):
        return (UNKNOWN if parts else None), block.integer("capacity")
    return "-".join(plain(it) for it in parts if isinstance(it, str)), block.integer("capacity")


def _model(resource: Resource, context: Context) -> Iterable[Fact]:
    """A deployed model: provisioned throughput bills its units by the hour, a standard deployment its tokens, up to a rate that is its
    capacity (Azure OpenAI, Deployment types)."""
    name, capacity = sku_of(Inputs(resource.inputs), "sku")
    line = units_of(resource, context, "openai", name, capacity)
    if isinstance(name, str) and "provisioned" not in plain(name).lower():
        line = replace(line, quantity=None, basis="by use")
    yield line


def _search(resource: Resource, context: Context) -> Iterable[Fact]:
    """Azure AI Search: so many search units, replicas times partitions; a confidential compute costs more."""
    inputs = Inputs(resource.inputs)
    name, _ = sku_of(inputs, "sku")
    kind = inputs.text("computeType")
    prefix = "search-confidential" if kind == "Confidential" else "search"
    counts = [inputs.integer(it) for it in ("replicaCount", "partitionCount")]
    yield units_of(resource, context, prefix, UNKNOWN if isinstance(kind, Unknown) else name, *counts)


def _cores(prefix: str, *counts: str) -> Reader:
    """A reader of what bills by the vCore, so many of them: the input `counts[0]`, times the others."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        name, _ = sku_of(inputs, "sku")
        yield units_of(resource, context, prefix, name, *(inputs.integer(it) for it in counts))

    return read


def _postgres_cluster(resource: Resource, context: Context) -> Iterable[Fact]:
    """Cosmos DB for PostgreSQL: the vCores of the coordinator and of each node."""
    inputs = Inputs(resource.inputs)
    for who, count in (("coordinator", 1), ("node", inputs.integer("nodeCount"))):
        edition, cores = inputs.text(f"{who}ServerEdition"), inputs.integer(f"{who}VCores")
        cores = UNKNOWN if cores is None else cores
        yield units_of(resource, context, "citus-vcore", "default" if edition is None else edition, cores, count)


def _compute_tier(resource: Resource, context: Context) -> Iterable[Fact]:
    """Azure DocumentDB (vCore): each shard is a machine of the tier."""
    inputs = Inputs(resource.inputs)
    tier = text_at(inputs, "properties", "compute", "tier")
    yield units_of(resource, context, "documentdb", tier, integer_at(inputs, "properties", "sharding", "shardCount"))


def _node_groups(resource: Resource, context: Context) -> Iterable[Fact]:
    """The earlier API of the same."""
    groups = Inputs(resource.inputs).blocks("nodeGroupSpecs")
    for group in (UNKNOWN,) if isinstance(groups, Unknown) or not groups else groups:
        yield units_of(resource, context, "documentdb", text_at(group, "sku"), integer_at(group, "nodeCount"))


def _in_properties(prefix: str, name: str, count: str) -> Reader:
    """A reader of what bills by a size `name`, so many as `count` says, both inside `properties`."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        outer = Inputs(resource.inputs).block("properties")
        size = text_at(outer, name)
        yield units_of(resource, context, prefix, size, integer_at(outer, count))

    return read


def _vcores(resource: Resource, context: Context) -> Iterable[Fact]:
    """HorizonDB: so many vCores for the primary and for each replica."""
    outer = Inputs(resource.inputs).block("properties")
    replicas = integer_at(outer, "replicaCount")
    nodes = replicas if isinstance(replicas, Unknown) else (replicas or 0) + 1
    cores = integer_at(outer, "vCores")
    yield units_of(resource, context, "horizondb-vcore", "standard", UNKNOWN if cores is None else cores, nodes)


def _agent_pool(resource: Resource, context: Context) -> Iterable[Fact]:
    """A registry's pool of build agents."""
    inputs = Inputs(resource.inputs)
    yield units_of(resource, context, "container-registry-agent", inputs.text("tier"), inputs.integer("count"))


def _by_use_of(prefix: str, *counts: str) -> Reader:
    """A reader of what bills by use, at the price of its sku; `counts`: inputs inside `properties` that bound how much."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        line = units_of(resource, context, prefix, or_default(sku_of(inputs, "sku")[0], "default"))
        bounds = [integer_at(inputs, "properties", it) for it in counts]
        said = ", ".join("not known" if isinstance(it, Unknown) else f"{it}" for it in bounds if it is not None)
        yield replace(line, quantity=None, basis=f"by use ({said})" if said else "by use")

    return read


SKUS: Final[Mapping[str, Reader]] = {
    "azure-native:analysisservices:ServerDetails": by_sku("analysis-services"),
    "azure-native:apimanagement:ApiGateway": by_sku("api-management-gateway"),
    "azure-native:cognitiveservices:AgentDeployment": _by_use_of("agent-deployment", "minReplicas", "maxReplicas"),
    "azure-native:cognitiveservices:Deployment": _model,
    "azure-native:devcenter:DevBoxDefinition": _by_use_of("dev-box"),
    "azure-native:operationalinsights:Cluster": _log_cluster,
    "azure-native:storagepool:DiskPool": by_sku("disk-pool"),
    "azure-native:containerregistry:AgentPool": _agent_pool,
    "azure-native:cosmosdb:MongoCluster": _node_groups,
    "azure-native:cosmosdb:Service": _in_properties("cosmosdb-service", "instanceSize", "instanceCount"),
    "azure-native:dashboard:Grafana": by_sku("grafana"),
    "azure-native:databoxedge:Device": by_sku("stack-edge"),
    "azure-native:dbforpostgresql:ServerGroupCluster": _postgres_cluster,
    "azure-native:elasticsan:ElasticSan": _elastic_san,
    "azure-native:eventhub:Cluster": by_sku("event-hubs-cluster"),
    "azure-native:fabric:FabricCapacity": by_sku("fabric"),
    "azure-native:hardwaresecuritymodules:CloudHsmCluster": by_sku("cloud-hsm"),
    "azure-native:hardwaresecuritymodules:DedicatedHsm": by_sku("dedicated-hsm"),
    "azure-native:horizondb:HorizonDbCluster": _vcores,
    "azure-native:iothub:IotHubResource": by_sku("iot-hub"),
    "azure-native:logic:IntegrationServiceEnvironment": by_sku("integration-service-environment"),
    "azure-native:mongocluster:MongoCluster": _compute_tier,
    "azure-native:powerbidedicated:AutoScaleVCore": by_sku("power-bi-autoscale"),
    "azure-native:powerbidedicated:CapacityDetails": by_sku("power-bi"),
    "azure-native:redis:Redis": _redis,
    "azure-native:redisenterprise:RedisEnterprise": by_sku("redis-enterprise"),
    "azure-native:search:Service": _search,
    "azure-native:signalrservice:SignalR": by_sku("signalr"),
    "azure-native:sql:InstancePool": _cores("sql-instance-pool-vcore", "vCores"),
    "azure-native:sql:JobAgent": by_sku("sql-job-agent"),
    "azure-native:storagecache:Cache": by_sku("hpc-cache", counts=("cacheSizeGB",)),
    "azure-native:streamanalytics:Cluster": by_sku("stream-analytics-cluster"),
    "azure-native:synapse:KustoPool": by_sku("data-explorer-pool"),
    "azure-native:webpubsub:WebPubSub": by_sku("web-pubsub"),
}
"""Those that also copy data elsewhere are in `copies`."""
