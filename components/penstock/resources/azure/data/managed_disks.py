"""Managed disks. Most are billed whole, by the tier that their size falls in: a Premium disk of 100 GiB is a P10, of 128.

Premium SSD v2 and Ultra disks are billed by the GiB, an Ultra disk by those of the size that it is offered in, of 4 to 512 GiB and of
whole TiB above ("if you provision a disk that is not aligned to the billing model, you will be billed for the next increment";
PSRule for Azure, Azure.VM.DiskSizeAlignment). Sizes: Azure compute documents, Premium SSD sizes (2023-02-14), the
same for Standard SSD (E) and, from 32 GiB, for Standard HDD (S).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

from penstock.resources.facts import DiskShape
from penstock.resources.reading.blocks import block_at, text_at
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, SecretDecimal, SecretText, Unknown

_GIB: Final = (4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32767)
_TIERS: Final = (1, 2, 3, 4, 6, 10, 15, 20, 30, 40, 50, 60, 70, 80)
"""Largest size in GiB of each tier, and its number."""

_LETTERS: Final = {"premium": "p", "standardssd": "e", "standard": "s"}
_SMALLEST_HDD: Final = 4

BY_GIB: Final = {"premiumv2_lrs": "disk-premium-v2", "ultrassd_lrs": "disk-ultra"}
"""Disk type -> its key in the catalog, without the unit, of those that are billed by the GiB."""

Deleted: TypeAlias = Callable[[Maybe[str] | None], Maybe[bool]]
"""`deleteOption` of a disk -> whether it goes with its node."""


_OFFERED_TO: Final = 512
_TIB: Final = 1024


def billed_gib(name: str, gib: Decimal) -> Decimal:
    """The GiB that a disk of that key is billed as."""
    if name != BY_GIB["ultrassd_lrs"] or gib <= 0:
        return gib
    size = _GIB[bisect_left(_GIB, gib)] if gib <= _OFFERED_TO else -(-int(gib) // _TIB) * _TIB
    billed = Decimal(size)
    return SecretDecimal(billed) if isinstance(gib, SecretDecimal) else billed


def tier_key(kind: str, gib: Decimal) -> str | None:
    """The catalog's key of a whole disk of `kind` (`Premium_LRS`); None for a kind or a size that has no tier."""
    letter, redundancy = _kind(kind)
    place = bisect_left(_GIB, gib)
    if letter is None or place == len(_GIB):
        return None
    number = _TIERS[place] if letter != "s" else max(_TIERS[place], _SMALLEST_HDD)
    return f"disk-{letter}{number}-{redundancy}-month"


def _kind(kind: str) -> tuple[str | None, str]:
    name, _, redundancy = kind.lower().partition("_")
    return _LETTERS.get(name), redundancy


def disk(kind: Maybe[str] | None, gib: Maybe[Decimal] | None, deleted: Maybe[bool]) -> DiskShape:
    """A disk of `kind` (`Premium_LRS`). One that names no kind has the platform's choice, which is not known here."""
    if kind is None or isinstance(kind, Unknown):
        return DiskShape(UNKNOWN, gib, deleted)
    name = BY_GIB.get(plain(kind).lower())
    if name is not None or _kind(plain(kind))[0] is None:
        billed = billed_gib(name, gib) if name is not None and isinstance(gib, Decimal) else gib
        return DiskShape(masked_like(kind, name or plain(kind)), billed, deleted)
    key = tier_key(plain(kind), gib) if isinstance(gib, Decimal) else None
    if key is None:
        return DiskShape(UNKNOWN, gib, deleted, "disk-month")
    secret = isinstance(gib, SecretDecimal) or isinstance(kind, SecretText)
    return DiskShape(SecretText(key) if secret else key, gib, deleted, "disk-month")


def storage_disks(storage: Maybe[Inputs] | None, deleted: Deleted) -> tuple[DiskShape, ...]:
    """The disks of a machine's `storageProfile`. One that exists already is a resource that bills by itself, and an
    ephemeral one is in the machine's price."""
    if storage is None:
        return ()
    if isinstance(storage, Unknown):
        return (DiskShape(UNKNOWN, UNKNOWN),)
    data = storage.blocks("dataDisks")
    blocks = (storage.block("osDisk"), *((UNKNOWN,) if isinstance(data, Unknown) else data))
    return tuple(shape for block in blocks if (shape := _shape(block, deleted)) is not None)


def _shape(block: Maybe[Inputs] | None, deleted: Deleted) -> DiskShape | None:
    if block is None or isinstance(block, Unknown):
        return None if block is None else DiskShape(UNKNOWN, UNKNOWN)
    ephemeral = block_at(block, "diffDiskSettings")
    if isinstance(ephemeral, Unknown):
        return DiskShape(UNKNOWN, UNKNOWN)
    managed = block_at(block, "managedDisk")
    exists = block.text("createOption") == "Attach" or (isinstance(managed, Inputs) and managed.given("id"))
    if ephemeral is not None or exists:
        return None
    shape = disk(
        text_at(managed, "storageAccountType"), block.number("diskSizeGB"), deleted(block.text("deleteOption"))
    )
    if shape.kind not in BY_GIB.values():
        return shape
    # Throughput is in MBps, millions of bytes a second, which no field here has.
    return replace(
        shape,
        iops=block.integer("diskIOPSReadWrite"),
        mibps=UNKNOWN if block.given("diskMBpsReadWrite") else None,
    )
