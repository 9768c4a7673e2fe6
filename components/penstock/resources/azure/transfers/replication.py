"""Replicas, disaster recovery, geo-redundant vaults, images and snapshots: what copies data to another region by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from penstock.resources.azure.charges import Reader, by_use, charge, each_by_use, free
from penstock.resources.azure.machines.nodes import choice
from penstock.resources.azure.places import base
from penstock.resources.azure.services.hourly_skus import by_sku, sku_of, units_of
from penstock.resources.azure.type_tokens import STORAGE_ACCOUNT
from penstock.resources.facts import Fact, NodeTemplate
from penstock.resources.facts.data import kept
from penstock.resources.reading.blocks import block_at, each_block, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import COPIED, Region
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .egress import copies, path, place_of, to_pair

_SERVER: Final = "azure-native:sql:Server"
_GEO: Final = ("geo", "geozone", "geo-redundant", "georedundant", "grs", "enabled")
"""Words for a copy in the paired region, in lower case: of backups, vaults and servers."""


def and_copies(bills: Reader, *path: str, name: str | None, evidence: str) -> Reader:
    """A reader of what bills as `bills` says and is copied to each place of the list at `path`: blocks that say it by `name`, or, None,
    texts."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield from bills(resource, context)
        yield from copies(resource, context, _places(Inputs(resource.inputs), path, name), evidence)

    return read


def _places(inputs: Inputs, path: tuple[str, ...], name: str | None) -> Iterable[Region]:
    if name is not None:
        return [UNKNOWN if isinstance(it, Unknown) else it.text(name) for it in each_block(inputs, *path)]
    holder = block_at(inputs, *path[:-1])
    texts = holder.texts(path[-1]) if isinstance(holder, Inputs) else () if holder is None else UNKNOWN
    return (UNKNOWN,) if isinstance(texts, Unknown) else texts


def and_copy(bills: Reader, *path: str, evidence: str) -> Reader:
    """The same for the one place at `path`, which the program need not name."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield from bills(resource, context)
        yield from copies(resource, context, (text_at(Inputs(resource.inputs), *path),), evidence)

    return read


def to_partner(*path: str, types: tuple[str, ...], evidence: str) -> Reader:
    """A reader of what copies to the resources that `path` means, one text or a list of them: to wherever they are."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield free(resource, context)
        listed = _partners(Inputs(resource.inputs), path)
        for partner in (UNKNOWN,) if isinstance(listed, Unknown) else listed:
            target = place_of(resource, context, path[0], partner, types)
            yield from copies(resource, context, (target,), evidence)

    return read


def _partners(inputs: Inputs, path: tuple[str, ...]) -> Maybe[tuple[Maybe[str], ...]]:
    """Ids: a text, a list of texts, or a list of blocks that have an `id`."""
    holder = block_at(inputs, *path[:-1])
    if not isinstance(holder, Inputs):
        return () if holder is None else UNKNOWN
    value = holder.raw(path[-1])
    if value is None or isinstance(value, str):
        text = holder.text(path[-1])
        return () if text is None else (text,)
    texts = holder.texts(path[-1])
    if isinstance(texts, Unknown) or not any(isinstance(it, Unknown) for it in texts):
        return texts
    return tuple(UNKNOWN if (it := text_at(block, "id")) is None else it for block in each_block(holder, path[-1]))


def somewhere(evidence: str, bills: Reader | None = None) -> Reader:
    """A reader of what copies data by being there, to a place that its inputs do not name."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield from (free(resource, context),) if bills is None else bills(resource, context)
        own = base(resource, context)["region"]
        yield from path(resource, context, UNKNOWN, "replicated_gib", evidence, source=UNKNOWN if own is None else own)

    return read


def to_pair_if(resource: Resource, context: Context, answer: Maybe[bool], evidence: str) -> Iterable[Fact]:
    """A copy in the paired region, where `answer` is not no."""
    if answer is not False:
        yield from to_pair(resource, context, evidence, sure=answer is True)


def said(resource: Resource, default: str | None, *path: str) -> Maybe[bool]:
    """Whether the word at `path` asks for a copy in the paired region."""
    word = text_at(Inputs(resource.inputs), *path)
    word = default if word is None else word
    return word if isinstance(word, Unknown) else word is not None and plain(word).lower() in _GEO


def _vault(resource: Resource, context: Context) -> Iterable[Fact]:
    """A Recovery Services vault is geo-redundant unless said ("continue to use the default geo-redundant storage type": Create and
    configure Recovery Services vaults, 2025-12-10)."""
    yield by_use(resource, context, "backup-protected-instance-month")
    redundancy = said(resource, "GeoRedundant", "properties", "redundancySettings", "standardTierStorageRedundancy")
    restored = said(resource, None, "properties", "redundancySettings", "crossRegionRestore")
    answer = True if True in (redundancy, restored) else UNKNOWN if isinstance(redundancy, Unknown) else redundancy
    yield from to_pair_if(resource, context, answer, "geo-redundant backups")


def _backup_vault(resource: Resource, context: Context) -> Iterable[Fact]:
    """A backup vault's storage is of the type that it names; it may be replicated to more regions, and restored across regions."""
    yield by_use(resource, context, "backup-protected-instance-month")
    properties = Inputs(resource.inputs).block("properties")
    kinds = [text_at(it, "type") for it in each_block(properties, "storageSettings")]
    state = text_at(properties, "featureSettings", "crossRegionRestoreSettings", "state")
    words = [*kinds, state]
    answer = any(isinstance(it, str) and plain(it).lower() in _GEO for it in words)
    unsure = any(isinstance(it, Unknown) for it in words)
    yield from to_pair_if(resource, context, answer or (UNKNOWN if unsure else False), "geo-redundant backups")
    places = _places(Inputs(resource.inputs), ("properties", "replicatedRegions"), None)
    yield from copies(resource, context, places, "a backup vault's replica")


def _registry_replica(resource: Resource, context: Context) -> Iterable[Fact]:
    """A geo-replica of a registry bills as a registry of its own; it is in its `location`, by whose name it goes."""
    yield charge(resource, context, "container-registry-premium-month", 1, "1 replica")
    name = "registryName"
    source = place_of(resource, context, name, resource.inputs.get(name), (_REGISTRY,))
    own = base(resource, context)["region"]
    called = Inputs(resource.inputs).text("replicationName")
    yield from path(
        resource, context, called if own is None else own, "replicated_gib", "a registry's replica", source=source
    )


_REGISTRY: Final = "azure-native:containerregistry:Registry"


def replica_of(bills: Reader, name: str, kind: str, evidence: str) -> Reader:
    """A reader of a replica that is in its own `location`, of what the input `name` means, of type `kind`."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield from bills(resource, context)
        source = place_of(resource, context, name, resource.inputs.get(name), (kind,))
        own = base(resource, context)["region"]
        yield from path(resource, context, UNKNOWN if own is None else own, "replicated_gib", evidence, source=source)

    return read


def _objects(resource: Resource, context: Context) -> Iterable[Fact]:
    """Object replication copies each new blob of the source account to the destination (Object replication for block blobs)."""
    yield free(resource, context)
    inputs = Inputs(resource.inputs)
    source, target = (
        place_of(resource, context, name, inputs.raw(name), (STORAGE_ACCOUNT,))
        for name in ("sourceAccount", "destinationAccount")
    )
    yield from path(resource, context, target, "replicated_gib", "object replication of blobs", source=source)


def to_regions(bills: Callable[[Resource, Context], Iterable[Fact]], *where: str) -> Reader:
    """A reader of a gallery's version: each target region, and each edge zone, keeps copies of it."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield from bills(resource, context)
        inputs = Inputs(resource.inputs)
        for name in ("targetRegions", "targetExtendedLocations"):
            places = _places(inputs, (*where, name), "name")
            yield from copies(resource, context, places, "a gallery's version in another region", key=COPIED)

    return read


def made_from(bills: Reader, what: str, *types: str) -> Reader:
    """A reader of a disk or a snapshot: `createOption` CopyStart copies its source from another region (Copy an incremental snapshot to a
    new region); any other source is in its own."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield from bills(resource, context)
        data = Inputs(resource.inputs).block("creationData")
        option = text_at(data, "createOption")
        said = plain(option).lower() if isinstance(option, str) else option
        if said not in ("copystart", "copyfromsansnapshot", UNKNOWN):
            return
        value = data.raw("sourceResourceId") if isinstance(data, Inputs) else UNKNOWN
        source = place_of(resource, context, "creationData", value, types)
        own = base(resource, context)["region"]
        yield from path(resource, context, UNKNOWN if own is None else own, COPIED, what, source=source)

    return read


def _elastic_snapshot(resource: Resource, context: Context) -> Iterable[Fact]:
    """Of a volume, inside its Elastic SAN."""
    yield kept(base(resource, context), "a snapshot")
    yield by_use(resource, context, "elastic-san-snapshot-gib-month")


def _volume(resource: Resource, context: Context) -> Iterable[Fact]:
    """Its pool bills for a NetApp volume; cross-region replication for what it sends (Azure NetApp Files replication)."""
    yield free(resource, context)
    yield from _replicated(resource, context, Inputs(resource.inputs))


def _replicated(resource: Resource, context: Context, volume: Maybe[Inputs]) -> Iterable[Fact]:
    replication = block_at(volume, "dataProtection", "replication")
    if replication is None:
        return
    place = text_at(replication, "remoteVolumeRegion")
    others = [text_at(it, "remoteVolumeRegion") for it in each_block(replication, "destinationReplications")]
    known = [it for it in (place, *others) if it is not None] or [UNKNOWN]
    yield from copies(resource, context, known, "a volume's replication")


def _volume_group(resource: Resource, context: Context) -> Iterable[Fact]:
    yield free(resource, context)
    for volume in each_block(Inputs(resource.inputs), "volumes"):
        yield from _replicated(resource, context, volume)


def _recovered(resource: Resource, context: Context) -> Iterable[Fact]:
    """A machine that Site Recovery replicates, from Azure or from one's own site; its fabrics say where to, in no input of it."""
    yield by_use(resource, context, "site-recovery-instance-month")
    details = block_at(Inputs(resource.inputs), "properties", "providerSpecificDetails")
    kind = text_at(details, "instanceType")
    size = text_at(details, "targetVmSize")
    if size is not None:
        where = "properties.providerSpecificDetails.targetVmSize"
        yield NodeTemplate(**base(resource, context), choices=choice(size, where, resource))
    if not isinstance(kind, str) or plain(kind).startswith("A2A"):
        yield from path(resource, context, UNKNOWN, "replicated_gib", "Site Recovery of a machine", source=UNKNOWN)


def _moved(resource: Resource, context: Context) -> Iterable[Fact]:
    """Resource Mover: what is in the collection is copied from one region to the other, then run there."""
    yield free(resource, context)
    properties = Inputs(resource.inputs).block("properties")
    source, target = text_at(properties, "sourceRegion"), text_at(properties, "targetRegion")
    within = text_at(properties, "moveRegion")
    if target is not None or within is None:
        yield from path(
            resource,
            context,
            UNKNOWN if target is None else target,
            COPIED,
            "a move of resources",
            source=UNKNOWN if source is None else source,
        )
    else:
        yield from path(resource, context, within, COPIED, "a move of resources", source=within)


def _manager(resource: Resource, context: Context) -> Iterable[Fact]:
    """API Management: units of a sku in its region, and units in each additional location."""
    name, units = sku_of(Inputs(resource.inputs), "sku")
    yield units_of(resource, context, "api-management", name, units)
    for block in each_block(Inputs(resource.inputs), "additionalLocations"):
        kind, count = (UNKNOWN, None) if isinstance(block, Unknown) else sku_of(block, "sku")
        yield units_of(resource, context, "api-management", kind, count)
    places = _places(Inputs(resource.inputs), ("additionalLocations",), "location")
    yield from copies(resource, context, places, "a gateway in an additional location")


def _hubs(resource: Resource, context: Context) -> Iterable[Fact]:
    """Notification Hubs keeps its metadata in `replicationRegion` too; `Default` is the paired one (Notification Hubs, Availability)."""
    name, _ = sku_of(Inputs(resource.inputs), "sku")
    yield units_of(resource, context, "notification-hubs", name)
    place = text_at(Inputs(resource.inputs), "replicationRegion")
    if place == "Default":
        yield from to_pair(resource, context, "metadata of notification hubs")
    elif place != "None":
        yield from copies(resource, context, (place,), "metadata of notification hubs")


def _free(resource: Resource, context: Context) -> Iterable[Fact]:
    yield free(resource, context)


COPIES: Final[Mapping[str, Reader]] = {
    "azure-native:cosmosdb:Fleetspace": and_copies(
        _free, "dataRegions", name=None, evidence="a region of a fleet of accounts"
    ),
    "azure-native:maps:Account": and_copies(
        each_by_use("maps-transaction"),
        *("properties", "locations"),
        name="locationName",
        evidence="requests of an account with several regions",
    ),
    "azure-native:aad:DomainService": and_copies(
        by_sku("entra-domain-services"), "replicaSets", name="location", evidence="a replica set of a domain"
    ),
    "azure-native:apimanagement:ApiManagementService": _manager,
    "azure-native:appconfiguration:Replica": replica_of(
        by_sku("app-configuration-replica"),
        "configStoreName",
        "azure-native:appconfiguration:ConfigurationStore",
        "a configuration store's replica",
    ),
    "azure-native:azurearcdata:FailoverGroup": somewhere("a failover group"),
    "azure-native:cognitiveservices:Account": and_copies(
        each_by_use("cognitive-services-transaction"),
        *("properties", "locations", "regions"),
        name="name",
        evidence="requests of an account with several regions",
    ),
    "azure-native:containerregistry:Replication": _registry_replica,
    "azure-native:compute:GalleryApplicationVersion": to_regions(
        each_by_use("snapshot-gib-month"), "publishingProfile"
    ),
    "azure-native:compute:GalleryScriptVersion": to_regions(
        each_by_use("snapshot-gib-month"), "properties", "publishingProfile"
    ),
    "azure-native:dataprotection:BackupVault": _backup_vault,
    "azure-native:elasticsan:VolumeSnapshot": _elastic_snapshot,
    "azure-native:eventhub:DisasterRecoveryConfig": to_partner(
        "partnerNamespace", types=("azure-native:eventhub:Namespace",), evidence="a disaster recovery pair"
    ),
    "azure-native:keyvault:ManagedHsm": and_copies(
        by_sku("managed-hsm"), "properties", "regions", name="name", evidence="a hardware module in another region"
    ),
    "azure-native:machinelearningservices:Registry": and_copies(
        each_by_use("ml-registry-gib-month"), "regionDetails", name="location", evidence="a registry of models"
    ),
    "azure-native:migrate:MoveCollection": _moved,
    "azure-native:netapp:CapacityPoolVolume": _volume,
    "azure-native:netapp:VolumeGroup": _volume_group,
    "azure-native:notificationhubs:Namespace": _hubs,
    "azure-native:recoveryservices:ReplicationMigrationItem": _recovered,
    "azure-native:recoveryservices:ReplicationProtectedItem": _recovered,
    "azure-native:recoveryservices:ReplicationProtectionCluster": somewhere("Site Recovery of a cluster"),
    "azure-native:recoveryservices:Vault": _vault,
    "azure-native:redis:LinkedServer": and_copy(
        _free,
        "linkedRedisCacheLocation",
        evidence="a geo-replica of a cache",
    ),
    "azure-native:redis:RedisLinkedServer": and_copy(
        _free,
        "linkedRedisCacheLocation",
        evidence="a geo-replica of a cache",
    ),
    "azure-native:redisenterprise:Database": to_partner(
        *("geoReplication", "linkedDatabases"),
        types=("azure-native:redisenterprise:Database",),
        evidence="active geo-replication of a cache",
    ),
    "azure-native:servicebus:DisasterRecoveryConfig": to_partner(
        "partnerNamespace", types=("azure-native:servicebus:Namespace",), evidence="a disaster recovery pair"
    ),
    "azure-native:servicebus:Namespace": and_copies(
        by_sku("service-bus"), "geoDataReplication", "locations", name="locationName", evidence="geo-replication"
    ),
    "azure-native:eventhub:Namespace": and_copies(
        by_sku("event-hubs"), "geoDataReplication", "locations", name="locationName", evidence="geo-replication"
    ),
    "azure-native:signalrservice:SignalRReplica": replica_of(
        by_sku("signalr"), "resourceName", "azure-native:signalrservice:SignalR", "a replica of SignalR"
    ),
    "azure-native:sql:DisasterRecoveryConfiguration": somewhere("geo-replication of a database"),
    "azure-native:sql:FailoverGroup": to_partner("partnerServers", types=(_SERVER,), evidence="a failover group"),
    "azure-native:sql:InstanceFailoverGroup": and_copies(
        _free,
        "partnerRegions",
        name="location",
        evidence="a failover group",
    ),
    "azure-native:sql:ReplicationLink": somewhere("geo-replication of a database"),
    "azure-native:storage:ObjectReplicationPolicy": _objects,
    "azure-native:webpubsub:WebPubSubReplica": replica_of(
        by_sku("web-pubsub"), "resourceName", "azure-native:webpubsub:WebPubSub", "a replica of Web PubSub"
    ),
}
