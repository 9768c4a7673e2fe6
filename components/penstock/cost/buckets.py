"""What an object-store bucket costs, by its declared size and its lifecycle.

A lifecycle is read as tiers by the age of an object. An object that leaves a tier before the class's minimum days is billed
to their end, so a GiB in that tier costs its price x minimum days / days stayed. Then:

- ceiling: every GiB in the dearest tier, which is the first unless minimum days make a colder one dearer;
- floor: every GiB in the cheapest tier reached;
- expected: objects that expire are spread evenly over their life; ones that never do have aged past the last transition.

Not counted, because nobody declares them: retrieval, old versions, and the 128 KiB that a small object is billed as.
Requests are, where a usage file says how many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from penstock.catalog import StorageClass
from penstock.resources.facts import Bucket
from penstock.resources.stored import LifecycleRule
from penstock.resources.values import known

from .prices import CatalogOf, Market, UnpricedError
from .shapes import CostComponent, Range, ResourceCost, Saving, UndeclaredUse
from .usage import Usage

_REQUESTS: Final = ("writes", "reads")


@dataclass(frozen=True, slots=True)
class _Tier:
    """Objects of `start` to `end` days are in `storage_class`; `end` None: for good."""

    storage_class: str
    start: int
    end: int | None


def bucket_cost(bucket: Bucket, catalog_of: CatalogOf, usage: Usage) -> ResourceCost:
    """The lines of one bucket; its always-on twin keeps everything in the first class."""
    market = Market(catalog_of, bucket.cloud, bucket.region)
    declared = {key: usage.of(bucket.urn, key) for key in ("storage_gib", *_REQUESTS)}
    gib = bucket.gib if declared["storage_gib"] is None else declared["storage_gib"]
    detail = f"{gib} GiB" if gib is not None else "size not declared"
    basis = ""
    try:
        if not known(bucket.storage_class):
            raise UnpricedError("its storage class is not known yet")
        tiers, basis = _tiers(bucket, bucket.storage_class)
        prices, day = _prices(tiers, market)
        first = market.storage(bucket.storage_class)
    except UnpricedError as error:
        lines = (CostComponent("storage", "GiB-month", Range.of(gib), None, None, basis),) if gib else ()
        return ResourceCost(bucket.urn, bucket.label, "bucket", detail, lines, why_unpriced=(str(error),))
    requests, undeclared = _requests(first, declared)
    lines = requests
    savings: tuple[Saving, ...] = ()
    if gib is None:
        undeclared = (UndeclaredUse("storage", "GiB-month", prices.expected, day, basis, "storage_gib"), *undeclared)
    else:
        spread = None if prices.floor == prices.ceiling else prices
        lines = (CostComponent("storage", "GiB-month", Range.of(gib), prices.expected, day, basis, spread), *requests)
        cheaper = first.gib_month - prices.expected
        savings = (Saving("tiers", "GiB-month", gib, cheaper, f"{first.name} less the tiers' price"),)
    cost = ResourceCost(
        bucket.urn,
        bucket.label,
        "bucket",
        detail,
        lines,
        why_unpriced=tuple(f"no price of {line.name} in {bucket.region}" for line in lines if line.monthly is None),
        undeclared=undeclared,
        savings=tuple(saving for saving in savings if saving.monthly),
    )
    return replace(cost, always_on=cost.monthly.expected + sum((saving.monthly for saving in savings), Decimal(0)))


def _requests(
    first: StorageClass, declared: Mapping[str, Decimal | None]
) -> tuple[tuple[CostComponent, ...], tuple[UndeclaredUse, ...]]:
    """Writes and reads in the first class, by the thousand; declared ones without a price are unpriced lines."""
    lines: list[CostComponent] = []
    undeclared: list[UndeclaredUse] = []
    for key, price in zip(_REQUESTS, (first.writes_1000, first.reads_1000), strict=True):
        count = declared[key]
        if count is not None:
            day = None if price is None else first.price_date
            lines.append(CostComponent(key, "1,000", Range.of(count / 1000), price, day, "declared in the usage file"))
        elif price is not None:
            undeclared.append(UndeclaredUse(key, "1,000", price, first.price_date, "depends on use", key))
    return tuple(lines), tuple(undeclared)


def _tiers(bucket: Bucket, first: str) -> tuple[Sequence[_Tier], str]:
    """By age. Rules that are off, that cover a part of the bucket, or that are not known leave everything where it is."""
    if not known(bucket.lifecycle):
        return [_Tier(first, 0, None)], f"lifecycle not known: all in {first}"
    rules = [rule for rule in bucket.lifecycle if rule.enabled is True and rule.whole_bucket is True]
    moves = _moves(rules, first)
    if moves is None:
        return [_Tier(first, 0, None)], f"a transition is not known: all in {first}"
    lives = [rule.expire_days for rule in rules if rule.expire_days is not None]
    expire = min((days for days in lives if known(days) and days > 0), default=None)
    kept = bucket.soft_delete_days if known(bucket.soft_delete_days) else 0
    if expire is not None:
        expire += kept  # a deleted object is kept, and billed, so long
    moves = [(days, name) for days, name in moves if expire is None or days < expire]
    ends = [*(days for days, _ in moves[1:]), expire]
    tiers = [_Tier(name, days, end) for (days, name), end in zip(moves, ends, strict=True) if end is None or end > days]
    basis = ", ".join(
        f"{tier.storage_class} from day {tier.start}" if tier.start else tier.storage_class for tier in tiers
    )
    if known(bucket.autoclass) and bucket.autoclass:
        basis = f"{basis}, moved by when it was last read: counted as never moved"
    softly = f", {kept} of them deleted and still billed" if kept else ""
    return tiers, f"{basis}, gone after {expire} days{softly}" if expire else basis


def _moves(rules: Iterable[LifecycleRule], first: str) -> list[tuple[int, str]] | None:
    """(days, class) from day 0 on, in order; None when one of them is not known."""
    found = [(0, first)]
    for move in (move for rule in rules for move in rule.transitions):
        if not known(move.days) or not known(move.storage_class):
            return None
        found.append((move.days, move.storage_class))
    return sorted(found, key=lambda move: move[0])


def _prices(tiers: Sequence[_Tier], market: Market) -> tuple[Range, date]:
    """USD per GiB-month of data that is kept so, and the oldest day among the prices."""
    classes = [market.storage(tier.storage_class) for tier in tiers]
    real: list[tuple[Decimal, Decimal]] = []  # (price of a GiB-month in this tier, days that an object stays in it)
    for tier, price in zip(tiers, classes, strict=True):
        if tier.end is None:
            real.append((price.gib_month, Decimal(0)))
            continue
        stay = Decimal(tier.end - tier.start)
        real.append((price.gib_month * max(stay, Decimal(price.minimum_days)) / stay, stay))
    life = sum((stay for _, stay in real), Decimal(0))
    forever = tiers[-1].end is None
    expected = real[-1][0] if forever else sum((usd * stay for usd, stay in real), Decimal(0)) / life
    return Range(min(usd for usd, _ in real), expected, max(usd for usd, _ in real)), min(
        price.price_date for price in classes
    )
