"""Cloud Storage buckets, persistent disks with what is made of them, and Filestore."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.facts import Bucket, Charge, Fact, Free, LifecycleRule, LifecycleTransition
from penstock.resources.facts.data import UNREAD_RULE
from penstock.resources.gcp.charges import Reader, charge, each_by_use
from penstock.resources.gcp.machines.nodes import disk_kind
from penstock.resources.gcp.places import base
from penstock.resources.gcp.transfers.replication import filestore_replica
from penstock.resources.gcp.type_tokens import BUCKETS
from penstock.resources.reading.blocks import block_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import Tag

from .disk_uses import declared

_SOFT_DELETE_DAYS: Final = 7
"""What a bucket has that says nothing (Cloud Storage, Soft delete)."""

_DAY: Final = 24 * 3600

_PART_ONLY: Final = (
    "createdBefore",
    "customTimeBefore",
    "matchesPrefixes",
    "matchesSuffixes",
    "noncurrentTimeBefore",
    "sizeBelowBytes",
)
"""Conditions that a rule of the whole bucket has none of."""

_FREE_IOPS: Final = {"hyperdisk-balanced": 3000}
_FREE_MIBPS: Final = {"hyperdisk-balanced": 140}
"""What a disk has without extra charge (Hyperdisk Balanced, baseline performance)."""

_BILLS_IOPS: Final = frozenset({"pd-extreme", "hyperdisk-extreme", "hyperdisk-balanced"})
_BILLS_MIBPS: Final = frozenset({"hyperdisk-balanced", "hyperdisk-throughput", "hyperdisk-ml"})

_TIERS: Final = {
    "STANDARD": "basic-hdd",
    "BASIC_HDD": "basic-hdd",
    "PREMIUM": "basic-ssd",
    "BASIC_SSD": "basic-ssd",
    "HIGH_SCALE_SSD": "zonal",
    "ZONAL": "zonal",
    "REGIONAL": "regional",
    "ENTERPRISE": "enterprise",
}
"""A Filestore tier, its older names among them -> the word in its price's key."""


def _bucket(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    facts = base(resource, context)
    holder = context.holder(resource)
    ours = holder is not None and holder.type.startswith("penstock:gcp:") and holder.type.endswith("Bucket")
    declared = Inputs(holder.inputs if holder is not None and ours else {})
    name = inputs.text("name")
    name = Inputs(resource.outputs).text("name") if name is None else name
    use = facts["tags"].get(Tag.USE)
    gib = declared.number("gib")
    first = inputs.text("storageClass")
    yield Bucket(
        **facts,
        name=resource.name,
        label=resource.name,
        bucket_name=UNKNOWN if name is None else name,
        use=declared.text("use") if use is None else use,
        versioned=_enabled(inputs.block("versioning")),
        lifecycle=_rules(inputs.blocks("lifecycleRules"), "STANDARD" if first is None else first),
        gib=gib if isinstance(gib, Decimal) else None,
        storage_class="STANDARD" if first is None else first,
        soft_delete_days=_soft_delete(inputs.block("softDeletePolicy")),
        autoclass=_enabled(inputs.block("autoclass")),
        several_regions=_several_regions(facts["region"], block_at(inputs, "customPlacementConfig")),
    )


def _several_regions(place: Maybe[str] | None, placement: Maybe[Inputs] | None) -> Maybe[bool]:
    """`us`, `eur4`: a multi-region or a predefined pair has no dash; a bucket that says no place is in `us`. A placement of
    the program's own is two regions."""
    named = placement if placement is None or isinstance(placement, Unknown) else placement.texts("dataLocations")
    if isinstance(named, Unknown) or isinstance(place, Unknown):
        return UNKNOWN
    return bool(named) or place is None or "-" not in plain(place)


def _enabled(block: Maybe[Inputs] | None) -> Maybe[bool]:
    if block is None or isinstance(block, Unknown):
        return False if block is None else UNKNOWN
    value = block.flag("enabled")
    return False if value is None else value


def _soft_delete(block: Maybe[Inputs] | None) -> Maybe[int]:
    seconds = block if block is None or isinstance(block, Unknown) else block.integer("retentionDurationSeconds")
    if seconds is None:
        return _SOFT_DELETE_DAYS
    return UNKNOWN if isinstance(seconds, Unknown) else int(seconds) // _DAY


def _rules(blocks: Maybe[tuple[Maybe[Inputs], ...]], first: Maybe[str]) -> Maybe[tuple[LifecycleRule, ...]]:
    if isinstance(blocks, Unknown):
        return UNKNOWN
    unread: set[Maybe[str] | None] = {UNKNOWN for block in blocks if isinstance(block, Unknown)}
    reached = {first, *unread, *(_target(block) for block in blocks if isinstance(block, Inputs))}
    return tuple(UNREAD_RULE if isinstance(it, Unknown) else _rule(it, reached) for it in blocks)


def _target(rule: Inputs) -> Maybe[str] | None:
    action = rule.block("action")
    return action.text("storageClass") if isinstance(action, Inputs) else action


def _rule(rule: Inputs, reached: set[Maybe[str] | None]) -> LifecycleRule:
    """One rule. `reached`: the classes that objects of the bucket may be in, so that a rule about one of them leaves none out."""
    action, condition = rule.block("action"), rule.block("condition")
    if not isinstance(action, Inputs) or not isinstance(condition, Inputs):
        return LifecycleRule(True, UNKNOWN, (), UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    kind = action.text("type")
    whole = _whole(condition, reached)
    age = _age(condition)
    if isinstance(kind, Unknown):
        return LifecycleRule(UNKNOWN, whole, (), UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    if kind == "SetStorageClass":
        target = action.text("storageClass")
        days: Maybe[int] = UNKNOWN if age is None else age
        return LifecycleRule(True, whole, (LifecycleTransition(UNKNOWN if target is None else target, days),))
    if kind == "AbortIncompleteMultipartUpload":
        return LifecycleRule(True, whole, abort_incomplete_days=UNKNOWN if age is None else age)
    if kind != "Delete":
        return LifecycleRule(True, whole)
    old = _old_versions(condition)
    if old is False:
        both = condition.text("withState") != "LIVE"  # once it is no longer current it is as old as before
        return LifecycleRule(True, whole, expire_days=UNKNOWN if age is None else age, expires_old_versions=both)
    days_old = condition.integer("daysSinceNoncurrentTime")
    after = UNKNOWN if old is UNKNOWN else days_old if days_old not in (None, 0) else age
    return LifecycleRule(
        True,
        whole,
        expire_days=UNKNOWN if old is UNKNOWN else None,
        noncurrent_expire_days=UNKNOWN if after is None else after,
        expires_old_versions=UNKNOWN if old is UNKNOWN else False,
    )


def _old_versions(condition: Inputs) -> Maybe[bool]:
    """Whether the rule is about versions that are no longer current."""
    state = condition.text("withState")
    if isinstance(state, Unknown):
        return UNKNOWN
    counts = (condition.integer("numNewerVersions"), condition.integer("daysSinceNoncurrentTime"))
    return state == "ARCHIVED" or any(count not in (None, 0) for count in counts)


def _age(condition: Inputs) -> Maybe[int] | None:
    """Days; the provider leaves out a 0 unless it is told to send it."""
    age = condition.integer("age")
    return None if age == 0 and condition.flag("sendAgeIfZero") is not True else age


def _whole(condition: Inputs, reached: set[Maybe[str] | None]) -> Maybe[bool]:
    """Whether the rule covers every object: no prefix, no date, no size, no class that the bucket's objects are not in."""
    given = [condition.raw(name) for name in _PART_ONLY]
    given += [size for name in ("sizeAboveBytes", "daysSinceCustomTime") if (size := condition.integer(name)) != 0]
    limits = [value for value in given if value is not None and value not in ("", 0) and value != []]
    classes = condition.texts("matchesStorageClasses")
    if any(not isinstance(value, Unknown) for value in limits):
        return False
    if limits or isinstance(classes, Unknown) or any(isinstance(it, Unknown) for it in (*classes, *reached)):
        return UNKNOWN
    return not classes or any(it in reached for it in classes)


def _disk(suffix: str) -> Reader:
    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        if inputs.given("storagePool"):  # the pool's capacity is what bills
            yield Free(**base(resource, context))
            return
        named = inputs.text("type")
        kind = disk_kind(
            "pd-standard" if named is None else named, None
        )  # Compute Engine API: "the default is pd-standard"
        if isinstance(kind, Unknown):
            yield charge(resource, context, "disk-gib-month", UNKNOWN, "the disk type is not known")
            return
        size = inputs.number("size")
        yield charge(resource, context, f"{kind}{suffix}-gib-month", UNKNOWN if size is None else size, "its size")
        yield from _performance(resource, context, inputs, plain(kind))
        yield declared(resource, context, plain(kind), _paid_iops(inputs, plain(kind)))

    return read


def _paid_iops(inputs: Inputs, kind: str) -> Maybe[int]:
    amount = inputs.integer("provisionedIops")
    if amount is None or kind not in _BILLS_IOPS:
        return 0
    return amount if isinstance(amount, Unknown) else max(0, amount - _FREE_IOPS.get(kind, 0))


def _performance(resource: Resource, context: Context, inputs: Inputs, kind: str) -> Iterable[Charge]:
    for name, unit, word, bills, free in (
        ("provisionedIops", "iops", "IOPS", _BILLS_IOPS, _FREE_IOPS),
        ("provisionedThroughput", "mibps", "MiB/s", _BILLS_MIBPS, _FREE_MIBPS),
    ):
        amount = inputs.number(name)
        if kind in bills and amount is not None:
            included = free.get(kind, 0)
            extra = amount if isinstance(amount, Unknown) else max(Decimal(0), amount - included)
            yield charge(resource, context, f"{kind}-{unit}-month", extra, f"{word} above {included}")


def _filestore(resource: Resource, context: Context) -> Iterable[Fact]:
    yield from filestore_replica(resource, context)
    inputs = Inputs(resource.inputs)
    tier = inputs.text("tier")
    word = _TIERS.get(plain(tier).upper()) if isinstance(tier, str) else None
    shares = inputs.blocks("fileShares")
    sizes = [
        it if isinstance(it, Unknown) else it.number("capacityGb")
        for it in ((UNKNOWN,) if isinstance(shares, Unknown) else shares)
    ]
    if word is None:
        yield charge(resource, context, "filestore-gib-month", UNKNOWN, "the tier is not known")
        return
    yield charge(resource, context, f"filestore-{word}-gib-month", _total(sizes), "its capacity")


def _total(sizes: Iterable[Maybe[Decimal] | None]) -> Maybe[Decimal]:
    found = list(sizes)
    amounts = [size for size in found if isinstance(size, Decimal)]
    return sum(amounts, Decimal(0)) if found and len(amounts) == len(found) else UNKNOWN


def _capacity(sku: str, capacity: str, level: str | None = None) -> Reader:
    """A file system by its capacity, at the price of its performance level when it has several."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        word = None if level is None else inputs.text(level)
        if isinstance(word, Unknown):
            yield charge(resource, context, f"{sku}-gib-month", UNKNOWN, "its performance level is not known")
            return
        key = sku if word is None else f"{sku}-{plain(word).lower().replace('_', '-')}"
        size = inputs.number(capacity)
        yield charge(resource, context, f"{key}-gib-month", UNKNOWN if size is None else size, "its capacity")

    return read


STORAGE: Final[Mapping[str, Reader]] = {
    **dict.fromkeys(BUCKETS, _bucket),
    "gcp:compute/disk:Disk": _disk(""),
    "gcp:compute/machineImage:MachineImage": each_by_use("machine-image-gib-month"),
    "gcp:compute/regionDisk:RegionDisk": _disk("-regional"),
    "gcp:filestore/instance:Instance": _filestore,
    "gcp:lustre/instance:Instance": _capacity("lustre", "capacityGib", "perUnitStorageThroughput"),
    "gcp:netapp/storagePool:StoragePool": _capacity("netapp", "capacityGib", "serviceLevel"),
    "gcp:parallelstore/instance:Instance": _capacity("parallelstore", "capacityGib"),
}
