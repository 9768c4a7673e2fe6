"""Databases, caches and search on AWS: nodes of a class by the hour, disks by the GiB, the rest by use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources.aws.charges import Reader, by_use, charge, each_by_use, hourly, maybe_by_use, product
from penstock.resources.aws.transfers.egress import path, region_of, to_internet
from penstock.resources.aws.type_tokens import RDS_CLUSTER, RDS_INSTANCE
from penstock.resources.facts import Charge, Fact, Free
from penstock.resources.reading.blocks import (
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
from penstock.resources.reading.paths import REPLICATED
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.resources.reading.versions import version_of
from penstock.terms import HOURS_PER_MONTH

from . import engine_versions as versions
from .ebs_snapshots import kept_by_use
from .table_scaling import may_grow_by, sums


def classed(
    resource: Resource, context: Context, prefix: str, kind: Maybe[str] | None, count: Maybe[Decimal] | Maybe[int]
) -> Charge:
    """`count` nodes of a class that the price goes by, all month: `rds-mysql-db.r5.large-hour`."""
    if kind is None or isinstance(kind, Unknown):
        return charge(resource, context, f"{prefix}-hour", UNKNOWN, "its class is not known")
    return hourly(resource, context, f"{prefix}-{plain(kind)}-hour", count, "nodes")


def public(resource: Resource, context: Context, inputs: Inputs, name: str, count: Maybe[int]) -> Iterable[Fact]:
    """The public addresses of `count` nodes, where the flag `name` gives them one each."""
    given = inputs.flag(name)
    if given is not None and given is not False:
        addresses = UNKNOWN if isinstance(given, Unknown) else count
        yield hourly(resource, context, "public-ipv4-hour", addresses, "addresses")
        yield from to_internet(resource, context, "nodes with public addresses")


def _rds_instance(resource: Resource, context: Context) -> Iterable[Fact]:
    """A standby in another zone bills as much again, disk and all. A replica has its engine and disk from its source."""
    inputs = Inputs(resource.inputs)
    source = inputs.raw("replicateSourceDb")
    engine, several = inputs.text("engine"), inputs.flag("multiAz")
    copies: Maybe[int] = UNKNOWN if isinstance(several, Unknown) else 2 if several else 1
    prefix = f"rds-{plain(engine)}" if isinstance(engine, str) else "rds"
    count = UNKNOWN if engine is None or isinstance(engine, Unknown) else copies
    yield classed(resource, context, prefix, inputs.text("instanceClass"), count)
    yield from versions.database(resource, context, inputs, version_of(resource, "engineVersion"), copies)
    kind = inputs.text("storageType")
    gib = product(or_unknown(inputs.number("allocatedStorage")), copies)
    iops = inputs.number("iops")
    if (
        kind is None
    ):  # CreateDBInstance, `StorageType`: "Default: io1, if the Iops parameter is specified. Otherwise, gp3"
        kind = UNKNOWN if isinstance(iops, Unknown) or source is not None else "gp2" if iops is None else "io1"
    if isinstance(kind, Unknown):
        yield charge(resource, context, "rds-gib-month", UNKNOWN, "its storage type is not known")
    else:
        yield charge(resource, context, f"rds-{plain(kind)}-gib-month", gib, "its size")
        if iops is not None:
            yield charge(resource, context, f"rds-{plain(kind)}-iops-month", product(iops, copies), "its IOPS")
    yield from public(resource, context, inputs, "publiclyAccessible", copies)
    if inputs.integer("backupRetentionPeriod") not in (None, 0):
        yield by_use(resource, context, "rds-backup-gib-month")
    if source is not None:
        start = region_of(resource, context, "replicateSourceDb", source, (RDS_INSTANCE,))
        own = or_unknown(context.base(resource)["region"])
        if isinstance(source, str) and not plain(source).startswith("arn:"):
            return  # named by its identifier, a source is in the same region (CreateDBInstanceReadReplica)
        yield from path(resource, context, own, REPLICATED, "a read replica", source=start)


def _rds_cluster(resource: Resource, context: Context) -> Iterable[Fact]:
    """Aurora bills storage and requests by use; its instances are resources of their own. A cluster that names a class has
    three of it, and a disk."""
    inputs = Inputs(resource.inputs)
    kind = inputs.text("dbClusterInstanceClass")
    if kind is not None:
        engine = inputs.text("engine")
        prefix = f"rds-cluster-{plain(engine)}" if isinstance(engine, str) else "rds-cluster"
        yield classed(resource, context, prefix, kind, 3)
        yield from versions.database(resource, context, inputs, version_of(resource, "engineVersion"), 3)
        yield charge(
            resource, context, "rds-cluster-gib-month", or_unknown(inputs.number("allocatedStorage")), "its size"
        )
        yield from public(resource, context, inputs, "publiclyAccessible", 3)
        if inputs.given("iops"):
            yield charge(resource, context, "rds-cluster-iops-month", or_unknown(inputs.number("iops")), "its IOPS")
    else:
        kind = inputs.text("storageType")
        optimized = UNKNOWN if isinstance(kind, Unknown) else kind == "aurora-iopt1"
        sku = "aurora-optimized-gib-month" if optimized is True else "aurora-gib-month"
        why = "its storage type is not known"
        yield from maybe_by_use(resource, context, sku, UNKNOWN if isinstance(optimized, Unknown) else True, why)
        if optimized is not True:
            yield from maybe_by_use(resource, context, "aurora-io-million", optimized is False or UNKNOWN, why)
    if inputs.text("engineMode") == "serverless" or inputs.given("serverlessv2ScalingConfiguration"):
        yield by_use(resource, context, "aurora-acu-hour")
    source = inputs.raw("replicationSourceIdentifier")
    if source is not None:
        named = inputs.text("sourceRegion")
        start = (
            region_of(resource, context, "replicationSourceIdentifier", source, (RDS_CLUSTER,))
            if named is None
            else named
        )
        own = or_unknown(context.base(resource)["region"])
        yield from path(resource, context, own, REPLICATED, "a replica cluster", source=start)


def _limits(resource: Resource, context: Context, inputs: Inputs) -> Maybe[Inputs] | None:
    """What the cluster of an instance may grow between; None of one that is not in the program."""
    name = "clusterIdentifier"
    found = context.referred(resource, name, inputs.raw(name), (RDS_CLUSTER,))
    return Inputs(context.by_urn[found[0]].inputs).block("serverlessv2ScalingConfiguration") if found else None


def _version(resource: Resource, context: Context, inputs: Inputs) -> Maybe[str] | None:
    """Of an instance that says none, its cluster's."""
    name, said = "clusterIdentifier", version_of(resource, "engineVersion")
    found = context.referred(resource, name, inputs.raw(name), (RDS_CLUSTER,)) if said is None else ()
    return version_of(context.by_urn[found[0]], "engineVersion") if found else said


def _capacity_units(resource: Resource, context: Context, prefix: str, limits: Maybe[Inputs] | None) -> Charge:
    """Capacity that an instance without a class keeps at least, and grows to (Aurora user guide, Using Aurora Serverless v2). Of one that
    may pause, and of the first version, all of it is by use."""
    least, most = number_at(limits, "minCapacity"), number_at(limits, "maxCapacity")
    line = by_use(resource, context, f"{prefix}-acu-hour")
    if not isinstance(least, Decimal) or not isinstance(most, Decimal):
        return line
    kept, top = product(HOURS_PER_MONTH, least), product(HOURS_PER_MONTH, most)
    return replace(line, quantity=kept, most=top, basis=f"730 h of its least, {least} units; at most {most}")


def _shards(resource: Resource, context: Context) -> Iterable[Fact]:
    """Aurora Limitless: capacity of all shards by use, up to `maxAcu` (Aurora user guide, Limitless Database)."""
    inputs = Inputs(resource.inputs)
    most = inputs.number("maxAcu")
    yield charge(
        resource, context, "aurora-acu-hour", None, "by use" if most is None else f"by use, at most {most} units"
    )
    yield from public(resource, context, inputs, "publiclyAccessible", 1)


def _cluster_instance(prefix: str) -> Reader:
    """An instance of a cluster; a serverless one bills by the capacity that it uses."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        kind = inputs.text("instanceClass")
        if kind == "db.serverless":
            units = _capacity_units(resource, context, prefix, _limits(resource, context, inputs))
            yield units
            yield from versions.serverless(units, inputs, _version(resource, context, inputs))
        else:
            yield classed(resource, context, prefix, kind, 1)
            yield from versions.database(resource, context, inputs, _version(resource, context, inputs), 1)
        yield from public(resource, context, inputs, "publiclyAccessible", 1)

    return read


def counted(prefix: str, kind: str, count: str, default: int) -> Reader:
    """Nodes of one class: `kind` and `count` are the inputs that say which and how many."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        yield classed(resource, context, prefix, inputs.text(kind), or_default(inputs.integer(count), default))

    return read


def _warehouse(resource: Resource, context: Context) -> Iterable[Fact]:
    """Its leader has the public address, if it has one (Redshift management guide, Managing clusters in a VPC)."""
    yield from counted("redshift", "nodeType", "numberOfNodes", 1)(resource, context)
    yield from public(resource, context, Inputs(resource.inputs), "publiclyAccessible", 1)


def _workgroup(resource: Resource, context: Context) -> Iterable[Fact]:
    yield by_use(resource, context, "redshift-rpu-hour")
    yield by_use(resource, context, "redshift-gib-month")
    yield from public(resource, context, Inputs(resource.inputs), "publiclyAccessible", 1)


def _cache_group(resource: Resource, context: Context) -> Iterable[Fact]:
    """Shards times (a primary and its replicas), or so many nodes. One of a global group may have its class from there."""
    inputs = Inputs(resource.inputs)
    nodes = inputs.integer("numCacheClusters")
    if nodes is None:
        shards = or_default(inputs.integer("numNodeGroups"), 1)
        replicas = or_default(inputs.integer("replicasPerNodeGroup"), 0)
        count = product(shards, UNKNOWN if isinstance(replicas, Unknown) else replicas + 1)
        count = UNKNOWN if inputs.given("nodeGroupConfigurations") else count
    else:
        count = nodes
    yield classed(resource, context, "elasticache", inputs.text("nodeType"), count)
    yield from versions.cache(resource, context, inputs, or_default(inputs.text("engine"), "redis"), count)


def _cache(resource: Resource, context: Context) -> Iterable[Fact]:
    """A member of a replication group is a replica of that group's class."""
    inputs = Inputs(resource.inputs)
    count = or_default(inputs.integer("numCacheNodes"), 1)
    yield classed(resource, context, "elasticache", inputs.text("nodeType"), count)
    if not inputs.given("replicationGroupId"):
        yield from versions.cache(resource, context, inputs, inputs.text("engine"), count)


def _memory(resource: Resource, context: Context) -> Iterable[Fact]:
    """MemoryDB: shards (1 unless said) times a primary and its replicas (1 unless said)."""
    inputs = Inputs(resource.inputs)
    shards = or_default(inputs.integer("numShards"), 1)
    replicas = or_default(inputs.integer("numReplicasPerShard"), 1)
    count = product(shards, UNKNOWN if isinstance(replicas, Unknown) else replicas + 1)
    yield classed(resource, context, "memorydb", inputs.text("nodeType"), count)
    yield by_use(resource, context, "memorydb-written-gib")


def _search(resource: Resource, context: Context) -> Iterable[Fact]:
    """Data nodes, dedicated masters and warm nodes; each data node has a disk. A domain that says nothing has one node, and one of
    `aws.elasticsearch` version 1.5 (pulumi-aws, `elasticsearchVersion`)."""
    inputs = Inputs(resource.inputs)
    config = inputs.block("clusterConfig")
    count: Maybe[int] = or_default(integer_at(config, "instanceCount"), 1)
    kind = text_at(config, "instanceType")
    kind = "m4.large.search" if kind is None else kind
    bought: list[tuple[Maybe[str] | None, Maybe[int]]] = [(kind, count)]
    for role, enabled in (("dedicatedMaster", "dedicatedMasterEnabled"), ("warm", "warmEnabled")):
        flag = flag_at(config, enabled)
        if flag is not None and flag is not False:
            nodes = or_unknown(integer_at(config, f"{role}Count")) if flag is True else UNKNOWN
            bought.append((text_at(config, f"{role}Type"), nodes))
    for option in each_block(config, "nodeOptions"):
        nodes = or_unknown(integer_at(option, "nodeConfig", "count"))
        enabled = flag_at(option, "nodeConfig", "enabled")
        if enabled is not False:
            kind = text_at(option, "nodeConfig", "type")
            bought.append((kind, UNKNOWN if isinstance(enabled, Unknown) else nodes))
    yield from (classed(resource, context, "opensearch", name, nodes) for name, nodes in bought)
    version = version_of(resource, "engineVersion")
    if resource.type.startswith("aws:elasticsearch/"):
        named = or_default(inputs.text("elasticsearchVersion"), "1.5")
        version = named if isinstance(named, Unknown) else masked_like(named, f"Elasticsearch_{plain(named)}")
    yield from versions.search(resource, context, version, bought)
    disks = inputs.block("ebsOptions")
    if flag_at(disks, "ebsEnabled") is False or disks is None:
        return
    kind = text_at(disks, "volumeType")
    if isinstance(kind, Unknown):
        yield charge(resource, context, "opensearch-gib-month", UNKNOWN, "the volume type is not known")
        return
    gib = product(or_unknown(number_at(disks, "volumeSize")), count)
    yield charge(resource, context, f"opensearch-{'gp2' if kind is None else plain(kind)}-gib-month", gib, "its size")


def _table(resource: Resource, context: Context) -> Iterable[Fact]:
    """Provisioned unless said; then capacity units of the table and its indexes by the hour. Each replica bills as much."""
    inputs = Inputs(resource.inputs)
    mode, kind = inputs.text("billingMode"), inputs.text("tableClass")
    suffix = "-ia" if kind == "STANDARD_INFREQUENT_ACCESS" else ""
    yield by_use(resource, context, f"dynamodb{suffix}-gib-month")
    if mode in (None, "PROVISIONED"):
        indexes = each_block(inputs, "globalSecondaryIndexes")
        for name, unit in (("readCapacity", "rcu"), ("writeCapacity", "wcu")):
            units: Maybe[Decimal] = Decimal(0)
            for block in (inputs, *indexes):
                more = UNKNOWN if isinstance(block, Unknown) else block.number(name)
                more = Decimal(0) if more is None else more
                units = UNKNOWN if isinstance(units, Unknown) or isinstance(more, Unknown) else units + more
            hours = product(units, HOURS_PER_MONTH)
            line = charge(resource, context, f"dynamodb{suffix}-{unit}-hour", hours, "its capacity")
            more = may_grow_by(resource, context, inputs, name)
            yield line if more == 0 else replace(line, most=product(HOURS_PER_MONTH, sums(units, more)))
    else:
        yield by_use(resource, context, f"dynamodb{suffix}-read-million")
        yield by_use(resource, context, f"dynamodb{suffix}-write-million")
    yield from _replicas(resource, context, inputs)
    if flag_at(inputs, "pointInTimeRecovery", "enabled") not in (None, False):
        yield by_use(resource, context, "dynamodb-recovery-gib-month")


def _replicas(resource: Resource, context: Context, inputs: Inputs) -> Iterable[Fact]:
    replicas = each_block(inputs, "replicas")
    some = UNKNOWN if replicas == (UNKNOWN,) else bool(replicas)
    sku, why = "dynamodb-replicated-write-million", "its replicas are not known"
    yield from maybe_by_use(resource, context, sku, some, why)
    for replica in replicas:
        region = or_unknown(text_at(replica, "regionName"))
        yield from path(resource, context, region, REPLICATED, "a global table's replica")
    witness = text_at(inputs, "globalTableWitness", "regionName")
    yield from path(resource, context, witness, REPLICATED, "a global table's witness")


def _global_table(resource: Resource, context: Context) -> Iterable[Fact]:
    yield Free(**context.base(resource))
    yield from _replicas(resource, context, Inputs(resource.inputs))


def _table_replica(resource: Resource, context: Context) -> Iterable[Fact]:
    """It lives where the copy is."""
    yield by_use(resource, context, "dynamodb-gib-month")
    yield by_use(resource, context, "dynamodb-replicated-write-million")
    name = "globalTableArn"
    start = region_of(resource, context, name, resource.inputs.get(name), ("aws:dynamodb/table:Table",))
    own = or_unknown(context.base(resource)["region"])
    yield from path(resource, context, own, REPLICATED, "a global table's replica", source=start)


def _proxy(resource: Resource, context: Context) -> Iterable[Fact]:
    """By the vCPUs of the databases behind it."""
    yield by_use(resource, context, "rds-proxy-vcpu-hour")


_BACKUP: Final = kept_by_use("rds-backup-gib-month", "a database's snapshot")

DATABASES: Final[Mapping[str, Reader]] = {
    RDS_CLUSTER: _rds_cluster,
    RDS_INSTANCE: _rds_instance,
    "aws:docdb/cluster:Cluster": each_by_use("docdb-gib-month", "docdb-io-million"),
    "aws:docdb/clusterInstance:ClusterInstance": _cluster_instance("docdb"),
    "aws:docdb/clusterSnapshot:ClusterSnapshot": kept_by_use("docdb-backup-gib-month", "a database's snapshot"),
    "aws:docdb/elasticCluster:ElasticCluster": each_by_use("docdb-elastic-vcpu-hour", "docdb-elastic-gib-month"),
    "aws:dynamodb/globalTable:GlobalTable": _global_table,
    "aws:dynamodb/table:Table": _table,
    "aws:dynamodb/tableReplica:TableReplica": _table_replica,
    "aws:elasticache/cluster:Cluster": _cache,
    "aws:elasticsearch/domain:Domain": _search,
    "aws:elasticache/replicationGroup:ReplicationGroup": _cache_group,
    "aws:elasticache/serverlessCache:ServerlessCache": each_by_use("elasticache-gib-hour", "elasticache-ecpu-million"),
    "aws:memorydb/cluster:Cluster": _memory,
    "aws:memorydb/snapshot:Snapshot": kept_by_use("memorydb-snapshot-gib-month", "a database's snapshot"),
    "aws:neptune/clusterInstance:ClusterInstance": _cluster_instance("neptune"),
    "aws:neptune/clusterSnapshot:ClusterSnapshot": kept_by_use("neptune-backup-gib-month", "a database's snapshot"),
    "aws:opensearch/domain:Domain": _search,
    "aws:opensearch/serverlessCollection:ServerlessCollection": each_by_use("opensearch-ocu-hour"),
    "aws:rds/clusterInstance:ClusterInstance": _cluster_instance("aurora"),
    "aws:rds/clusterSnapshot:ClusterSnapshot": _BACKUP,
    "aws:rds/proxy:Proxy": _proxy,
    "aws:rds/shardGroup:ShardGroup": _shards,
    "aws:rds/snapshot:Snapshot": _BACKUP,
    "aws:redshift/cluster:Cluster": _warehouse,
    "aws:redshift/clusterSnapshot:ClusterSnapshot": each_by_use("redshift-snapshot-gib-month"),
    "aws:redshiftserverless/snapshot:Snapshot": each_by_use("redshift-snapshot-gib-month"),
    "aws:redshiftserverless/workgroup:Workgroup": _workgroup,
}
