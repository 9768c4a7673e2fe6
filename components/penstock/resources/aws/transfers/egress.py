"""Paths of bytes that resources move by themselves: copies to other regions, between zones, to the internet.

A path whose two ends are known to be one region costs nothing and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from penstock.resources.aws.charges import Reader, by_use
from penstock.resources.aws.type_tokens import SUBNET, VAULT
from penstock.resources.facts import Base, Fact, Free, Path, Snapshots
from penstock.resources.facts.data import kept
from penstock.resources.reading.blocks import block_at, each_block, integer_at, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import COPIED, CROSS_ZONE, RECEIVED, REPLICATED, SENT, ZONE, Paths, Region
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .data_addresses import bucket_of


def _base(resource: Resource, context: Context) -> Base:
    return context.base(resource)


_PATHS: Final = Paths(_base)
path, to_internet = _PATHS.path, _PATHS.to_internet


def region_in_arn(value: Value) -> Region:
    """The region that an ARN names; `UNKNOWN` when it is no ARN, or names none."""
    parts = plain(value).split(":") if isinstance(value, str) else []
    return parts[3] if len(parts) > 5 and parts[0] == "arn" and parts[3] else UNKNOWN


def region_of(resource: Resource, context: Context, name: str, value: Value, types: Sequence[str]) -> Region:
    """Where the resource of `types` is that `value`, at the input `name`, means: its own region, else the ARN's."""
    found = {context.base(context.by_urn[urn])["region"] for urn in context.referred(resource, name, value, types)}
    return or_unknown(found.pop()) if len(found) == 1 else region_in_arn(value)


def cross_zone(resource: Resource, context: Context, several: Maybe[bool]) -> Iterable[Path]:
    """What machines of several zones say to each other; those of one zone have no such path."""
    if several is not False:
        evidence = "its zones are not known" if isinstance(several, Unknown) else "its machines are in several zones"
        yield from path(resource, context, ZONE, CROSS_ZONE, evidence)


def several_zones(
    resource: Resource, context: Context, inputs: Inputs, name: str, *, subnets: str, zones: str = ""
) -> Maybe[bool]:
    """Whether machines may be in more than one zone, by the list `subnets` and the list `zones` of the inputs.

    `name`: the resource's own input that holds the list `subnets`, when it is a block of it.
    """
    named = inputs.texts(zones) if zones else ()
    return _several(named, context, inputs.texts(subnets), context.sources(resource, name, (SUBNET,)))


def _several(
    zones: Maybe[Sequence[Maybe[str]]],
    context: Context,
    subnets: Maybe[Sequence[Maybe[str]]],
    sources: Sequence[str],
) -> Maybe[bool]:
    if isinstance(zones, Unknown) or isinstance(subnets, Unknown):
        return UNKNOWN
    if len(zones) > 1 or len(subnets) <= 1:
        return len(zones) > 1
    found = [context.named(text, (SUBNET,)) for text in subnets if isinstance(text, str)]
    urns = {urn for urn in found if urn is not None} | (set(sources) if UNKNOWN in subnets else set[str]())
    if None in found or len(urns) < len(subnets):
        return UNKNOWN
    placed = {_zone(context.by_urn[urn], context) for urn in urns}
    if UNKNOWN in placed:
        return UNKNOWN
    return len(placed) > 1


def _zone(subnet: Resource, context: Context) -> Maybe[str]:
    """The zone of a subnet. Those of a network of Penstock's have one each, whatever their names turn out to be."""
    zone = or_unknown(Inputs(subnet.inputs).text("availabilityZone"))
    holder = context.holder(subnet)
    ours = holder is not None and holder.type == "penstock:aws:Network"
    return subnet.urn if ours and isinstance(zone, Unknown) else zone


def replicated_buckets(
    resource: Resource, context: Context, rules: Iterable[Maybe[Inputs]], name: str
) -> Iterable[Path]:
    """What a bucket's replication rules send elsewhere, once for each region. `name`: the input that holds them."""
    targets: dict[Region, None] = {}
    for rule in rules:
        if isinstance(rule, Inputs) and rule.text("status") == "Disabled":
            continue
        address = text_at(rule, "destination", "bucket")
        address = plain(address).rpartition(":::")[2] if isinstance(address, str) else UNKNOWN
        found = bucket_of(resource, context, name, address)
        targets.update((or_unknown(context.base(context.by_urn[urn])["region"]), None) for urn in found)
        if not found:
            targets[UNKNOWN] = None
    for target in targets:
        yield from path(resource, context, target, REPLICATED, "a replication rule")


def _bucket_replication(resource: Resource, context: Context) -> Iterable[Fact]:
    yield Free(**context.base(resource))
    yield from replicated_buckets(resource, context, each_block(Inputs(resource.inputs), "rules"), "rules")


def _registry_replication(resource: Resource, context: Context) -> Iterable[Fact]:
    """What ECR stores in another region bills there as storage too."""
    yield by_use(resource, context, "ecr-gib-month")
    for rule in each_block(Inputs(resource.inputs), "replicationConfiguration", "rules"):
        for destination in (UNKNOWN,) if isinstance(rule, Unknown) else each_block(rule, "destinations"):
            region = or_unknown(text_at(destination, "region"))
            yield from path(resource, context, region, REPLICATED, "a replication rule")


def _file_system_replication(resource: Resource, context: Context) -> Iterable[Fact]:
    """The copy is a file system of its own, in a region or, of one zone, in the zone's region."""
    yield by_use(resource, context, "efs-standard-gib-month")
    destination = block_at(Inputs(resource.inputs), "destination")
    region, zone = text_at(destination, "region"), text_at(destination, "availabilityZoneName")
    if region is None and isinstance(zone, str):
        region = plain(zone)[:-1]
    yield from path(resource, context, or_unknown(region), REPLICATED, "EFS replication")


def _peering(resource: Resource, context: Context) -> Iterable[Fact]:
    """Traffic of peered networks bills at the sender's region; within one region, only between zones."""
    yield Free(**context.base(resource))
    yield from peered(resource, context, Inputs(resource.inputs).text("peerRegion"), "VPC peering")


def peered(resource: Resource, context: Context, peer: Region, evidence: str) -> Iterable[Path]:
    """Both ways between the resource's region and `peer`; without one, between zones of its own."""
    if peer is None or peer == context.base(resource)["region"]:
        yield from path(resource, context, ZONE, CROSS_ZONE, evidence)
        return
    yield from path(resource, context, peer, SENT, evidence)
    own = context.base(resource)["region"]
    yield from path(resource, context, or_unknown(own), RECEIVED, evidence, source=peer)


def each_way(
    resource: Resource, context: Context, regions: Sequence[Region], key: str, evidence: str
) -> Iterable[Path]:
    """Between the first of several regions and each other, both ways. Two that are not known may well differ."""
    known = list(dict.fromkeys(it for it in regions if it is not UNKNOWN))
    unknown = len(regions) - sum(it is not UNKNOWN for it in regions)
    found: list[Region] = [*known, *([UNKNOWN] * min(unknown, 1 if known else 2))]
    for other in found[1:]:
        yield from path(resource, context, other, key, evidence, source=found[0])
        yield from path(resource, context, found[0], key, evidence, source=other)


def _backup_plan(resource: Resource, context: Context) -> Iterable[Fact]:
    yield by_use(resource, context, "backup-gib-month")
    for index, rule in enumerate(each_block(Inputs(resource.inputs), "rules")):
        yield _backups(resource, context, rule, "a backup rule", f"rules[{index}].lifecycle")
        for at, action in enumerate((UNKNOWN,) if isinstance(rule, Unknown) else each_block(rule, "copyActions")):
            where = f"rules[{index}].copyActions[{at}].lifecycle"
            yield _backups(resource, context, action, "a backup's copy action", where)
            vault = action if isinstance(action, Unknown) else action.raw("destinationVaultArn")
            region = region_of(resource, context, "rules", vault, (VAULT,))
            yield from path(resource, context, region, COPIED, "a backup's copy action")


def _backups(resource: Resource, context: Context, rule: Maybe[Inputs], what: str, where: str) -> Snapshots:
    """A rule without `deleteAfter`, or with -1, keeps what it makes for good (AWS Backup, API Lifecycle)."""
    days = integer_at(rule, "lifecycle", "deleteAfter")
    expires = UNKNOWN if isinstance(days, Unknown) else days is not None and days > 0
    return Snapshots(**context.base(resource), what=what, expires=expires, path=where)


_IMAGE_COPY: Final = "aws:ec2/amiCopy:AmiCopy"


def _copied_from(sku: str, source: str) -> Reader:
    """A copy in the resource's own region, of what is in the region that the input `source` names."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield by_use(resource, context, sku)
        if resource.type != _IMAGE_COPY:
            yield kept(context.base(resource), "a snapshot")
        start = or_unknown(Inputs(resource.inputs).text(source))
        own = or_unknown(context.base(resource)["region"])
        yield from path(resource, context, own, COPIED, "a copy to another region", source=start)

    return read


def _copied_to(sku: str, target: str) -> Reader:
    """A copy in the region that the input `target` names, if it names one."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield by_use(resource, context, sku)
        yield kept(context.base(resource), "a snapshot")
        region = Inputs(resource.inputs).text(target)
        yield from path(resource, context, region, COPIED, "a copy to another region")

    return read


def _automated_backups(resource: Resource, context: Context) -> Iterable[Fact]:
    """It lives where the backups are copied to."""
    yield by_use(resource, context, "rds-backup-gib-month")
    name = "sourceDbInstanceArn"
    source = region_of(resource, context, name, resource.inputs.get(name), ("aws:rds/instance:Instance",))
    own = or_unknown(context.base(resource)["region"])
    yield from path(resource, context, own, COPIED, "replicated backups", source=source)


PATHS: Final[Mapping[str, Reader]] = {
    "aws:backup/plan:Plan": _backup_plan,
    "aws:ebs/snapshotCopy:SnapshotCopy": _copied_from("snapshot-gib-month", "sourceRegion"),
    _IMAGE_COPY: _copied_from("snapshot-gib-month", "sourceAmiRegion"),
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": _peering,
    "aws:ecr/replicationConfiguration:ReplicationConfiguration": _registry_replication,
    "aws:efs/replicationConfiguration:ReplicationConfiguration": _file_system_replication,
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": _copied_to("rds-backup-gib-month", "destinationRegion"),
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": _automated_backups,
    "aws:rds/snapshotCopy:SnapshotCopy": _copied_to("rds-backup-gib-month", "destinationRegion"),
    "aws:redshift/snapshotCopy:SnapshotCopy": _copied_to("redshift-snapshot-gib-month", "destinationRegion"),
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": _bucket_replication,
}
