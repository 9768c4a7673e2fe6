"""Managed disks, snapshots and images, file shares, NetApp pools and managed Lustre."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.azure.charges import Reader, by_use, charge
from penstock.resources.azure.places import base
from penstock.resources.azure.references import referred
from penstock.resources.azure.transfers.replication import made_from, to_regions
from penstock.resources.azure.type_tokens import DISK, FILE_SHARE, STORAGE_ACCOUNT
from penstock.resources.facts import Charge, Fact
from penstock.resources.facts.data import kept
from penstock.resources.reading.blocks import integer_at, number_at, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .disk_uses import declared
from .managed_disks import BY_GIB, billed_gib, tier_key

_FREE_IOPS: Final = {"disk-premium-v2": 3000}
_FREE_MBPS: Final = {"disk-premium-v2": 125}
"""What a Premium SSD v2 has without extra charge (Azure managed disk types, Premium SSD v2)."""

_OPERATIONS: Final = {"standardssd": "disk-standard-ssd-operations-10k", "standard": "disk-standard-hdd-operations-10k"}
"""Disk types that bill operations too."""

_SNAPSHOTS: Final = {"premium_lrs": "snapshot-premium-gib-month", "standard_zrs": "snapshot-zrs-gib-month"}
_SNAPSHOT: Final = "snapshot-gib-month"

_SHARE_TIERS: Final = {"TransactionOptimized": "transaction-optimized", "Hot": "hot", "Cool": "cool"}
_BYTES: Final = Decimal(1 << 30)


def _disk(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    yield declared(resource, context)
    kind, size = text_at(inputs, "sku", "name"), inputs.number("diskSizeGB")
    if not isinstance(kind, str):
        yield charge(resource, context, "disk-month", UNKNOWN, "the disk type is not known")
        return
    name = plain(kind).lower()
    if name in BY_GIB:
        billed = billed_gib(BY_GIB[name], size) if isinstance(size, Decimal) else UNKNOWN
        basis = "its size" if billed == size else "its size, billed as the next that is offered"
        yield charge(resource, context, f"{BY_GIB[name]}-gib-month", billed, basis)
        yield from _performance(resource, context, inputs, BY_GIB[name])
        return
    whole = _whole_disk(resource, context, inputs, name, size)
    yield whole
    if (shares := inputs.integer("maxShares")) is not None and (isinstance(shares, Unknown) or shares > 1):
        # From the second machine on, each that mounts it bills (Managed Disks pricing, Shared disks), by the size.
        yield by_use(resource, context, f"{whole.sku.removesuffix('-month')}-mount-month")
    if name.partition("_")[0] in _OPERATIONS:
        yield by_use(resource, context, _OPERATIONS[name.partition("_")[0]])
    if inputs.flag("burstingEnabled") not in (None, False):
        yield by_use(resource, context, "disk-bursting-month")


def _whole_disk(resource: Resource, context: Context, inputs: Inputs, kind: str, size: Maybe[Decimal] | None) -> Charge:
    """One disk of its tier: the performance tier that the program sets, else that of its size."""
    tier = inputs.text("tier")
    if isinstance(tier, str):
        key: str | None = f"disk-{plain(tier).lower()}-{kind.rpartition('_')[2]}-month"
    elif isinstance(tier, Unknown) or not isinstance(size, Decimal):
        return charge(resource, context, "disk-month", UNKNOWN, "its tier goes by its size, which is not known")
    else:
        key = tier_key(kind, size)
    if key is None:
        return charge(resource, context, "disk-month", UNKNOWN, "no tier is known for it")
    return charge(resource, context, key, 1, "1 disk")


def _performance(resource: Resource, context: Context, inputs: Inputs, kind: str) -> Iterable[Fact]:
    for name, unit, word, included in (
        ("diskIOPSReadWrite", "iops", "IOPS", _FREE_IOPS.get(kind, 0)),
        ("diskMBpsReadWrite", "mbps", "MBps", _FREE_MBPS.get(kind, 0)),
    ):
        amount = inputs.number(name)
        if amount is not None:
            extra = amount if isinstance(amount, Unknown) else max(Decimal(0), amount - included)
            yield charge(resource, context, f"{kind}-{unit}-month", extra, f"{word} above {included}")


def _snapshot(resource: Resource, context: Context) -> Iterable[Fact]:
    """By what is used of it. An incremental one is on standard storage whatever it says."""
    inputs = Inputs(resource.inputs)
    kind = text_at(inputs, "sku", "name")
    yield kept(base(resource, context), "a snapshot")
    if isinstance(kind, Unknown):
        yield charge(resource, context, _SNAPSHOT, UNKNOWN, "the storage type is not known")
    else:
        yield by_use(resource, context, _SNAPSHOT if kind is None else _SNAPSHOTS.get(plain(kind).lower(), _SNAPSHOT))


def _file_share(resource: Resource, context: Context) -> Iterable[Fact]:
    """A share of Azure Files: provisioned on premium and v2 accounts, by what is in it on standard ones."""
    inputs = Inputs(resource.inputs)
    accounts = referred(resource, context, "accountName", inputs.raw("accountName"), (STORAGE_ACCOUNT,))
    account = Inputs(context.by_urn[accounts[0]].inputs) if accounts else Inputs({})
    sku = text_at(account, "sku", "name")
    if not isinstance(sku, str):
        yield charge(resource, context, "azure-files-gib-month", UNKNOWN, "its account's sku is not known")
        return
    family, _, redundancy = plain(sku).lower().partition("_")
    quota = or_unknown(inputs.number("shareQuota"))
    if family in ("premiumv2", "standardv2"):
        key = f"azure-files-{'ssd' if family == 'premiumv2' else 'hdd'}-v2-{redundancy}"
        names = ("shareQuota", "provisionedIops", "provisionedBandwidthMibps")
        yield from _provisioned(resource, context, key, [inputs.number(name) for name in names])
    elif family == "premium":
        yield charge(resource, context, f"azure-files-premium-{redundancy}-gib-month", quota, "its provisioned size")
    else:
        yield _standard_share(resource, context, inputs.text("accessTier"), redundancy)


def _standard_share(resource: Resource, context: Context, tier: Maybe[str] | None, redundancy: str) -> Fact:
    name = "TransactionOptimized" if tier is None else tier
    word = _SHARE_TIERS.get(plain(name)) if isinstance(name, str) else None
    if word is None:
        return charge(resource, context, "azure-files-gib-month", UNKNOWN, "its access tier is not known")
    return by_use(resource, context, f"azure-files-{word}-{redundancy.removeprefix('ra')}-gib-month")


def _provisioned(
    resource: Resource,
    context: Context,
    key: str,
    figures: Iterable[Maybe[Decimal] | None],
) -> Iterable[Fact]:
    """The GiB, IOPS and MiB/s of a v2 share. What Azure chooses for one that is left out is not known here."""
    for unit, figure in zip(("gib", "iops", "mibps"), figures, strict=True):
        yield charge(resource, context, f"{key}-{unit}-month", or_unknown(figure), "as provisioned")


def _share(resource: Resource, context: Context) -> Iterable[Fact]:
    """A file share that is a resource of its own (Microsoft.FileShares): SSD, provisioned v2."""
    inputs = Inputs(resource.inputs)
    redundancy = text_at(inputs, "properties", "redundancy")
    if not isinstance(redundancy, str):
        yield charge(resource, context, "azure-files-gib-month", UNKNOWN, "its redundancy is not known")
        return
    key = f"azure-files-ssd-v2-{'zrs' if redundancy == 'Zone' else 'lrs'}"
    names = ("provisionedStorageGiB", "provisionedIOPerSec", "provisionedThroughputMiBPerSec")
    yield from _provisioned(resource, context, key, [number_at(inputs, "properties", name) for name in names])


def _netapp_pool(resource: Resource, context: Context) -> Iterable[Fact]:
    """By its size, which is in bytes; the volumes in it are free."""
    inputs = Inputs(resource.inputs)
    level, size = inputs.text("serviceLevel"), inputs.number("size")
    if not isinstance(level, str):
        yield charge(resource, context, "netapp-gib-month", UNKNOWN, "its service level is not known")
        return
    gib = size / _BYTES if isinstance(size, Decimal) else UNKNOWN
    yield charge(resource, context, f"netapp-{plain(level).lower()}-gib-month", gib, "its size")


def _lustre(resource: Resource, context: Context) -> Iterable[Fact]:
    """`AMLFS-Durable-Premium-125`: by its size in TiB, at the price of its 125 MB/s per TiB."""
    inputs = Inputs(resource.inputs)
    sku, size = text_at(inputs, "sku", "name"), inputs.number("storageCapacityTiB")
    if not isinstance(sku, str):
        yield charge(resource, context, "managed-lustre-gib-month", UNKNOWN, "its sku is not known")
        return
    key = f"managed-lustre-{plain(sku).rpartition('-')[2].lower()}-gib-month"
    yield charge(resource, context, key, size * 1024 if isinstance(size, Decimal) else UNKNOWN, "its size")


def _gallery_version(resource: Resource, context: Context) -> Iterable[Fact]:
    """Each region that it is published to keeps replicas, which are billed as snapshots by what is in them."""
    replicas = integer_at(Inputs(resource.inputs), "publishingProfile", "replicaCount")
    if isinstance(replicas, Unknown):
        yield charge(resource, context, _SNAPSHOT, UNKNOWN, "how many replicas is not known")
    else:
        yield by_use(resource, context, _SNAPSHOT)


def _each(sku: str) -> Reader:
    return lambda resource, context: (by_use(resource, context, sku),)


_COPY: Final = "azure-native:compute:Snapshot"
_SOURCES: Final = (_COPY, DISK)

VOLUMES: Final[Mapping[str, Reader]] = {
    FILE_SHARE: _file_share,
    DISK: made_from(_disk, "a disk copied from another region", *_SOURCES),
    "azure-native:compute:GalleryImageVersion": to_regions(_gallery_version, "publishingProfile"),
    "azure-native:compute:Image": _each(_SNAPSHOT),
    "azure-native:compute:RestorePoint": _each(_SNAPSHOT),
    _COPY: made_from(_snapshot, "a snapshot copied from another region", *_SOURCES),
    "azure-native:fileshares:FileShare": _share,
    "azure-native:netapp:CapacityPool": _netapp_pool,
    "azure-native:netapp:CapacityPoolBackup": _each("netapp-backup-gib-month"),
    "azure-native:storagecache:AmlFilesystem": _lustre,
}
