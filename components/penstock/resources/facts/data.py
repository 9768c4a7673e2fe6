"""Facts about data at rest, which bills whether anything uses it or not: buckets, volumes, snapshots; and the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from penstock.resources.reading.values import UNKNOWN, Maybe, SecretInt, Unknown
from penstock.terms import Tag

from .fact import Base, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume(Fact):
    """A block volume that is a resource of its own.

    `kind`: the cloud's own name. `gib` None: a snapshot decides. `iops`: operations a second that are paid for beside the
    size; 0 where its kind has none to pay for. `attached`: whether the program attaches it to a machine; `UNKNOWN` when
    something else in the program was made from it, and may attach it later.
    """

    name: str
    kind: Maybe[str]
    gib: Maybe[Decimal] | None
    iops: Maybe[int] = 0
    attached: Maybe[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeUse(Fact):
    """A separate resource that attaches a volume, before it is joined. `volume`: its URN; `UNKNOWN` when it may be any
    of the program, None when it is not in the program."""

    volume: Maybe[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshots(Fact):
    """Copies that a resource keeps, one or many.

    `what`: for people (`a snapshot`, `backups of rule 'daily'`). `expires`: whether something removes them after a time.
    `path`: the input that says so.
    """

    what: str
    expires: Maybe[bool]
    path: str = ""


@dataclass(frozen=True, slots=True)
class LifecycleTransition:
    """Objects move to `storage_class` (the cloud's own name) `days` after creation. `smallest`: bytes; smaller ones stay."""

    storage_class: Maybe[str]
    days: Maybe[int]
    smallest: int = 0


@dataclass(frozen=True, slots=True)
class LifecycleRule:
    """One enabled or disabled rule of a bucket. None: the rule does not do that. `expires_old_versions`: what removes objects after
    `expire_days` removes versions that are no longer current with them."""

    enabled: Maybe[bool]
    whole_bucket: Maybe[bool]
    transitions: tuple[LifecycleTransition, ...] = ()
    expire_days: Maybe[int] | None = None
    noncurrent_expire_days: Maybe[int] | None = None
    abort_incomplete_days: Maybe[int] | None = None
    expires_old_versions: Maybe[bool] = False


UNREAD_RULE: Final = LifecycleRule(
    UNKNOWN, UNKNOWN, (LifecycleTransition(UNKNOWN, UNKNOWN),), UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN
)
"""A rule that may do anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket(Fact):
    """An object-store bucket. `lifecycle` UNKNOWN: rules come from somewhere that cannot be read.

    `bucket_name`: the physical name where the program gives it. `gib`: declared size, None when nobody declared one.
    `storage_class`: what an object is in on its first day. `soft_delete_days`: how long a deleted object is kept and billed.
    `autoclass`: the cloud moves each object by itself, by when it was last read. `uploads_expire`: it drops incomplete
    uploads by itself. `several_regions`: its place or redundancy keeps a copy of every object in another region.
    """

    name: str
    label: str
    bucket_name: Maybe[str]
    use: Maybe[str] | None
    versioned: Maybe[bool] = False
    lifecycle: Maybe[tuple[LifecycleRule, ...]] = ()
    gib: Decimal | None = None
    storage_class: Maybe[str] = "STANDARD"
    soft_delete_days: Maybe[int] = 0
    autoclass: Maybe[bool] = False
    uploads_expire: bool = False
    several_regions: Maybe[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketPart(Fact):
    """A separate resource that sets part of a bucket, joined by `link`. `target` None: the bucket is not in the program."""

    target: str | None
    bucket_name: Maybe[str]
    lifecycle: Maybe[tuple[LifecycleRule, ...]] | None = None
    versioned: Maybe[bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway(Fact):
    """A way out of a network that machines have without addresses of their own.

    `leads_to`: `internet` (a NAT gateway, which bills every byte) or `object-storage` (a gateway endpoint, which bills none).
    `network`: URN of the network; None when it is not in the program.
    """

    leads_to: str
    network: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut(Fact):
    """Data that a resource gives to whoever asks for it on the internet. `data`: URNs of the buckets."""

    data: tuple[str, ...]


_TIERS: Final = {"io2": (0, 32_000, 64_000)}
"""Disk kind -> IOPS above which each costs less (Amazon EBS pricing, Provisioned IOPS SSD (io2) volumes)."""


def iops_tiers(kind: str, paid: Maybe[int]) -> tuple[tuple[str, int, Maybe[int]], ...]:
    """(key of the price, IOPS from which it holds, how many of `paid` fall under it) of the IOPS of one disk."""
    starts = _TIERS.get(kind, (0,))
    if isinstance(paid, Unknown):
        return ((f"{kind}-iops-month", 0, paid),)
    found: list[tuple[str, int, Maybe[int]]] = []
    for start, end in zip(starts, (*starts[1:], None), strict=True):
        part = max(0, (paid if end is None else min(paid, end)) - start)
        sku = f"{kind}-iops-month" if start == 0 else f"{kind}-iops-above-{start}-month"
        if part or start == 0:
            found.append((sku, start, SecretInt(part) if isinstance(paid, SecretInt) else part))
    return tuple(found)


def kept(base: Base, what: str) -> Snapshots:
    """A copy that stays until something deletes it; the tag `expires` says when that is."""
    said = base["tags"].get(Tag.EXPIRES)
    return Snapshots(**base, what=what, expires=UNKNOWN if isinstance(said, Unknown) else bool(said))
