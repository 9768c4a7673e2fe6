"""Which virtual machine uses a managed disk that is a resource of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.azure.places import base
from penstock.resources.azure.references import referred
from penstock.resources.azure.type_tokens import DISK
from penstock.resources.facts import Volume, VolumeUse
from penstock.resources.reading.blocks import block_at, each_block, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .managed_disks import BY_GIB

_NO_USE: Final = (
    "compute:Snapshot",
    "compute:Image",
    "compute:GalleryImageVersion",
    "dataprotection:",
    "recoveryservices:",
)
"""What is made from a disk without a machine that uses it."""


_FREE_IOPS: Final = {"premiumv2_lrs": 3000}
"""What a Premium SSD v2 has without extra charge (Azure managed disk types, Premium SSD v2)."""


def declared(resource: Resource, context: Context) -> Volume:
    """A disk. Only those that are billed by the GiB bill their IOPS beside it."""
    inputs = Inputs(resource.inputs)
    kind = text_at(inputs, "sku", "name")
    users = [it.type for it in context.users(resource.urn) if not any(name in it.type for name in _NO_USE)]
    return Volume(
        **base(resource, context),
        name=resource.name,
        kind=UNKNOWN if kind is None else kind,
        gib=inputs.number("diskSizeGB"),
        iops=_paid_iops(kind, inputs.integer("diskIOPSReadWrite")),
        attached=UNKNOWN if users else False,
    )


def _paid_iops(kind: Maybe[str] | None, iops: Maybe[int] | None) -> Maybe[int]:
    if iops is None or (isinstance(kind, str) and plain(kind).lower() not in BY_GIB):
        return 0
    if isinstance(kind, Unknown) or isinstance(iops, Unknown):
        return UNKNOWN
    return max(0, iops - _FREE_IOPS.get(plain(kind).lower(), 0)) if kind is not None else 0


def used(resource: Resource, context: Context) -> Iterable[VolumeUse]:
    """The disks that a virtual machine attaches by id."""
    storage = Inputs(resource.inputs).block("storageProfile")
    for block in (block_at(storage, "osDisk"), *each_block(storage, "dataDisks")):
        value = UNKNOWN if isinstance(block, Unknown) else text_at(block, "managedDisk", "id")
        for urn in () if value is None else referred(resource, context, "storageProfile", value, (DISK,)):
            yield VolumeUse(**base(resource, context), volume=urn)
