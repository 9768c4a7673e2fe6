"""Global clusters, global tables, replicated tables and lakes: data that a service keeps in several regions by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.aws.charges import Reader, by_use, charge, hourly
from penstock.resources.aws.type_tokens import RDS_CLUSTER
from penstock.resources.facts import Fact, Free
from penstock.resources.reading.blocks import block_at, each_block, or_default, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import COPIED, RECEIVED, REPLICATED, SENT, Region
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .data_addresses import bucket_of
from .egress import each_way, path, region_in_arn, region_of

_CACHE_GROUP: Final = "aws:elasticache/replicationGroup:ReplicationGroup"
_MEMORY: Final = "aws:memorydb/cluster:Cluster"
_NEPTUNE: Final = "aws:neptune/cluster:Cluster"
_TABLE_BUCKET: Final = "aws:s3tables/tableBucket:TableBucket"
_KAFKA: Final = "aws:msk/cluster:Cluster"


def _members(resource: Resource, context: Context, token: str, name: str) -> list[Resource]:
    """The resources of type `token` whose input `name` means this one."""
    return [
        it
        for it in context.capture.resources
        if it.type == token
        and it.inputs.get(name) is not None
        and resource.urn in context.referred(it, name, it.inputs.get(name), (resource.type,))
    ]


def _region(resource: Resource, context: Context) -> Maybe[str]:
    return or_unknown(context.base(resource)["region"])


def _global_cluster(sku: str, token: str, evidence: str) -> Reader:
    """Every change goes from the primary cluster to those in other regions. The primary is the one that the group was made from, else
    the one with a master user."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield by_use(resource, context, sku)
        members = _members(resource, context, token, "globalClusterIdentifier")
        name = "sourceDbClusterIdentifier"
        first = context.referred(resource, name, resource.inputs.get(name), (token,)) if name in resource.inputs else ()
        primaries = [context.by_urn[urn] for urn in first] or [
            it for it in members if Inputs(it.inputs).given("masterUsername")
        ]
        source = _region(primaries[0], context) if len(primaries) == 1 else UNKNOWN
        others = [it for it in members if it not in primaries]
        if len(primaries) != 1 and len(members) > 1:
            others = members[1:]  # any of them may be the primary: as many ways, each from a region that is not known
        for member in others:
            yield from path(resource, context, _region(member, context), REPLICATED, evidence, source=source)

    return read


def _global_cache(resource: Resource, context: Context) -> Iterable[Fact]:
    """A primary replication group and its secondaries, which get their class from here (ElastiCache user guide, Global datastores)."""
    inputs = Inputs(resource.inputs)
    yield by_use(resource, context, "elasticache-replicated-gib")
    kind = inputs.text("cacheNodeType")
    if kind is not None:
        sku = f"elasticache-{plain(kind)}-hour" if isinstance(kind, str) else "elasticache-hour"
        yield charge(resource, context, sku, UNKNOWN, "the nodes of its members")
    name = "primaryReplicationGroupId"
    first = context.referred(resource, name, resource.inputs.get(name), (_CACHE_GROUP,))
    source = _region(context.by_urn[first[0]], context) if len(first) == 1 else UNKNOWN
    for member in _members(resource, context, _CACHE_GROUP, "globalReplicationGroupId"):
        if member.urn not in first:
            region = _region(member, context)
            yield from path(resource, context, region, REPLICATED, "an ElastiCache global datastore", source=source)


def _memory(resource: Resource, context: Context) -> Iterable[Fact]:
    """Clusters in several regions, each of which takes writes; their class is this one's (MemoryDB developer guide, Multi-Region)."""
    yield by_use(resource, context, "memorydb-replicated-gib")
    kind = Inputs(resource.inputs).text("nodeType")
    sku = f"memorydb-{plain(kind)}-hour" if isinstance(kind, str) else "memorydb-hour"
    yield charge(resource, context, sku, UNKNOWN, "the nodes of its members")
    members = _members(resource, context, _MEMORY, "multiRegionClusterName")
    regions = [_region(it, context) for it in members]
    yield from each_way(resource, context, regions, REPLICATED, "a MemoryDB multi-region cluster")


def _keyspace(resource: Resource, context: Context) -> Iterable[Fact]:
    """Its tables bill as resources of their own; of several regions each keeps every row (Amazon Keyspaces, Multi-Region replication)."""
    yield Free(**context.base(resource))
    block = block_at(Inputs(resource.inputs), "replicationSpecification")
    listed = UNKNOWN if isinstance(block, Unknown) else () if block is None else block.texts("regionLists")
    for region in (UNKNOWN,) if isinstance(listed, Unknown) else listed:
        yield from path(resource, context, region, REPLICATED, "a keyspace of several regions")


def _peers(resource: Resource, context: Context, inputs: Maybe[Inputs] | None) -> Iterable[Fact]:
    """Aurora DSQL commits in each peer, and keeps a log in the witness region (Aurora DSQL user guide, Multi-Region clusters)."""
    if inputs is None:
        return
    arns = UNKNOWN if isinstance(inputs, Unknown) else inputs.texts("clusters")
    regions = [region_in_arn(it) for it in ((UNKNOWN,) if isinstance(arns, Unknown) else arns)]
    for region in dict.fromkeys(regions):
        yield from path(resource, context, region, REPLICATED, "a peer of a DSQL cluster")
    witness = text_at(inputs, "witnessRegion")
    yield from path(resource, context, witness, REPLICATED, "the witness of a DSQL cluster")


def _dsql(resource: Resource, context: Context) -> Iterable[Fact]:
    yield by_use(resource, context, "dsql-dpu-million")
    yield by_use(resource, context, "dsql-gib-month")
    yield from _peers(resource, context, Inputs(resource.inputs).block("multiRegionProperties"))


def _dsql_peering(resource: Resource, context: Context) -> Iterable[Fact]:
    yield Free(**context.base(resource))
    yield from _peers(resource, context, Inputs(resource.inputs))


def _tables(resource: Resource, context: Context) -> Iterable[Fact]:
    """Each destination keeps every table of the rule (Amazon S3 user guide, Replicating S3 tables)."""
    yield by_use(resource, context, "s3-tables-gib-month")
    targets: dict[Region, None] = {}
    for destination in each_block(Inputs(resource.inputs), "rule", "destinations"):
        arn = destination if isinstance(destination, Unknown) else destination.raw("destinationTableBucketArn")
        targets[region_of(resource, context, "rule", arn, (_TABLE_BUCKET,))] = None
    for target in targets:
        yield from path(resource, context, target, REPLICATED, "a replication rule of tables")


def _replicator(resource: Resource, context: Context) -> Iterable[Fact]:
    """MSK Replicator is made in the target cluster's region (MSK developer guide); a source outside of AWS has no ARN."""
    yield by_use(resource, context, "msk-replicator-hour")
    yield by_use(resource, context, "msk-replicator-gib")
    name = "replicationInfoList"
    for info in each_block(Inputs(resource.inputs), name):
        arn = info if isinstance(info, Unknown) else info.raw("sourceKafkaClusterArn")
        if arn is not None:
            source = region_of(resource, context, name, arn, (_KAFKA,))
            own = _region(resource, context)
            yield from path(resource, context, own, REPLICATED, "a Kafka replicator", source=source)


def _neptune(resource: Resource, context: Context) -> Iterable[Fact]:
    yield by_use(resource, context, "neptune-gib-month")
    yield by_use(resource, context, "neptune-io-million")
    source = Inputs(resource.inputs).raw("replicationSourceIdentifier")
    if source is not None:
        start = region_of(resource, context, "replicationSourceIdentifier", source, (_NEPTUNE,))
        yield from path(resource, context, _region(resource, context), REPLICATED, "a replica cluster", source=start)


def _searched(resource: Resource, context: Context) -> Iterable[Fact]:
    """What a search finds in the remote domain comes to the local one (OpenSearch Service developer guide, Cross-cluster search)."""
    yield Free(**context.base(resource))
    inputs = Inputs(resource.inputs)
    local, remote = (or_unknown(text_at(inputs, name, "region")) for name in ("localDomainInfo", "remoteDomainInfo"))
    yield from path(resource, context, local, RECEIVED, "cross-cluster search", source=remote)


def _access_point(resource: Resource, context: Context) -> Iterable[Fact]:
    """A request goes to the bucket that is nearest to it, in whichever region, and is billed for the way (Amazon S3 pricing)."""
    yield by_use(resource, context, "s3-multi-region-routed-gib")
    regions: list[Region] = []
    for block in each_block(Inputs(resource.inputs), "details", "regions"):
        stated = text_at(block, "region")
        name = UNKNOWN if isinstance(block, Unknown) else block.raw("bucket")
        found = bucket_of(resource, context, "details", name) if stated is None else ()
        regions += [_region(context.by_urn[urn], context) for urn in found] or [or_unknown(stated)]
    yield from each_way(resource, context, regions, SENT, "a multi-region access point")


def _lake(resource: Resource, context: Context) -> Iterable[Fact]:
    """Security Lake, in each region of its configuration, and copied to those of its replication."""
    yield by_use(resource, context, "security-lake-gib")
    for block in each_block(Inputs(resource.inputs), "configuration"):
        source = or_unknown(text_at(block, "region"))
        copied = block_at(block, "replicationConfiguration")
        listed = () if copied is None else UNKNOWN if isinstance(copied, Unknown) else copied.texts("regions")
        for target in (UNKNOWN,) if isinstance(listed, Unknown) else listed:
            yield from path(resource, context, target, REPLICATED, "a replicated security lake", source=source)


def _centralized(resource: Resource, context: Context) -> Iterable[Fact]:
    """Logs of the source regions are copied to a destination region, and to a backup region if one is said (CloudWatch Logs user guide,
    Cross-account cross-Region log centralization)."""
    yield by_use(resource, context, "log-centralized-gib")
    rule = Inputs(resource.inputs).block("rule")
    source, target = block_at(rule, "source"), block_at(rule, "destination")
    listed = source.texts("regions") if isinstance(source, Inputs) else UNKNOWN
    kinds = ("destinationLogsConfiguration", "destinationMetricsConfiguration")
    backups = [text_at(target, kind, "backupConfiguration", "region") for kind in kinds]
    for start in (UNKNOWN,) if isinstance(listed, Unknown) else listed:
        for end in dict.fromkeys((or_unknown(text_at(target, "region")), *backups)):
            yield from path(resource, context, end, COPIED, "log centralization", source=start)


def _events(resource: Resource, context: Context) -> Iterable[Fact]:
    """Events go to a bus in a second region too, unless replication is off (EventBridge user guide, Global endpoints)."""
    yield Free(**context.base(resource))
    inputs = Inputs(resource.inputs)
    if text_at(inputs, "replicationConfig", "state") == "DISABLED":
        return
    second = text_at(inputs, "routingConfig", "failoverConfig", "secondary", "route")
    yield from path(resource, context, or_unknown(second), REPLICATED, "a global event endpoint")


def _directory(resource: Resource, context: Context) -> Iterable[Fact]:
    """AWS Managed Microsoft AD in a further region: two domain controllers unless more are asked for, and what changes."""
    inputs = Inputs(resource.inputs)
    count = or_default(inputs.integer("desiredNumberOfDomainControllers"), 2)
    yield hourly(resource, context, "directory-controller-hour", count, "controllers")
    yield from path(resource, context, or_unknown(inputs.text("regionName")), REPLICATED, "a replicated directory")


def _shared(resource: Resource, context: Context) -> Iterable[Fact]:
    """A consumer in another region reads the share over the way (Redshift pricing, Data sharing)."""
    yield Free(**context.base(resource))
    inputs = Inputs(resource.inputs)
    source = region_in_arn(inputs.raw("dataShareArn"))
    yield from path(resource, context, inputs.text("consumerRegion"), SENT, "a data share's consumer", source=source)


def _linked(what: str) -> Reader:
    """A database or table of a catalog, which may be a link to one in another region, that queries then read."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield by_use(resource, context, "glue-catalog-100k-objects-month")
        source = text_at(Inputs(resource.inputs), what, "region")
        if source is not None:
            own = _region(resource, context)
            yield from path(resource, context, own, RECEIVED, "a link to a catalog elsewhere", source=source)

    return read


_DOCDB: Final = "aws:docdb/cluster:Cluster"

GLOBAL_DATA: Final[Mapping[str, Reader]] = {
    _NEPTUNE: _neptune,
    "aws:cloudwatch/eventEndpoint:EventEndpoint": _events,
    "aws:directoryservice/serviceRegion:ServiceRegion": _directory,
    "aws:docdb/globalCluster:GlobalCluster": _global_cluster("docdb-replicated-io-million", _DOCDB, "a global cluster"),
    "aws:dsql/cluster:Cluster": _dsql,
    "aws:dsql/clusterPeering:ClusterPeering": _dsql_peering,
    "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup": _global_cache,
    "aws:glue/catalogDatabase:CatalogDatabase": _linked("targetDatabase"),
    "aws:glue/catalogTable:CatalogTable": _linked("targetTable"),
    "aws:keyspaces/keyspace:Keyspace": _keyspace,
    "aws:memorydb/multiRegionCluster:MultiRegionCluster": _memory,
    "aws:msk/replicator:Replicator": _replicator,
    "aws:neptune/globalCluster:GlobalCluster": _global_cluster(
        "neptune-replicated-io-million", _NEPTUNE, "a Neptune global database"
    ),
    "aws:observabilityadmin/centralizationRuleForOrganization:CentralizationRuleForOrganization": _centralized,
    "aws:opensearch/outboundConnection:OutboundConnection": _searched,
    "aws:rds/globalCluster:GlobalCluster": _global_cluster(
        "aurora-replicated-write-million", RDS_CLUSTER, "Aurora global database"
    ),
    "aws:redshift/dataShareConsumerAssociation:DataShareConsumerAssociation": _shared,
    "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": _access_point,
    "aws:s3tables/tableBucketReplication:TableBucketReplication": _tables,
    "aws:s3tables/tableReplication:TableReplication": _tables,
    "aws:securitylake/dataLake:DataLake": _lake,
}
