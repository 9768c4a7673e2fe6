"""Storage accounts as buckets: redundancy, access tier and lifecycle are the account's, and containers are parts of it.

A storage class is the access tier and the redundancy, `Hot_LRS`; of premium block blobs, which have no tiers, `Premium_LRS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.azure.charges import Reader, by_use, charge, free
from penstock.resources.azure.places import base
from penstock.resources.azure.references import followers, referred
from penstock.resources.azure.type_tokens import BLOB_CONTAINER, BLOB_SERVICE, MANAGEMENT_POLICY, STORAGE_ACCOUNT
from penstock.resources.facts import Bucket, BucketPart, Fact, LifecycleRule, LifecycleTransition
from penstock.resources.facts.data import UNREAD_RULE
from penstock.resources.reading.blocks import block_at, flag_at, integer_at, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import Tag

_TIERS: Final = {"tierToHot": "Hot", "tierToCool": "Cool", "tierToCold": "Cold", "tierToArchive": "Archive"}
"""Action of a lifecycle rule -> the access tier that it moves to."""

_FIRST_TIER: Final = "Hot"
"""`accessTier` of an account that says none (Access tiers for blob data: the default of general-purpose v2)."""

_REPLICATED: Final = ("GRS", "GZRS")


def _account(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    kind = inputs.text("kind")
    if kind == "FileStorage":  # its shares bill
        yield free(resource, context)
        return
    facts = base(resource, context)
    holder = context.holder(resource)
    ours = holder is not None and holder.type.startswith("penstock:azure:") and holder.type.endswith("Bucket")
    declared = Inputs(holder.inputs if holder is not None and ours else {})
    name = inputs.text("accountName")
    name = Inputs(resource.outputs).text("name") if name is None else name
    use = facts["tags"].get(Tag.USE)
    gib = declared.number("gib")
    redundancy = _redundancy(text_at(inputs, "sku", "name"))
    yield Bucket(
        **facts,
        name=resource.name,
        label=resource.name,
        bucket_name=UNKNOWN if name is None else name,
        use=declared.text("use") if use is None else use,
        gib=None if gib is None or isinstance(gib, Unknown) else gib,
        storage_class=_first_class(kind, inputs.text("accessTier"), redundancy),
        soft_delete_days=_soft_delete(resource, context),
        uploads_expire=True,  # Put Block: blocks that were not committed go a week after the last one
        several_regions=redundancy if isinstance(redundancy, Unknown) else plain(redundancy).endswith(_REPLICATED),
    )
    if isinstance(redundancy, Unknown):
        yield charge(resource, context, "blob-geo-replication-gib", UNKNOWN, "the redundancy is not known")
    elif plain(redundancy).endswith(_REPLICATED):
        yield by_use(resource, context, "blob-geo-replication-gib")


def _redundancy(sku: Maybe[str] | None) -> Maybe[str]:
    """`LRS` of `Standard_LRS`."""
    return masked_like(sku, plain(sku).rpartition("_")[2]) if isinstance(sku, str) else UNKNOWN


def _first_class(kind: Maybe[str] | None, tier: Maybe[str] | None, redundancy: Maybe[str]) -> Maybe[str]:
    """What a blob is in when it is written. A general-purpose v1 account has no tiers and other prices: a class of its own."""
    if not isinstance(kind, str) or isinstance(redundancy, Unknown) or isinstance(tier, Unknown):
        return UNKNOWN
    if kind == "BlockBlobStorage":
        first = "Premium"
    elif kind == "Storage":
        first = "GeneralPurposeV1"
    elif tier is None and kind == "BlobStorage":  # must be given
        return UNKNOWN
    else:
        first = _FIRST_TIER if tier is None else plain(tier)
    return masked_like(redundancy, f"{first}_{plain(redundancy)}")


def _soft_delete(account: Resource, context: Context) -> Maybe[int]:
    """Days that a deleted blob is kept: only where the account's blob service says so."""
    days: Maybe[int] = 0
    for service in followers(context, account.urn, "accountName", (BLOB_SERVICE,)):
        policy = Inputs(service.inputs).block("deleteRetentionPolicy")
        enabled, found = flag_at(policy, "enabled"), integer_at(policy, "days")
        if isinstance(enabled, Unknown):
            days = UNKNOWN
        elif enabled:
            days = UNKNOWN if found is None else found
    return days


def _blob_service(resource: Resource, context: Context) -> Iterable[Fact]:
    """Versioning; soft delete is read with the account."""
    yield free(resource, context)
    versioned = Inputs(resource.inputs).flag("isVersioningEnabled")
    yield from _parts(resource, context, versioned=False if versioned is None else versioned)


def _management_policy(resource: Resource, context: Context) -> Iterable[Fact]:
    yield free(resource, context)
    accounts = referred(
        resource, context, "accountName", Inputs(resource.inputs).raw("accountName"), (STORAGE_ACCOUNT,)
    )
    rules = block_at(Inputs(resource.inputs), "policy")
    blocks = UNKNOWN if not isinstance(rules, Inputs) else rules.blocks("rules")
    if isinstance(blocks, Unknown):
        yield from _parts(resource, context, lifecycle=UNKNOWN)
        return
    account = context.by_urn[accounts[0]] if accounts else None
    redundancy = _redundancy(None if account is None else text_at(Inputs(account.inputs), "sku", "name"))
    containers = () if account is None else _containers(account, context)
    yield from _parts(resource, context, lifecycle=tuple(_rule(it, redundancy, containers) for it in blocks))


def _parts(
    resource: Resource,
    context: Context,
    lifecycle: Maybe[tuple[LifecycleRule, ...]] | None = None,
    versioned: Maybe[bool] | None = None,
) -> Iterable[BucketPart]:
    value = Inputs(resource.inputs).raw("accountName")
    name = Inputs(resource.inputs).text("accountName")
    for target in referred(resource, context, "accountName", value, (STORAGE_ACCOUNT,)) or (None,):
        yield BucketPart(
            **base(resource, context),
            target=target,
            bucket_name=UNKNOWN if name is None else name,
            lifecycle=lifecycle,
            versioned=versioned,
        )


def _containers(account: Resource, context: Context) -> tuple[Maybe[str], ...]:
    """The names of the account's containers in the program."""
    found = followers(context, account.urn, "accountName", (BLOB_CONTAINER,))
    names = (Inputs(it.inputs).text("containerName") for it in found)
    return tuple(UNKNOWN if name is None else name for name in names)


def _rule(rule: Maybe[Inputs], redundancy: Maybe[str], containers: tuple[Maybe[str], ...]) -> LifecycleRule:
    if isinstance(rule, Unknown):
        return UNREAD_RULE
    enabled = rule.flag("enabled")
    actions = block_at(rule, "definition", "actions")
    blob = block_at(actions, "baseBlob")
    old = [block_at(actions, name, "delete") for name in ("version", "snapshot")]
    return LifecycleRule(
        enabled=True if enabled is None else enabled,
        whole_bucket=_whole(block_at(rule, "definition", "filters"), containers),
        transitions=_transitions(blob, redundancy),
        expire_days=_days(block_at(blob, "delete")),
        noncurrent_expire_days=_days(next((it for it in old if it is not None), None)),
    )


def _transitions(blob: Maybe[Inputs] | None, redundancy: Maybe[str]) -> tuple[LifecycleTransition, ...]:
    if isinstance(blob, Unknown):
        return (LifecycleTransition(UNKNOWN, UNKNOWN),)
    return tuple(
        LifecycleTransition(
            redundancy if isinstance(redundancy, Unknown) else masked_like(redundancy, f"{tier}_{plain(redundancy)}"),
            days,
        )
        for action, tier in _TIERS.items()
        if (days := _days(block_at(blob, action))) is not None
    )


def _days(condition: Maybe[Inputs] | None) -> Maybe[int] | None:
    """Days of age; None when there is no condition. Age since the last access or tier change is not known beforehand."""
    if condition is None or isinstance(condition, Unknown):
        return condition
    for name in ("daysAfterModificationGreaterThan", "daysAfterCreationGreaterThan"):
        days = condition.integer(name)
        if days is not None:
            return days
    return UNKNOWN


def _whole(filters: Maybe[Inputs] | None, containers: tuple[Maybe[str], ...]) -> Maybe[bool]:
    """Whether the rule covers every block blob: no tag, and no prefix but those that cover each container of the program."""
    if filters is None or isinstance(filters, Unknown):
        return True if filters is None else UNKNOWN
    kinds, prefixes, tags = filters.texts("blobTypes"), filters.texts("prefixMatch"), filters.blocks("blobIndexMatch")
    if isinstance(kinds, Unknown) or isinstance(prefixes, Unknown) or isinstance(tags, Unknown):
        return UNKNOWN
    if tags or (kinds and "blockBlob" not in kinds and UNKNOWN not in kinds):
        return False
    if not prefixes:
        return True if not kinds or "blockBlob" in kinds else UNKNOWN
    covered = [_covered(name, prefixes) for name in containers]
    if False in covered or not covered:
        return False
    return UNKNOWN if any(isinstance(it, Unknown) for it in covered) else True


def _covered(container: Maybe[str], prefixes: tuple[Maybe[str], ...]) -> Maybe[bool]:
    if isinstance(container, Unknown):
        return UNKNOWN
    name = f"{plain(container)}/"
    if any(isinstance(prefix, str) and name.startswith(plain(prefix)) for prefix in prefixes):
        return True
    return UNKNOWN if any(isinstance(prefix, Unknown) for prefix in prefixes) else False


STORAGE: Final[Mapping[str, Reader]] = {
    BLOB_SERVICE: _blob_service,
    MANAGEMENT_POLICY: _management_policy,
    STORAGE_ACCOUNT: _account,
}
