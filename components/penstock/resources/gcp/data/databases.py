"""Cloud SQL, Spanner, AlloyDB and other databases and caches: machines, nodes or vCPUs all month, and their copies in other regions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources.facts import Fact, Support
from penstock.resources.gcp.charges import Reader, by_use, charge, product
from penstock.resources.gcp.managed.rented_machines import sized, units
from penstock.resources.gcp.places import base, region_of
from penstock.resources.gcp.transfers.egress import path, place_in, region_meant, to_internet, to_places
from penstock.resources.reading.blocks import (
    block_at,
    each_block,
    flag_at,
    integer_at,
    number_at,
    or_default,
    or_unknown,
    text_at,
)
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.paths import COPIED, REPLICATED
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH

_SQL: Final = "gcp:sql/databaseInstance:DatabaseInstance"
_ALLOY_CLUSTER: Final = "gcp:alloydb/cluster:Cluster"
_BIGTABLE: Final = "gcp:bigtable/instance:Instance"

_SQL_DISK_GIB: Final = Decimal(10)
"""pulumi-gcp, `sql.DatabaseInstance.settings`: a disk of 10 GB of PD_SSD when it says nothing."""

_TIER_CORES: Final = re.compile(
    r"db-(?:custom|n1-[a-z]+|perf-optimized-n|[cne]\d[a-z]?-[a-z]+)-(\d+)(?:-\d+)?", re.IGNORECASE
)
"""vCPUs in the name of a tier."""

_ONE_REGION: Final = "regional-"
"""How the name of a Spanner configuration of one region begins (Spanner, Regional and multi-region configurations)."""


def _sql(resource: Resource, context: Context) -> Iterable[Fact]:
    """The machine of its tier, twice when it is highly available, and its disk likewise; backups, a replica and a restore may
    be in another region than what they are made of."""
    inputs = Inputs(resource.inputs)
    settings = inputs.block("settings")
    yield from _sql_machine(resource, context, settings, inputs.text("databaseVersion"))
    off = flag_at(settings, "backupConfiguration", "enabled") is False
    place = None if off else text_at(settings, "backupConfiguration", "location")
    yield from to_places(resource, context, () if place is None else (place,), COPIED, "backups")
    if flag_at(settings, "ipConfiguration", "ipv4Enabled") not in (None, False):
        yield from to_internet(resource, context, "a database with a public address")
    source, name = inputs.raw("masterInstanceName"), "masterInstanceName"
    own = or_unknown(base(resource, context)["region"])
    if source is not None:
        start = region_meant(resource, context, name, source, (_SQL,))
        yield from path(resource, context, own, REPLICATED, "a read replica", source=start)
    restored = inputs.block("pointInTimeRestoreContext")
    if restored is not None:
        where = text_at(restored, "region")
        start = UNKNOWN if isinstance(restored, Unknown) else place_in(restored.raw("datasource"))
        yield from path(
            resource, context, own if where is None else region_of(where), COPIED, "a restore", source=start
        )


def _sql_machine(
    resource: Resource, context: Context, settings: Maybe[Inputs] | None, version: Maybe[str] | None
) -> Iterable[Fact]:
    block = settings if isinstance(settings, Inputs) else Inputs({})
    tier = UNKNOWN if isinstance(settings, Unknown) else block.text("tier")
    available = block.text("availabilityType")
    copies: Maybe[int] = UNKNOWN if isinstance(available, Unknown) else 2 if available == "REGIONAL" else 1
    if not isinstance(tier, str):
        yield charge(resource, context, "cloud-sql-hour", UNKNOWN, "the tier is not known")
        return
    basis = "730 h x 2, highly available" if copies == 2 else "730 h"
    yield charge(resource, context, f"cloud-sql-{plain(tier)}-hour", product(HOURS_PER_MONTH, copies), basis)
    yield from _old_version(resource, context, version, product(_vcpus(plain(tier)), copies))
    kind, size = block.text("diskType"), block.number("diskSize")
    if isinstance(kind, Unknown):
        yield charge(resource, context, "cloud-sql-gib-month", UNKNOWN, "the disk type is not known")
        return
    sku = f"cloud-sql-{'hdd' if kind == 'PD_HDD' else 'ssd'}-gib-month"
    gib = _SQL_DISK_GIB if size is None else size
    yield charge(resource, context, sku, product(gib, copies), "its disk at first")


def _old_version(
    resource: Resource, context: Context, version: Maybe[str] | None, cores: Maybe[Decimal]
) -> Iterable[Fact]:
    """Extended support of MySQL and PostgreSQL, for each vCPU, of a standby too (Cloud SQL pricing, Extended support)."""
    engine, _, number = plain(version).lower().partition("_") if isinstance(version, str) else ("mysql", "", "")
    if version is None or engine not in ("mysql", "postgres"):
        return
    sku = "cloud-sql-extended-vcpu-hour"
    said = version if isinstance(version, Unknown) else masked_like(version, number.replace("_", "."))
    line = charge(resource, context, sku, product(HOURS_PER_MONTH, cores), "730 h of each vCPU")
    named = UNKNOWN if isinstance(version, Unknown) else f"cloud-sql-{engine}"
    yield replace(line, support=Support(named, said, sku, "cloud-sql-extended-year-3-vcpu-hour"))


def _vcpus(tier: str) -> Maybe[int]:
    """Of `db-custom-4-15360`, `db-n1-standard-2`, `db-perf-optimized-N-8`; a shared core counts as one."""
    if tier in ("db-f1-micro", "db-g1-small"):
        return 1
    match = _TIER_CORES.fullmatch(tier)
    return UNKNOWN if match is None else int(match[1])


def _redis(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    size, tier = inputs.number("memorySizeGb"), inputs.text("tier")
    if isinstance(tier, Unknown) or not isinstance(size, Decimal):
        yield charge(resource, context, "redis-gib-hour", UNKNOWN, "its size is not known")
        return
    word = "standard" if tier == "STANDARD_HA" else "basic"
    yield charge(resource, context, f"redis-{word}-gib-hour", HOURS_PER_MONTH * size, f"730 h x {size} GiB")


def _alloy_cluster(resource: Resource, context: Context) -> Iterable[Fact]:
    """Storage by use, of which a secondary cluster has all of its primary's; backups may be elsewhere."""
    yield by_use(resource, context, "alloydb-gib-month")
    inputs = Inputs(resource.inputs)
    off = flag_at(inputs, "automatedBackupPolicy", "enabled") is False
    place = None if off else text_at(inputs, "automatedBackupPolicy", "location")
    yield from to_places(resource, context, () if place is None else (place,), COPIED, "backups")
    secondary = inputs.block("secondaryConfig")
    if secondary is not None:
        name = "secondaryConfig"
        primary = UNKNOWN if isinstance(secondary, Unknown) else secondary.raw("primaryClusterName")
        source = region_meant(resource, context, name, primary, (_ALLOY_CLUSTER,))
        own = or_unknown(base(resource, context)["region"])
        yield from path(resource, context, own, REPLICATED, "a secondary cluster", source=source)


def _alloy_instance(resource: Resource, context: Context) -> Iterable[Fact]:
    """A primary or secondary has a standby unless it is zonal; a read pool has as many nodes as it says. A machine that is
    named by its CPUs alone is an N2 of high memory (AlloyDB, Choose an instance's machine type)."""
    inputs = Inputs(resource.inputs)
    config = inputs.block("machineConfig")
    kind, where = text_at(config, "machineType"), "machineConfig.machineType"
    cpus = integer_at(config, "cpuCount")
    if kind is None and cpus is not None:
        where = "machineConfig.cpuCount"
        kind = cpus if isinstance(cpus, Unknown) else f"n2-highmem-{int(cpus)}"
    role, available = inputs.text("instanceType"), inputs.text("availabilityType")
    if isinstance(role, Unknown) or isinstance(available, Unknown):
        count: Maybe[int] = UNKNOWN
    elif role == "READ_POOL":
        count = or_default(integer_at(inputs, "readPoolConfig", "nodeCount"), 1)
    else:
        count = 1 if available == "ZONAL" else 2
    public = or_default(flag_at(inputs, "networkConfig", "enablePublicIp"), False)
    yield from sized(resource, context, "alloydb", UNKNOWN if kind is None else kind, where, count=count)
    outbound = flag_at(inputs, "networkConfig", "enableOutboundPublicIp")
    if public is not False or outbound not in (None, False):
        yield from to_internet(resource, context, "a database with a public address")


def _migrated(resource: Resource, context: Context) -> Iterable[Fact]:
    """A profile of Database Migration Service may make the database that it stands for."""
    inputs = Inputs(resource.inputs)
    cpus = integer_at(inputs, "alloydb", "settings", "primaryInstanceSettings", "machineConfig", "cpuCount")
    if cpus is not None:
        kind = cpus if isinstance(cpus, Unknown) else f"n2-highmem-{int(cpus)}"
        where = "alloydb.settings.primaryInstanceSettings.machineConfig.cpuCount"
        yield from sized(resource, context, "alloydb", kind, where)
    settings = block_at(inputs, "cloudsql", "settings")
    if settings is not None:
        yield from _sql_machine(resource, context, settings, text_at(settings, "databaseVersion"))
        if flag_at(settings, "ipConfig", "enableIpv4") not in (None, False):
            yield from to_internet(resource, context, "a database with a public address")


def _bigtable(resource: Resource, context: Context) -> Iterable[Fact]:
    """Nodes of each cluster, of which an instance without any says nothing, and a production one has 1 at least; clusters in
    several regions replicate everything to each other. A development instance has one node."""
    inputs = Inputs(resource.inputs)
    kind = inputs.text("instanceType")
    zones: list[Maybe[str]] = []
    for cluster in each_block(inputs, "clusters"):
        block = cluster if isinstance(cluster, Inputs) else Inputs({})
        most = integer_at(block, "autoscalingConfig", "maxNodes")
        count = block.integer("numNodes") if most is None else most
        nodes = UNKNOWN if isinstance(cluster, Unknown) or isinstance(kind, Unknown) else or_default(count, 1)
        yield units(resource, context, "bigtable-node-hour", 1 if kind == "DEVELOPMENT" else nodes, what="nodes")
        zone = block.text("zone")
        own = or_unknown(base(resource, context)["region"])
        zones.append(UNKNOWN if isinstance(cluster, Unknown) else own if zone is None else zone)
    others: Maybe[list[Maybe[str]]] = UNKNOWN if isinstance(inputs.blocks("clusters"), Unknown) else zones[1:]
    first = region_of(zones[0]) if zones else None
    yield from to_places(resource, context, others, REPLICATED, "replication to a cluster", source=first)


def _bigtable_table(resource: Resource, context: Context) -> Iterable[Fact]:
    """Automated backups may be copied to locations that the policy names (pulumi-gcp, `bigtable.Table`)."""
    yield by_use(resource, context, "bigtable-gib-month")
    policy = block_at(Inputs(resource.inputs), "automatedBackupPolicy")
    places = () if policy is None else UNKNOWN if isinstance(policy, Unknown) else policy.texts("locations")
    yield from to_places(resource, context, places, COPIED, "automated backups")


def _spanner(resource: Resource, context: Context) -> Iterable[Fact]:
    """Nodes, or thousandths of one; a configuration of several regions has a price of its own, and keeps every row in each of them. A free one costs nothing."""
    inputs = Inputs(resource.inputs)
    kind = inputs.text("instanceType")
    config = inputs.text("config")
    limits = block_at(inputs, "autoscalingConfig", "autoscalingLimits")
    nodes = _first(integer_at(limits, "maxNodes"), inputs.integer("numNodes"), inputs.integer("nodeCount"))
    thousandths = _first(integer_at(limits, "maxProcessingUnits"), inputs.integer("processingUnits"))
    if isinstance(kind, Unknown):
        amount: Maybe[Decimal] = UNKNOWN
    elif kind == "FREE_INSTANCE":
        amount = Decimal(0)
    elif thousandths is not None:
        amount = product(thousandths, Decimal("0.001"))
    else:
        amount = product(or_default(nodes, 1))
    one = config is None or isinstance(config, Unknown) or plain(config).rpartition("/")[2].startswith(_ONE_REGION)
    sku = "spanner-node-hour" if one else "spanner-multi-region-node-hour"
    amount = UNKNOWN if isinstance(config, Unknown) else amount
    yield units(resource, context, sku, amount, what="nodes")
    for option in each_block(inputs, "autoscalingConfig", "asymmetricAutoscalingOptions"):
        place = text_at(option, "replicaSelection", "location")
        if place is not None:
            yield by_use(resource, context, "spanner-replica-node-hour")
    yield from _configured(resource, context, config)


def _configured(resource: Resource, context: Context, config: Maybe[str] | None) -> Iterable[Fact]:
    """The replication that a configuration's name says: `nam3`, `eur6`, `dual-region-germany1`, or one of the program's own."""
    if isinstance(config, str):
        name = plain(config).rpartition("/")[2]
        if name.startswith(_ONE_REGION):
            return
        if name.startswith("custom-"):
            yield from path(resource, context, UNKNOWN, REPLICATED, f"the configuration {name}")
            return
        yield from path(resource, context, name, REPLICATED, "a configuration of several regions")
    elif isinstance(config, Unknown):
        own = context.sources(resource, "config", (_SPANNER_CONFIG,))
        if not own:
            yield from path(resource, context, UNKNOWN, REPLICATED, "its configuration is not known")


_SPANNER_CONFIG: Final = "gcp:spanner/instanceConfig:InstanceConfig"


def _spanner_config(resource: Resource, context: Context) -> Iterable[Fact]:
    """A configuration of the program's own: each replica keeps every row of every instance that uses it."""
    replicas = each_block(Inputs(resource.inputs), "replicas")
    places = [UNKNOWN if isinstance(it, Unknown) else or_unknown(it.text("location")) for it in replicas]
    first = region_of(places[0]) if places else None
    yield from to_places(resource, context, places, REPLICATED, "replicas of a configuration", source=first)


def _memcache(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    nodes = or_unknown(inputs.integer("nodeCount"))
    cpus, mib = integer_at(inputs, "nodeConfig", "cpuCount"), number_at(inputs, "nodeConfig", "memorySizeMb")
    yield units(resource, context, "memcached-vcpu-hour", nodes, cpus, what="vCPUs")
    gib = mib if mib is None or isinstance(mib, Unknown) else mib / 1024
    yield units(resource, context, "memcached-gib-hour", nodes, gib, what="GiB")


def _shards(sku: str, replication: str, peer: str) -> Reader:
    """Shards times (a primary and its replicas), of a node type that is HIGHMEM_MEDIUM unless said (Memorystore, Cluster and
    node specification). `replication`: the input that makes it the copy of one elsewhere; `peer`: what it calls one."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        kind = or_default(inputs.text("nodeType"), "HIGHMEM_MEDIUM")
        replicas = or_default(inputs.integer("replicaCount"), 0)
        shards = or_default(inputs.integer("shardCount"), 1)
        count = UNKNOWN if isinstance(replicas, Unknown) else replicas + 1
        if isinstance(kind, Unknown):
            yield charge(resource, context, f"{sku}-hour", UNKNOWN, "its node type is not known")
        else:
            word = plain(kind).lower().removeprefix("redis_").replace("_", "-")
            yield units(resource, context, f"{sku}-{word}-hour", shards, count, what="nodes")
        yield from _replicated(resource, context, inputs.block(replication), replication, peer)

    return read


def _replicated(
    resource: Resource, context: Context, block: Maybe[Inputs] | None, name: str, peer: str
) -> Iterable[Fact]:
    """From the primary to this one, and from this one to the secondaries that it names, whichever it says."""
    if block is None:
        return
    own = or_unknown(base(resource, context)["region"])
    types = (resource.type,)
    primary = block if isinstance(block, Unknown) else block.block(f"primary{peer}")
    if primary is not None:
        value = UNKNOWN if isinstance(primary, Unknown) else primary.raw(peer.lower())
        source = region_meant(resource, context, name, value, types)
        yield from path(resource, context, own, REPLICATED, "a copy of a cache elsewhere", source=source)
    for secondary in () if isinstance(block, Unknown) else each_block(block, f"secondary{peer}s"):
        value = UNKNOWN if isinstance(secondary, Unknown) else secondary.raw(peer.lower())
        target = region_meant(resource, context, name, value, types)
        yield from path(resource, context, target, REPLICATED, "a copy of a cache elsewhere")


def _kafka(sku: str) -> Reader:
    """vCPUs that the program asks for, all month; Connect likewise."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        yield units(resource, context, sku, integer_at(inputs, "capacityConfig", "vcpuCount"), what="vCPUs")
        if block_at(inputs, "gcpConfig", "accessConfig", "publicClusterConfig") is not None:
            yield from to_internet(resource, context, "a cluster with public addresses")

    return read


def _first(*figures: Maybe[int] | None) -> Maybe[int] | None:
    return next((it for it in figures if it is not None), None)


DATABASES: Final[Mapping[str, Reader]] = {
    _ALLOY_CLUSTER: _alloy_cluster,
    "gcp:alloydb/instance:Instance": _alloy_instance,
    _BIGTABLE: _bigtable,
    "gcp:bigtable/table:Table": _bigtable_table,
    "gcp:databasemigrationservice/connectionProfile:ConnectionProfile": _migrated,
    "gcp:managedkafka/cluster:Cluster": _kafka("kafka-vcpu-hour"),
    "gcp:managedkafka/connectCluster:ConnectCluster": _kafka("kafka-connect-vcpu-hour"),
    "gcp:memcache/instance:Instance": _memcache,
    "gcp:memorystore/instance:Instance": _shards("memorystore", "crossInstanceReplicationConfig", "Instance"),
    "gcp:redis/cluster:Cluster": _shards("redis-cluster", "crossClusterReplicationConfig", "Cluster"),
    "gcp:redis/instance:Instance": _redis,
    "gcp:spanner/instance:Instance": _spanner,
    _SPANNER_CONFIG: _spanner_config,
    "gcp:spanner/instancePartition:InstancePartition": _spanner,
    _SQL: _sql,
}
