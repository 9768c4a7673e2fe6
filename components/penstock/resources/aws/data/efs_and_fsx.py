"""EFS, billed by the GiB that are in it, and FSx, billed by the GiB and MiB/s that it is made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.aws.charges import Reader, by_use, charge, each_by_use, maybe_by_use
from penstock.resources.facts import Fact
from penstock.resources.reading.blocks import each_block, number_at, or_default, or_unknown
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown


def _efs(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    one_zone = inputs.given("availabilityZoneName")
    yield by_use(resource, context, "efs-one-zone-gib-month" if one_zone else "efs-standard-gib-month")
    why = "its lifecycle policies are not known"
    for policy in each_block(inputs, "lifecyclePolicies"):
        colder, coldest = (
            UNKNOWN if isinstance(policy, Unknown) else policy.given(name)
            for name in ("transitionToIa", "transitionToArchive")
        )
        yield from maybe_by_use(resource, context, "efs-infrequent-gib-month", colder, why)
        yield from maybe_by_use(resource, context, "efs-infrequent-access-gib", colder, why)
        yield from maybe_by_use(resource, context, "efs-archive-gib-month", coldest, why)
    mode = inputs.text("throughputMode")
    if mode == "provisioned" or isinstance(mode, Unknown):
        mibps = or_unknown(inputs.number("provisionedThroughputInMibps"))
        quantity = mibps if mode == "provisioned" else UNKNOWN
        yield charge(resource, context, "efs-provisioned-mibps-month", quantity, "its provisioned throughput")
    elif mode == "elastic":
        yield by_use(resource, context, "efs-elastic-read-gib")
        yield by_use(resource, context, "efs-elastic-write-gib")


def _lustre(resource: Resource, context: Context) -> Iterable[Fact]:
    """Priced by storage type and MiB/s per TiB: `fsx-lustre-ssd-125-gib-month`; scratch has one rate."""
    inputs = Inputs(resource.inputs)
    storage, deployment = inputs.text("storageType"), inputs.text("deploymentType")
    if storage == "INTELLIGENT_TIERING":
        yield by_use(resource, context, "fsx-lustre-intelligent-gib-month")
        mibps = or_unknown(inputs.number("throughputCapacity"))
        yield charge(resource, context, "fsx-lustre-intelligent-mibps-month", mibps, "its throughput")
    else:
        size = or_unknown(inputs.number("storageCapacity"))
        sku = _lustre_sku(storage, deployment, inputs.integer("perUnitStorageThroughput"))
        quantity = UNKNOWN if sku is None else size
        basis = "its size" if sku else "its storage type, deployment or throughput is not known"
        yield charge(resource, context, sku or "fsx-lustre-gib-month", quantity, basis)
    iops = number_at(inputs, "metadataConfiguration", "iops")
    if iops is not None:
        yield charge(resource, context, "fsx-lustre-metadata-iops-month", iops, "its metadata IOPS")
    yield from _backups(resource, context, inputs, "fsx-lustre-backup-gib-month")


def _lustre_sku(storage: Maybe[str] | None, deployment: Maybe[str] | None, per_tib: Maybe[int] | None) -> str | None:
    """None when what decides the price is not known."""
    if isinstance(deployment, Unknown):
        return None
    if deployment is None or deployment.startswith("SCRATCH"):  # CreateFileSystem: "SCRATCH_1 ... the default"
        return "fsx-lustre-scratch-gib-month"
    if isinstance(storage, Unknown) or not isinstance(per_tib, int):
        return None
    media = "ssd" if storage is None else plain(storage).lower()
    return f"fsx-lustre-{media}-{int(per_tib)}-gib-month"


def _backups(resource: Resource, context: Context, inputs: Inputs, sku: str, default_days: int = 0) -> Iterable[Fact]:
    days = or_default(inputs.integer("automaticBackupRetentionDays"), default_days)
    if isinstance(days, Unknown) or days > 0:
        yield by_use(resource, context, sku)


def _sized(family: str, default_days: int) -> Reader:
    """Size in GiB and throughput in MiB/s, each at a rate of its deployment (one zone, several) and storage type."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        deployment, storage = inputs.text("deploymentType"), inputs.text("storageType")
        unsure = isinstance(deployment, Unknown) or isinstance(storage, Unknown)
        several = "-multi-az" if isinstance(deployment, str) and deployment.startswith("MULTI") else ""
        media = plain(storage).lower() if isinstance(storage, str) else "ssd"
        size = or_unknown(inputs.number("storageCapacity"))
        mibps = inputs.number("throughputCapacity")
        pairs = inputs.number("throughputCapacityPerHaPair")
        mibps = or_unknown(mibps if pairs is None else UNKNOWN)
        yield charge(resource, context, f"{family}{several}-{media}-gib-month", UNKNOWN if unsure else size, "its size")
        yield charge(
            resource, context, f"{family}{several}-mibps-month", UNKNOWN if unsure else mibps, "its throughput"
        )
        iops = number_at(inputs, "diskIopsConfiguration", "iops")
        if iops is not None:
            yield charge(resource, context, f"{family}{several}-iops-month", iops, "its IOPS")
        yield from _backups(resource, context, inputs, f"{family}-backup-gib-month", default_days)

    return read


def _cache(resource: Resource, context: Context) -> Iterable[Fact]:
    size = or_unknown(Inputs(resource.inputs).number("storageCapacity"))
    yield charge(resource, context, "fsx-file-cache-gib-month", size, "its size")


FILE_SYSTEMS: Final[Mapping[str, Reader]] = {
    "aws:efs/fileSystem:FileSystem": _efs,
    "aws:fsx/backup:Backup": each_by_use("fsx-backup-gib-month"),
    "aws:fsx/fileCache:FileCache": _cache,
    "aws:fsx/lustreFileSystem:LustreFileSystem": _lustre,
    "aws:fsx/ontapFileSystem:OntapFileSystem": _sized("fsx-ontap", 0),
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": _sized("fsx-openzfs", 0),
    "aws:fsx/windowsFileSystem:WindowsFileSystem": _sized("fsx-windows", 7),
}
