"""S3 buckets, the separate resources that set parts of them, and EBS volumes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.aws.charges import Reader, charge
from penstock.resources.aws.transfers.data_addresses import bucket_of
from penstock.resources.aws.transfers.egress import replicated_buckets
from penstock.resources.aws.type_tokens import BUCKETS, SNAPSHOT, VOLUME, VOLUME_ATTACHMENT, VOLUME_COPY
from penstock.resources.facts import (
    Bucket,
    BucketPart,
    Fact,
    Free,
    LifecycleRule,
    LifecycleTransition,
    Volume,
    VolumeUse,
)
from penstock.resources.facts.data import UNREAD_RULE, iops_tiers
from penstock.resources.reading.blocks import each_block
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, SecretInt, Unknown
from penstock.terms import Tag

_GP3_IOPS: Final = 3000
_GP3_MIBPS: Final = 125
"""What a gp3 volume has without extra charge: Amazon EBS user guide, General Purpose SSD volumes."""

_SELLS_IOPS: Final = ("gp3", "io1", "io2")

_NO_USE: Final = frozenset({VOLUME_ATTACHMENT, VOLUME_COPY, SNAPSHOT})
"""What is made from a volume and attaches it to nothing, or says by itself whether it does."""

_SMALLEST_TIERED: Final = 128 * 1024
"""Bytes. S3 moves no smaller object to another class by default (user guide, Transitioning objects using Amazon S3
Lifecycle), so a rule that leaves them out still covers the bucket."""

_TAKE_SMALL: Final = frozenset({"GLACIER", "DEEP_ARCHIVE"})
"""What takes objects of every size where the configuration says `varies_by_storage_class`, as all did before September 2024 (same page)."""


def _bucket(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    base = context.base(resource)
    holder = context.holder(resource)
    declared = Inputs(holder.inputs if holder is not None and _is_ours(holder) else {})
    name = inputs.text("bucket")
    name = Inputs(resource.outputs).text("bucket") if name is None else name
    use = base["tags"].get(Tag.USE)
    gib = declared.number("gib")
    versioning = inputs.block("versioning")
    yield Bucket(
        **base,
        name=resource.name,
        label=resource.name,
        bucket_name=UNKNOWN if name is None else name,
        use=declared.text("use") if use is None else use,
        versioned=_flag(versioning, "enabled"),
        lifecycle=_rules(inputs.blocks("lifecycleRules")),
        gib=gib if isinstance(gib, Decimal) else None,
    )
    for said in ("replicationConfiguration", "replicationConfigurations"):  # of a BucketV2 it is a list
        for block in each_block(inputs, said):
            rules = (UNKNOWN,) if isinstance(block, Unknown) else each_block(block, "rules")
            yield from replicated_buckets(resource, context, rules, said)


def _is_ours(holder: Resource) -> bool:
    return holder.type.startswith("penstock:aws:") and holder.type.endswith("Bucket")


def _flag(block: Maybe[Inputs] | None, name: str) -> Maybe[bool]:
    if block is None or isinstance(block, Unknown):
        return False if block is None else UNKNOWN
    value = block.flag(name)
    return False if value is None else value


def _lifecycle(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    varies = inputs.text("transitionDefaultMinimumObjectSize") == "varies_by_storage_class"
    yield from _parts(
        resource, context, lifecycle=_rules(inputs.blocks("rules"), _TAKE_SMALL if varies else frozenset())
    )


def _versioning(resource: Resource, context: Context) -> Iterable[Fact]:
    block = Inputs(resource.inputs).block("versioningConfiguration")
    status = block.text("status") if isinstance(block, Inputs) else UNKNOWN
    # A suspended bucket keeps the versions that it has, but adds none.
    yield from _parts(resource, context, versioned=UNKNOWN if isinstance(status, Unknown) else status == "Enabled")


def _parts(
    resource: Resource,
    context: Context,
    lifecycle: Maybe[tuple[LifecycleRule, ...]] | None = None,
    versioned: Maybe[bool] | None = None,
) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    base = context.base(resource)
    name = inputs.text("bucket")
    yield Free(**base)
    for target in bucket_of(resource, context, "bucket", inputs.raw("bucket")) or (None,):
        yield BucketPart(
            **base,
            target=target,
            bucket_name=UNKNOWN if name is None else name,
            lifecycle=lifecycle,
            versioned=versioned,
        )


def _rules(
    blocks: Maybe[tuple[Maybe[Inputs], ...]], take_small: frozenset[str] = frozenset()
) -> Maybe[tuple[LifecycleRule, ...]]:
    if isinstance(blocks, Unknown):
        return UNKNOWN
    return tuple(UNREAD_RULE if isinstance(block, Unknown) else _rule(block, take_small) for block in blocks)


_STATUS: Final[Mapping[str, bool]] = {"Enabled": True, "Disabled": False}
"""Any other word is refused (LifecycleRule, Status)."""


def _rule(rule: Inputs, take_small: frozenset[str]) -> LifecycleRule:
    """One rule, of a bucket itself (`enabled`, ...) or of a lifecycle configuration (`status`, ...)."""
    status = rule.text("status")
    if status is None:
        enabled = rule.flag("enabled")
        status = UNKNOWN if enabled is None else enabled
    else:
        status = UNKNOWN if isinstance(status, Unknown) else _STATUS.get(plain(status), UNKNOWN)
    return LifecycleRule(
        enabled=status,
        whole_bucket=_whole(rule),
        transitions=_transitions(rule, take_small),
        expire_days=_expiry(rule, "expiration", "days"),
        noncurrent_expire_days=_expiry(rule, "noncurrentVersionExpiration", "noncurrentDays"),
        abort_incomplete_days=_abort(rule),
    )


def _whole(rule: Inputs) -> Maybe[bool]:
    """Whether the rule covers every object: no prefix, no tag, no size (but what is too small to be worth a rule)."""
    block = rule.block("filter")
    answers: list[Maybe[bool]] = [_unlimited(rule)]
    if isinstance(block, Unknown):
        answers.append(UNKNOWN)
    elif block is not None:
        inner = block.block("and")
        answers.append(_unlimited(block))
        if inner is not None:
            answers.append(UNKNOWN if isinstance(inner, Unknown) else _unlimited(inner))
    if False in answers:
        return False
    return UNKNOWN if UNKNOWN in answers else True


def _unlimited(inputs: Inputs) -> Maybe[bool]:
    found = [
        inputs.text("prefix"),
        None if _is_small(inputs.integer("objectSizeGreaterThan")) else inputs.integer("objectSizeGreaterThan"),
        _or_none(inputs.integer("objectSizeLessThan")),
        inputs.raw("tag") if inputs.raw("tag") != {} else None,
        inputs.raw("tags") if inputs.raw("tags") != {} else None,
    ]
    given = [value for value in found if value is not None]
    return True if not given else (False if any(not isinstance(value, Unknown) for value in given) else UNKNOWN)


def _is_small(size: Maybe[int] | None) -> bool:
    return isinstance(size, int) and size <= _SMALLEST_TIERED


def _or_none(value: Maybe[int] | None) -> Maybe[int] | None:
    """0 is how a state writes a figure that is not given."""
    return None if value == 0 else value


def _transitions(rule: Inputs, take_small: frozenset[str]) -> tuple[LifecycleTransition, ...]:
    blocks = rule.blocks("transitions")
    if isinstance(blocks, Unknown):
        return (LifecycleTransition(UNKNOWN, UNKNOWN),)
    found: list[LifecycleTransition] = []
    own = _own_smallest(rule)
    for block in blocks:
        storage_class = None if isinstance(block, Unknown) else block.text("storageClass")
        days = UNKNOWN if isinstance(block, Unknown) else _days(block, "days")
        name = UNKNOWN if storage_class is None else storage_class
        small = isinstance(name, str) and name in take_small
        smallest = own if own is not None else 0 if small else _SMALLEST_TIERED
        found.append(LifecycleTransition(name, 0 if days is None else days, smallest))
    return tuple(found)


def _own_smallest(rule: Inputs) -> int | None:
    """Bytes by the filter of the rule, which "always take precedence over the default transition behavior"; None: it says none."""
    block = rule.block("filter")
    inner = block.block("and") if isinstance(block, Inputs) else None
    for each in (block, inner):
        size = each.integer("objectSizeGreaterThan") if isinstance(each, Inputs) else None
        if isinstance(size, int) and size > 0:
            return size
    return None


def _expiry(rule: Inputs, name: str, days: str) -> Maybe[int] | None:
    """Days until objects go; None when the rule removes none. The plural is how older buckets spell it."""
    block = rule.block(name)
    block = rule.block(f"{name}s") if block is None else block
    if block is None or isinstance(block, Unknown):
        return block
    found = _days(block, days)
    return _days(block, "days") if found is None else found


def _days(block: Inputs, name: str) -> Maybe[int] | None:
    """A count of days; 0 is how a state writes one that is not given; a fixed date is not a count, so it is not known."""
    value = block.integer(name)
    if _or_none(value) is not None:
        return value
    return UNKNOWN if block.text("date") is not None else None


def _abort(rule: Inputs) -> Maybe[int] | None:
    block = rule.block("abortIncompleteMultipartUpload")
    if block is None:
        return _or_none(rule.integer("abortIncompleteMultipartUploadDays"))
    return UNKNOWN if isinstance(block, Unknown) else _days(block, "daysAfterInitiation")


def _volume(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    kind = inputs.text("type")
    # CreateVolume: "Default: gp2"; the size of one from a snapshot is the snapshot's.
    yield from _disk(resource, context, inputs, "gp2" if kind is None else kind)


def _volume_copy(resource: Resource, context: Context) -> Iterable[Fact]:
    """What a copy does not say is its source's."""
    inputs = Inputs(resource.inputs)
    kind = inputs.text("volumeType")
    yield from _disk(resource, context, inputs, UNKNOWN if kind is None else kind)


def _disk(resource: Resource, context: Context, inputs: Inputs, kind: Maybe[str]) -> Iterable[Fact]:
    size = inputs.number("size")
    yield _declared(resource, context, inputs, kind)
    if isinstance(kind, Unknown):
        yield charge(resource, context, "ebs-gib-month", UNKNOWN, "the volume type is not known")
        return
    yield charge(resource, context, f"{kind}-gib-month", UNKNOWN if size is None else size, "its size")
    if kind in _SELLS_IOPS and (iops := inputs.integer("iops")) is not None:
        paid = _paid_iops(kind, iops)
        for sku, start, count in iops_tiers(plain(kind), paid):
            yield charge(resource, context, sku, count, f"IOPS above {max(start, _free_iops(kind))}")
    throughput = inputs.number("throughput")
    if kind == "gp3" and throughput is not None:
        extra = throughput if isinstance(throughput, Unknown) else max(Decimal(0), throughput - _GP3_MIBPS)
        yield charge(resource, context, "gp3-mibps-month", extra, f"MiB/s above {_GP3_MIBPS}")


def _declared(resource: Resource, context: Context, inputs: Inputs, kind: Maybe[str]) -> Volume:
    users = {user.type for user in context.users(resource.urn)} - _NO_USE
    return Volume(
        **context.base(resource),
        name=resource.name,
        kind=kind,
        gib=inputs.number("size"),
        iops=_paid_iops(kind, inputs.integer("iops")),
        attached=UNKNOWN if users else False,
    )


def _paid_iops(kind: Maybe[str], iops: Maybe[int] | None) -> Maybe[int]:
    if iops is None or (isinstance(kind, str) and kind not in _SELLS_IOPS):
        return 0
    if isinstance(kind, Unknown) or isinstance(iops, Unknown) or iops < 0:
        return UNKNOWN
    paid = max(0, iops - _free_iops(kind))
    return SecretInt(paid) if isinstance(iops, SecretInt) else paid


def _free_iops(kind: str) -> int:
    return _GP3_IOPS if kind == "gp3" else 0


def _attachment(resource: Resource, context: Context) -> Iterable[Fact]:
    yield Free(**context.base(resource))
    value = resource.inputs.get("volumeId")
    found = context.referred(resource, "volumeId", value, (VOLUME, VOLUME_COPY))
    known = Inputs(resource.inputs).text("volumeId")
    for urn in found or (UNKNOWN if isinstance(known, Unknown) else None,):
        yield VolumeUse(**context.base(resource), volume=urn)


STORAGE: Final[Mapping[str, Reader]] = {
    **dict.fromkeys(BUCKETS, _bucket),
    VOLUME: _volume,
    VOLUME_ATTACHMENT: _attachment,
    VOLUME_COPY: _volume_copy,
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": _lifecycle,
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2": _lifecycle,
    "aws:s3/bucketVersioning:BucketVersioning": _versioning,
    "aws:s3/bucketVersioningV2:BucketVersioningV2": _versioning,
}
