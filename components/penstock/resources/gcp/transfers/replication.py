"""Copies of disks, snapshots, images, buckets, file systems and backups that Google Cloud makes by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources.facts import Fact, Free, Snapshots
from penstock.resources.facts.data import kept
from penstock.resources.gcp.charges import Reader, by_use, charge, product
from penstock.resources.gcp.places import base, region_of
from penstock.resources.gcp.type_tokens import CLUSTER, DISKS, FILESTORE, RESOURCE_POLICY
from penstock.resources.reading.blocks import block_at, each_block, integer_at, number_at, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import COPIED, REPLICATED, Region
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH

from .egress import bucket_region, path, region_meant, to_places

_TRANSFER_SOURCES: Final = (
    *("awsS3DataSource", "awsS3CompatibleDataSource", "azureBlobStorageDataSource"),
    *("httpDataSource", "hdfsDataSource", "posixDataSource"),
)
"""Sources of Storage Transfer Service outside of Google Cloud, whose owner bills what leaves them."""

_DATASET: Final = "gcp:bigquery/dataset:Dataset"


def _snapshot(resource: Resource, context: Context) -> Iterable[Fact]:
    """Stored where it says. One that says nothing is stored in the multi-region of its disk, which bills nothing for the way
    (Compute Engine, About disk snapshots, Storage location)."""
    yield by_use(resource, context, "snapshot-gib-month")
    yield kept(base(resource, context), "a snapshot")
    yield from _stored(resource, context, "storageLocations")


def _image(resource: Resource, context: Context) -> Iterable[Fact]:
    yield by_use(resource, context, "image-gib-month")
    yield from _stored(resource, context, "storageLocations")


def _stored(resource: Resource, context: Context, *where: str) -> Iterable[Fact]:
    yield from to_places(resource, context, _texts(resource, *where), COPIED, "where it is stored")


def _texts(resource: Resource, *where: str) -> Maybe[tuple[Maybe[str], ...]]:
    """The list of strings at a path of the inputs; a single string counts as one."""
    block = block_at(Inputs(resource.inputs), *where[:-1])
    if block is None or isinstance(block, Unknown):
        return () if block is None else UNKNOWN
    value = block.raw(where[-1])
    return (value,) if isinstance(value, str) and value else block.texts(where[-1])


def _snapshot_settings(resource: Resource, context: Context) -> Iterable[Fact]:
    """Where every snapshot of the project goes that says nothing itself."""
    yield Free(**base(resource, context))
    locations = block_at(Inputs(resource.inputs), "storageLocation", "locations")
    policy = text_at(Inputs(resource.inputs), "storageLocation", "policy")
    if policy not in (None, "SPECIFIC_LOCATIONS") and not isinstance(policy, Unknown):
        return
    places = each_block(Inputs(resource.inputs), "storageLocation", "locations")
    named = [it if isinstance(it, Unknown) else or_unknown(it.text("location")) for it in places]
    if locations is not None:
        yield from to_places(resource, context, named, COPIED, "where the project's snapshots are stored")


def _snapshot_schedule(resource: Resource, context: Context) -> Iterable[Fact]:
    """A policy costs nothing; a schedule of snapshots says where they are stored, and after how many days each is deleted."""
    yield Free(**base(resource, context))
    name = "snapshotSchedulePolicy"
    schedule = Inputs(resource.inputs).block(name)
    if schedule is None:
        return
    days = integer_at(schedule, "retentionPolicy", "maxRetentionDays")
    expires = UNKNOWN if isinstance(days, Unknown) else days is not None
    path_to_it = f"{name}.retentionPolicy.maxRetentionDays"
    yield Snapshots(**base(resource, context), what="snapshots of a schedule", expires=expires, path=path_to_it)
    yield from _stored(resource, context, name, "snapshotProperties", "storageLocations")


def _disk_replication(resource: Resource, context: Context) -> Iterable[Fact]:
    """Asynchronous replication: the secondary disk is in another region (Compute Engine, About asynchronous replication)."""
    yield by_use(resource, context, "disk-replication-gib")
    inputs = Inputs(resource.inputs)
    source = region_meant(resource, context, "primaryDisk", inputs.raw("primaryDisk"), DISKS)
    secondary = inputs.block("secondaryDisk")
    disk = secondary.raw("disk") if isinstance(secondary, Inputs) else UNKNOWN
    target = region_meant(resource, context, "secondaryDisk", disk, DISKS)
    yield from path(resource, context, target, REPLICATED, "replication of a disk", source=source)


def _transfer_job(resource: Resource, context: Context) -> Iterable[Fact]:
    """Storage Transfer Service copies a source to a bucket; within Google Cloud, what crosses regions bills as such."""
    yield by_use(resource, context, "storage-transfer-gib")
    inputs = Inputs(resource.inputs)
    for name, key in (("transferSpec", COPIED), ("replicationSpec", REPLICATED)):
        spec = inputs.block(name)
        if spec is None:
            continue
        block = spec if isinstance(spec, Inputs) else Inputs({})
        sink = block.block("gcsDataSink")
        target: Region = UNKNOWN
        if sink is not None and not isinstance(spec, Unknown):
            bucket = sink if isinstance(sink, Unknown) else sink.raw("bucketName")
            target = bucket_region(resource, context, name, bucket)
        source: Region = UNKNOWN
        given = block.block("gcsDataSource")
        if given is not None and not any(block.given(it) for it in _TRANSFER_SOURCES):
            bucket = given if isinstance(given, Unknown) else given.raw("bucketName")
            source = bucket_region(resource, context, name, bucket)
        stated = text_at(block, "awsS3CompatibleDataSource", "region")
        evidence = f"a transfer job from {stated}" if isinstance(stated, str) else "a transfer job"
        yield from path(resource, context, target, key, evidence, source=source)


def _filestore_backup(resource: Resource, context: Context) -> Iterable[Fact]:
    """It may be in another region than its instance, and then the way bills (Filestore, Backups overview)."""
    yield by_use(resource, context, "filestore-backup-gib-month")
    name = "sourceInstance"
    source = region_meant(resource, context, name, resource.inputs.get(name), (FILESTORE,))
    named = resource.inputs.get(name)
    if isinstance(source, str) or not isinstance(
        named, str
    ):  # one that is named by its id alone is in the same location
        own = or_unknown(base(resource, context)["region"])
        yield from path(resource, context, own, COPIED, "a backup", source=source)


def filestore_replica(resource: Resource, context: Context) -> Iterable[Fact]:
    """An instance that is the standby of one elsewhere. Its role is STANDBY when it says none (Filestore API, Replication)."""
    block = block_at(Inputs(resource.inputs), "initialReplication")
    role = text_at(block, "role")
    for replica in each_block(block, "replicas"):
        name = "initialReplication"
        peer = replica if isinstance(replica, Unknown) else replica.raw("peerInstance")
        other = region_meant(resource, context, name, peer, (FILESTORE,))
        own = or_unknown(base(resource, context)["region"])
        ends = (own, other) if role == "ACTIVE" else (other, own)
        yield from path(resource, context, ends[1], REPLICATED, "replication of a file system", source=ends[0])


def _netapp_vault(resource: Resource, context: Context) -> Iterable[Fact]:
    """A cross-region vault keeps the backups of volumes in `backupRegion` (NetApp Volumes, About backups)."""
    yield Free(**base(resource, context))  # its backups bill
    region = Inputs(resource.inputs).text("backupRegion")
    yield from to_places(resource, context, () if region is None else (region,), COPIED, "backups of volumes")


def _netapp_replication(resource: Resource, context: Context) -> Iterable[Fact]:
    """The destination is the region of its storage pool (NetApp Volumes, About volume replication)."""
    yield by_use(resource, context, "netapp-replication-gib")
    pool = block_at(Inputs(resource.inputs), "destinationVolumeParameters")
    value = pool.raw("storagePool") if isinstance(pool, Inputs) else UNKNOWN
    name = "destinationVolumeParameters"
    target = region_meant(resource, context, name, value, ("gcp:netapp/storagePool:StoragePool",))
    yield from path(resource, context, target, REPLICATED, "replication of a volume")


def _gke_backup_plan(resource: Resource, context: Context) -> Iterable[Fact]:
    """Its location is where the backups are; the cluster may be elsewhere (Backup for GKE, Backup plans)."""
    yield by_use(resource, context, "gke-backup-gib-month")
    source = region_meant(resource, context, "cluster", resource.inputs.get("cluster"), (CLUSTER,))
    own = base(resource, context)["region"]
    yield from path(resource, context, or_unknown(own), COPIED, "backups of a cluster", source=source)


def _backup_plan(resource: Resource, context: Context) -> Iterable[Fact]:
    """Backup and DR: what it protects is in the plan's region, the vault may be in another, or in several."""
    yield by_use(resource, context, "backup-vault-gib-month")
    vault = Inputs(resource.inputs).raw("backupVault")
    types = ("gcp:backupdisasterrecovery/backupVault:BackupVault",)
    target = region_meant(resource, context, "backupVault", vault, types)
    yield from path(resource, context, target, COPIED, "backups to a vault")


def _dataset_transfer(resource: Resource, context: Context) -> Iterable[Fact]:
    """BigQuery's transfer service: `cross_region_copy` copies a dataset from wherever it is (BigQuery, Manage datasets, Copy
    datasets); other sources are read where they are."""
    yield by_use(resource, context, "bigquery-transfer")
    inputs = Inputs(resource.inputs)
    kind = inputs.text("dataSourceId")
    if kind == "cross_region_copy" or isinstance(kind, Unknown):
        name = "destinationDatasetId"
        own = inputs.text("location")
        target = dataset_region(resource, context, name, inputs.text(name)) if own is None else region_of(own)
        params = block_at(inputs, "params")
        source = dataset_region(resource, context, "params", text_at(params, "source_dataset_id"))
        yield from path(resource, context, target, COPIED, "a scheduled copy of a dataset", source=source)


def dataset_region(resource: Resource, context: Context, name: str, value: Maybe[str] | None) -> Maybe[str]:
    """Where the dataset is that `value` names, at the input `name`, by its own id or by its whole name."""
    if isinstance(value, str):
        named = plain(value).rpartition("/")[2]
        for it in context.capture.resources:
            if it.type == _DATASET and Inputs(it.inputs).text("datasetId") == named:
                return or_unknown(base(it, context)["region"])
    return region_meant(resource, context, name, value, (_DATASET,))


def _table(resource: Resource, context: Context) -> Iterable[Fact]:
    """A table may be a replica of a materialized view elsewhere (BigQuery, Use materialized view replicas)."""
    yield Free(**base(resource, context))
    inputs = Inputs(resource.inputs)
    replication = inputs.block("tableReplicationInfo")
    if replication is not None:
        named = UNKNOWN if isinstance(replication, Unknown) else or_unknown(replication.text("sourceDatasetId"))
        source = dataset_region(resource, context, "tableReplicationInfo", named)
        own = dataset_region(resource, context, "datasetId", inputs.text("datasetId"))
        yield from path(resource, context, own, REPLICATED, "a replica of a view", source=source)


def _all(*parts: Maybe[Decimal] | None) -> Maybe[Decimal]:
    known = [it for it in parts if isinstance(it, Decimal)]
    return sum(known, Decimal(0)) if len(known) == len(parts) else UNKNOWN


def _reservation(resource: Resource, context: Context) -> Iterable[Fact]:
    """Slots by the hour. A failover reservation replicates its datasets to the secondary location (BigQuery, Managed disaster
    recovery)."""
    inputs = Inputs(resource.inputs)
    slots = or_unknown(inputs.number("slotCapacity"))
    more = number_at(inputs, "autoscale", "maxSlots")
    edition = inputs.text("edition")  # one that is not known counts as the dearest
    kind = plain(edition).lower().replace("_", "-") if isinstance(edition, str) else "enterprise-plus"
    basis = "730 h x slots" if more is None else "730 h x slots; more by use, to its most"
    line = charge(resource, context, f"bigquery-{kind}-slot-hour", product(HOURS_PER_MONTH, slots), basis)
    yield line if more is None else replace(line, most=_all(product(HOURS_PER_MONTH, more), line.quantity))
    place = inputs.text("secondaryLocation")
    yield from to_places(resource, context, () if place is None else (place,), REPLICATED, "a failover reservation")


def _firestore(resource: Resource, context: Context) -> Iterable[Fact]:
    """A database of a multi-region, `nam5` or `eur3`, keeps every document in two regions (Firestore, Locations)."""
    for sku in ("firestore-gib-month", "firestore-operation-million"):
        yield by_use(resource, context, sku)
    place = Inputs(resource.inputs).text("locationId")
    if isinstance(place, Unknown) or (place is not None and "-" not in plain(place)):
        yield from to_places(resource, context, (place,), REPLICATED, "a database of several regions")


def _bigquery_job(resource: Resource, context: Context) -> Iterable[Fact]:
    """A copy job may copy to a dataset of another region (BigQuery, Manage tables, Copy tables across regions)."""
    yield by_use(resource, context, "bigquery-query-tib")
    copy = Inputs(resource.inputs).block("copy")
    if copy is None:
        return
    target = block_at(copy, "destinationTable")
    ends = [dataset_region(resource, context, "copy", text_at(target, "datasetId"))]
    ends += [
        dataset_region(resource, context, "copy", text_at(it, "datasetId")) for it in each_block(copy, "sourceTables")
    ]
    for source in dict.fromkeys(ends[1:]):
        yield from path(resource, context, ends[0], COPIED, "a copy of a table", source=source)


def _listing(resource: Resource, context: Context) -> Iterable[Fact]:
    yield Free(**base(resource, context))
    places = _texts(resource, "bigqueryDataset", "replicaLocations")
    yield from to_places(resource, context, places, REPLICATED, "replicas of a shared dataset")


def _subscription(resource: Resource, context: Context) -> Iterable[Fact]:
    yield by_use(resource, context, "bigquery-gib-month")
    places = _texts(resource, "destinationDataset", "replicaLocations")
    yield from to_places(resource, context, places, REPLICATED, "replicas of a linked dataset")


def restored_disk(resource: Resource, context: Context) -> Iterable[Fact]:
    """A disk that a restore makes in a region of its own: from the backup's region to the disk's."""
    place = text_at(Inputs(resource.inputs), "regionDiskTargetEnvironment", "region")
    yield from to_places(resource, context, () if place is None else (place,), COPIED, "a restored disk")


def _datastream(resource: Resource, context: Context) -> Iterable[Fact]:
    """A stream writes to datasets that it makes in a location of its own."""
    yield by_use(resource, context, "datastream-gib")
    where = ("destinationConfig", "bigqueryDestinationConfig", "sourceHierarchyDatasets", "datasetTemplate", "location")
    place = text_at(Inputs(resource.inputs), *where)
    yield from to_places(resource, context, () if place is None else (place,), REPLICATED, "a stream of changes")


COPIES: Final[Mapping[str, Reader]] = {
    "gcp:backupdisasterrecovery/backupPlan:BackupPlan": _backup_plan,
    "gcp:bigquery/dataTransferConfig:DataTransferConfig": _dataset_transfer,
    "gcp:bigquery/job:Job": _bigquery_job,
    "gcp:bigquery/reservation:Reservation": _reservation,
    "gcp:bigquery/table:Table": _table,
    "gcp:bigqueryanalyticshub/listing:Listing": _listing,
    "gcp:bigqueryanalyticshub/listingSubscription:ListingSubscription": _subscription,
    "gcp:compute/diskAsyncReplication:DiskAsyncReplication": _disk_replication,
    "gcp:compute/image:Image": _image,
    RESOURCE_POLICY: _snapshot_schedule,
    "gcp:compute/snapshot:Snapshot": _snapshot,
    "gcp:compute/snapshotSettings:SnapshotSettings": _snapshot_settings,
    "gcp:datastream/stream:Stream": _datastream,
    "gcp:filestore/backup:Backup": _filestore_backup,
    "gcp:firestore/database:Database": _firestore,
    "gcp:gkebackup/backupPlan:BackupPlan": _gke_backup_plan,
    "gcp:netapp/backupVault:BackupVault": _netapp_vault,
    "gcp:netapp/volumeReplication:VolumeReplication": _netapp_replication,
    "gcp:storage/transferJob:TransferJob": _transfer_job,
}
