"""Which instance uses a persistent disk that is a resource of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.facts import Fact, Free, Volume, VolumeUse
from penstock.resources.gcp.charges import Reader
from penstock.resources.gcp.places import base
from penstock.resources.gcp.references import referred
from penstock.resources.gcp.type_tokens import DISKS
from penstock.resources.reading.blocks import each_block
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

_NO_USE: Final = frozenset(
    f"gcp:compute/{name}"
    for name in (
        "diskAsyncReplication:DiskAsyncReplication",
        "diskIamBinding:DiskIamBinding",
        "diskIamMember:DiskIamMember",
        "diskIamPolicy:DiskIamPolicy",
        "diskResourcePolicyAttachment:DiskResourcePolicyAttachment",
        "image:Image",
        "regionDiskResourcePolicyAttachment:RegionDiskResourcePolicyAttachment",
        "snapshot:Snapshot",
    )
)
"""What is made from a disk without a machine that uses it."""

_USES: Final = ("bootDisk", "attachedDisks", "disks")
"""The inputs of a machine, and of a template, whose `source` is a disk."""


def declared(resource: Resource, context: Context, kind: str, iops: Maybe[int]) -> Volume:
    """A disk. `iops`: those that are paid for beside its size."""
    users = {user.type for user in context.users(resource.urn)} - _NO_USE
    size = Inputs(resource.inputs).number("size")
    return Volume(
        **base(resource, context),
        name=resource.name,
        kind=kind,
        gib=size,
        iops=iops,
        attached=UNKNOWN if users else False,
    )


def used(resource: Resource, context: Context) -> Iterable[VolumeUse]:
    """The disks that a machine, or the first machine of a template, attaches by name."""
    inputs = Inputs(resource.inputs)
    for path in _USES:
        for block in each_block(inputs, path):
            value = UNKNOWN if isinstance(block, Unknown) else block.raw("source")
            found = () if value is None else referred(resource, context, path, value, DISKS)
            for urn in found:
                yield VolumeUse(**base(resource, context), volume=urn)


def _attachment(resource: Resource, context: Context) -> Iterable[Fact]:
    """The disk that an attachment names; one that cannot be told may be any of the program."""
    yield Free(**base(resource, context))
    value = resource.inputs.get("disk")
    found = referred(resource, context, "disk", value, DISKS)
    for urn in found or (UNKNOWN if isinstance(value, Unknown) else None,):
        yield VolumeUse(**base(resource, context), volume=urn)


ATTACHMENTS: Final[Mapping[str, Reader]] = {"gcp:compute/attachedDisk:AttachedDisk": _attachment}
