"""Databases on Azure: the machines of their SKUs, their replicas, and where their backups are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from penstock.resources.azure.charges import Reader, by_use, charge, free
from penstock.resources.azure.places import base
from penstock.resources.azure.services.hourly_skus import SKUS, by_sku, sku_of, units_of
from penstock.resources.azure.transfers.egress import copies, path, place_of
from penstock.resources.azure.transfers.replication import said, somewhere, to_pair_if
from penstock.resources.facts import Fact, Support
from penstock.resources.reading.blocks import each_block, or_default, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import product
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import REPLICATED
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.resources.reading.versions import version_of
from penstock.terms import HOURS_PER_MONTH

_BACKUPS: Final = "geo-redundant backups"
_DATABASE: Final = "azure-native:sql:Database"
_CITUS: Final = "azure-native:dbforpostgresql:ServerGroupCluster"
_MONGO: Final = "azure-native:mongocluster:MongoCluster"


def _sql_database(resource: Resource, context: Context) -> Iterable[Fact]:
    """By its sku, in a pool by the pool's. Backups are geo-redundant unless said: "By default, Azure SQL Database stores data in geo-redundant storage
    blobs that are replicated to a paired region" (Automated backups - Azure SQL Database). A database made from one elsewhere is a copy, or a replica that stays."""
    inputs = Inputs(resource.inputs)
    if inputs.raw("sku") is None and inputs.raw("elasticPoolId") is not None:
        yield free(resource, context)  # its pool bills
    else:
        yield from _sized(resource, context, inputs)
    answer = said(resource, "Geo", "requestedBackupStorageRedundancy")
    yield from to_pair_if(resource, context, answer, _BACKUPS)
    yield from _from_source(resource, context, "sourceDatabaseId", (_DATABASE,))


def _sized(resource: Resource, context: Context, inputs: Inputs) -> Iterable[Fact]:
    """Units of a sku that its name alone may tell: `P15` has 4,000 DTUs, `GP_Gen5_40` 40 vCores. Without a sku, two vCores of the general
    purpose (Azure SQL Database, Create a single database: defaults). A Hyperscale replica bills as its primary."""
    if inputs.raw("sku") is None:
        yield units_of(resource, context, "sql", "GP_Gen5", 2)
        return
    name, capacity = sku_of(inputs, "sku")
    if capacity is None:
        capacity = _in_name(text_at(inputs, "sku", "name"))
    replicas = or_default(inputs.integer("highAvailabilityReplicaCount"), 0)
    yield units_of(resource, context, "sql", name, capacity, UNKNOWN if isinstance(replicas, Unknown) else replicas + 1)


_DTUS: Final[Mapping[str, int]] = {
    "basic": 5,
    "s0": 10,
    "s1": 20,
    "s2": 50,
    "s3": 100,
    "s4": 200,
    "s6": 400,
    "s7": 800,
    "s9": 1600,
    "s12": 3000,
    "p1": 125,
    "p2": 250,
    "p4": 500,
    "p6": 1000,
    "p11": 1750,
    "p15": 4000,
}
"""DTUs of a service objective (Resource limits for single databases using the DTU purchasing model)."""

_VCORES: Final = re.compile(r".*_(\d+)")


def _in_name(name: Maybe[str] | None) -> Maybe[int]:
    """How many DTUs or vCores the name of a sku says; not known where it says none, as `Standard`. What is in no size of its own has one."""
    if not isinstance(name, str):
        return UNKNOWN
    said = plain(name).lower()
    match = _VCORES.fullmatch(said)
    if said in ("elasticpool", "free"):
        return 1
    return int(match[1]) if match is not None else _DTUS.get(said, UNKNOWN)


def _elastic_pool(resource: Resource, context: Context) -> Iterable[Fact]:
    """By its DTUs or vCores, which its capacity says, or its name."""
    inputs = Inputs(resource.inputs)
    name, capacity = sku_of(inputs, "sku")
    yield units_of(
        resource, context, "sql-pool", name, _in_name(text_at(inputs, "sku", "name")) if capacity is None else capacity
    )


def _from_source(
    resource: Resource, context: Context, name: str, types: tuple[str, ...], *where: str
) -> Iterable[Fact]:
    """What is made from a database or a server of the program, or of another, which may be in another region."""
    value = Inputs(resource.inputs).block(where[0]) if where else Inputs(resource.inputs)
    source = value.raw(name) if isinstance(value, Inputs) else value
    if source is None:
        return
    place = place_of(
        resource, context, where[0] if where else name, source if not isinstance(source, Inputs) else UNKNOWN, types
    )
    own = base(resource, context)["region"]
    yield from path(
        resource, context, UNKNOWN if own is None else own, REPLICATED, "what it is a replica of", source=place
    )


def _managed_instance(resource: Resource, context: Context) -> Iterable[Fact]:
    """By its vCores; "By default, Azure SQL Managed Instance stores backups in geo-redundant storage blobs" (Automated backups in
    Azure SQL Managed Instance)."""
    inputs = Inputs(resource.inputs)
    name, capacity = sku_of(inputs, "sku")
    cores = inputs.integer("vCores")
    yield units_of(
        resource, context, "sql-managed-instance-vcore", name, or_unknown(capacity if cores is None else cores)
    )
    yield from to_pair_if(resource, context, said(resource, "Geo", "requestedBackupStorageRedundancy"), _BACKUPS)


def _server(prefix: str, kind: str) -> Reader:
    """A flexible server of PostgreSQL or MySQL: its compute by the hour, twice with a standby (PSRule for Azure, zone-redundant high
    availability: "deploying two servers"); `createMode` Replica and GeoRestore have a source."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        standby = text_at(inputs, "highAvailability", "mode")
        servers = UNKNOWN if isinstance(standby, Unknown) else 1 if standby in (None, "", "Disabled") else 2
        name, capacity = sku_of(inputs, "sku")
        yield units_of(resource, context, prefix, name, capacity, servers)
        yield from _old_version(resource, context, prefix, name, servers)
        yield by_use(resource, context, f"{prefix}-gib-month")
        yield from to_pair_if(resource, context, said(resource, None, "backup", "geoRedundantBackup"), _BACKUPS)
        yield from _from_source(resource, context, "sourceServerResourceId", (kind,))

    return read


_CORES: Final = re.compile(r"(?:standard_)?[a-z]{1,2}(\d+)[a-z]*(?:_v\d)?", re.IGNORECASE)


def _old_version(
    resource: Resource, context: Context, prefix: str, name: Maybe[str] | None, servers: Maybe[int]
) -> Iterable[Fact]:
    """Extended support, for each vCore of a server and its standby (Azure Database, Version policy: Extended support)."""
    version = version_of(resource, "version")
    if version is None:
        return
    match = _CORES.fullmatch(plain(name)) if isinstance(name, str) else None
    cores = product(HOURS_PER_MONTH, UNKNOWN if match is None else int(match[1]), servers)
    sku = f"{prefix}-extended-vcore-hour"
    yield replace(charge(resource, context, sku, cores, "730 h of each vCore"), support=Support(prefix, version, sku))


def _single_server(prefix: str, kind: str) -> Reader:
    """The same of a server of the earlier kind."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield from by_sku(prefix)(resource, context)
        answer = said(resource, None, "properties", "storageProfile", "geoRedundantBackup")
        yield from to_pair_if(resource, context, answer, _BACKUPS)
        yield from _from_source(resource, context, "sourceServerId", (kind,), "properties")

    return read


def _cosmos(resource: Resource, context: Context) -> Iterable[Fact]:
    """An account keeps all data in each of its locations; writing to each of them costs more. Periodic backups are geo-redundant unless
    said: "By default, Azure Cosmos DB stores periodic mode backup data in geo-redundant Azure Blob Storage" (Periodic backup storage
    redundancy in Azure Cosmos DB)."""
    inputs = Inputs(resource.inputs)
    several = inputs.flag("enableMultipleWriteLocations")
    kind = "not-known" if isinstance(several, Unknown) else "multi-write" if several else "single-write"
    yield charge(resource, context, f"cosmosdb-{kind}-request-unit", None, "by use")
    places = [UNKNOWN if isinstance(it, Unknown) else it.text("locationName") for it in each_block(inputs, "locations")]
    if (
        len(places) != 1 or inputs.raw("locations") is UNKNOWN
    ):  # one location keeps all data where it is, whatever its name
        yield from copies(resource, context, places, "a location of an account")
    if text_at(inputs, "backupPolicy", "type") in (None, "Periodic"):
        where = ("backupPolicy", "periodicModeProperties", "backupStorageRedundancy")
        yield from to_pair_if(resource, context, said(resource, "Geo", *where), _BACKUPS)
    source = text_at(inputs, "restoreParameters", "sourceBackupLocation")
    if source is not None:
        yield from _restored(resource, context, source)


def _restored(resource: Resource, context: Context, source: object) -> Iterable[Fact]:
    own = base(resource, context)["region"]
    place = plain(source).replace(" ", "").lower() if isinstance(source, str) else UNKNOWN
    yield from path(
        resource, context, UNKNOWN if own is None else own, REPLICATED, "a restore from another region", source=place
    )


def _made_elsewhere(bills: Reader, *where: str) -> Reader:
    """A reader of what has its data from another place, whose name is at `where`."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield from bills(resource, context)
        source = text_at(Inputs(resource.inputs), *where)
        if source is not None:
            yield from _restored(resource, context, source)

    return read


_MANAGED: Final = "azure-native:sql:ManagedDatabase"


def _restored_database(resource: Resource, context: Context) -> Iterable[Fact]:
    """Its instance bills for a managed database."""
    yield free(resource, context)
    yield from _from_source(resource, context, "sourceDatabaseId", (_MANAGED,))


def _sql_pool(resource: Resource, context: Context) -> Iterable[Fact]:
    """A dedicated SQL pool of Synapse, by its data warehouse units. Backups are in storage of the type GRS unless said
    (pulumi-azure-native, synapse.SqlPool, `storageAccountType`); one restored from another may be from elsewhere."""
    yield units_of(resource, context, "synapse-sql", text_at(Inputs(resource.inputs), "sku", "name"))
    yield from to_pair_if(resource, context, said(resource, "GRS", "storageAccountType"), _BACKUPS)
    yield from _from_source(resource, context, "sourceDatabaseId", ("azure-native:synapse:SqlPool", _DATABASE))


DATABASES: Final[Mapping[str, Reader]] = {
    _DATABASE: _sql_database,
    "azure-native:sql:ElasticPool": _elastic_pool,
    "azure-native:cosmosdb:DatabaseAccount": _cosmos,
    "azure-native:dbformariadb:Server": _single_server("mariadb", "azure-native:dbformariadb:Server"),
    "azure-native:dbformysql:Server": _server("mysql", "azure-native:dbformysql:Server"),
    "azure-native:dbformysql:SingleServer": _single_server("mysql-single", "azure-native:dbformysql:SingleServer"),
    "azure-native:dbforpostgresql:Server": _server("postgresql", "azure-native:dbforpostgresql:Server"),
    "azure-native:dbforpostgresql:SingleServer": _single_server(
        "postgresql-single", "azure-native:dbforpostgresql:SingleServer"
    ),
    _CITUS: _made_elsewhere(SKUS[_CITUS], "sourceLocation"),
    _MONGO: _made_elsewhere(SKUS[_MONGO], "properties", "replicaParameters", "sourceLocation"),
    "azure-native:horizondb:HorizonDbReplica": somewhere("a replica of a database"),
    "azure-native:sql:ManagedDatabase": _restored_database,
    "azure-native:synapse:SqlPool": _sql_pool,
    "azure-native:sql:ManagedInstance": _managed_instance,
}
