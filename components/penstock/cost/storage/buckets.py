"""What an object-store bucket costs, by its declared size and its lifecycle.

A lifecycle is read as tiers by the age of an object (`lives.py`). An object that leaves a tier before the class's minimum days is
billed to their end, so a GiB in that tier costs its price x minimum days / days stayed. (On Google Cloud they count from the object's
first day: "the object's time spent set at the original storage class counts towards any minimum storage duration that applies for the
new storage class"; Cloud Storage, Object Lifecycle Management.) Then:

- ceiling: every GiB in the dearest tier, which is the first unless minimum days make a colder one dearer;
- floor: every GiB in the cheapest tier reached;
- expected: the mean of an object's life, or of its first year where it lives longer. A tier that is reached after that saves nothing
  this year; what the bucket comes to once everything is in its last tier is in the basis.

What a bucket keeps of deleted objects (soft delete, old versions) comes on top of the size that is declared. Each transition is a
request to the class that an object moves to, at its price of a write (Amazon S3 pricing, Lifecycle transition requests into each class;
Cloud Storage pricing, "the Class A rate associated with the object's destination storage class"; Blob Storage pricing, write operations
of the tier). A usage file says of how many objects.

A usage file that says of how many objects, and how much they hold, says how large they are on the mean: S3 moves no small ones by
default, most cold classes bill 128 KiB at least (Amazon S3 pricing; Blob Storage, Access tiers, minimum billable object size, of accounts
that are made since July 2026), and Glacier adds to each object 32 KiB in its class and 8 KiB in Standard (Amazon S3 pricing).

Not counted, because nobody declares them: retrieval; and requests and the old versions of what is overwritten, but where a usage file
says how many. That old versions are not in the figure is in the basis.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from penstock.catalog import StorageClass
from penstock.cost.bounds.machines import PER_STORED_GIB, PER_THOUSAND
from penstock.cost.prices import CatalogOf, Market, UnpricedError
from penstock.cost.shapes import CostComponent, Range, ResourceCost, Saving, UndeclaredUse
from penstock.cost.usage import Usage
from penstock.resources.facts import Bucket
from penstock.resources.reading.values import known

from .object_lives import YEAR, Life, life_of

_REQUESTS: Final = ("writes", "reads")
_OBJECTS: Final = "objects"
_OLD_VERSIONS: Final = "old_versions_gib"

_OVERHEAD: Final[Mapping[str, tuple[int, int]]] = {"GLACIER": (32, 8), "DEEP_ARCHIVE": (32, 8)}
"""Class -> KiB that are added to each object at its price, and at that of the class `STANDARD`."""

_WATCHED: Final[Mapping[str, str]] = {
    "AUTOCLASS": "autoclass-management-1000-objects",
    "INTELLIGENT_TIERING": "s3-intelligent-monitoring-1000-objects",
}
"""What moves objects by when they were last read -> the key of what it takes for 1,000 of them a month."""

_INTO_WATCHED: Final = 2
"""A transition into S3 Intelligent-Tiering costs twice what a write to it does, 0.01 $ for 1,000 in us-east-1 (Amazon S3 pricing)."""


@dataclass(frozen=True, slots=True)
class _Prices:
    """USD per GiB-month of what a bucket holds (`tiers`), in its `first` class, and of what it keeps of deleted objects (`last`).
    `notes`: what makes a class dearer than its price, for people."""

    tiers: Range
    first: StorageClass
    last: Decimal
    classes: Sequence[StorageClass]
    notes: Sequence[str] = ()

    @property
    def day(self) -> date:
        """The oldest among them."""
        return min(kind.price_date for kind in self.classes)


def bucket_cost(bucket: Bucket, catalog_of: CatalogOf, usage: Usage) -> ResourceCost:
    """The lines of one bucket; its always-on twin keeps everything in the first class."""
    market = Market(catalog_of, bucket.cloud, bucket.region)
    declared = {key: usage.of(bucket.urn, key) for key in ("storage_gib", *_REQUESTS, _OBJECTS, _OLD_VERSIONS)}
    gib = bucket.gib if declared["storage_gib"] is None else declared["storage_gib"]
    detail = f"{gib} GiB" if gib is not None else "size not declared"
    basis = ""
    try:
        if not known(bucket.storage_class):
            raise UnpricedError("its storage class is not known yet")
        objects = declared[_OBJECTS]
        mean = gib * 2**30 / objects if gib and objects else None
        life = life_of(bucket, bucket.storage_class, mean)
        basis = life.basis
        prices = _prices(life, market, mean)
    except UnpricedError as error:
        held = CostComponent(
            "storage", "GiB-month", Range.of(gib or Decimal(0)), None, None, basis, at_most=PER_STORED_GIB
        )
        lines = (held,) if gib else ()
        return ResourceCost(bucket.urn, bucket.label, "bucket", detail, lines, why_unpriced=(str(error),))
    lines, undeclared = _by_object(life, prices, market, declared)
    if life.old_versions and declared[_OLD_VERSIONS] is None:
        old = UndeclaredUse(
            "old versions", "GiB-month", prices.first.gib_month, prices.day, life.old_versions, _OLD_VERSIONS
        )
        undeclared = (*undeclared, old)
    savings: tuple[Saving, ...] = ()
    if gib is None:
        each = prices.tiers.expected + prices.last * life.kept.expected
        words = _words(life, prices, None)
        undeclared = (UndeclaredUse("storage", "GiB-month", each, prices.day, words, "storage_gib"), *undeclared)
    else:
        lines = (*_storage(life, prices, gib, declared[_OLD_VERSIONS]), *lines)
        cheaper = prices.first.gib_month - prices.tiers.expected
        savings = (Saving("tiers", "GiB-month", gib, cheaper, f"{prices.first.name} less the tiers' price"),)
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


def _storage(life: Life, prices: _Prices, gib: Decimal, old: Decimal | None) -> Iterator[CostComponent]:
    """What it holds, what it keeps of deleted objects, and the old versions of what is overwritten, where those are declared."""
    tiers, words = prices.tiers, _words(life, prices, gib)
    if life.old_versions and old is None:
        words = f"{words}; not in it: {life.old_versions}"
    spread = None if tiers.floor == tiers.ceiling else tiers
    yield CostComponent("storage", "GiB-month", Range.of(gib), tiers.expected, prices.day, words, spread)
    if life.kept.ceiling:
        yield CostComponent("deleted, kept", "GiB-month", life.kept.times(gib), prices.last, prices.day, life.keeps)
    if old:
        said = f"declared in the usage file, in {prices.first.name}"
        yield CostComponent("old versions", "GiB-month", Range.of(old), prices.first.gib_month, prices.day, said)


def _words(life: Life, prices: _Prices, gib: Decimal | None) -> str:
    """The basis, with what the bucket comes to after the last transition where objects outlast the mean."""
    basis = "; ".join((life.basis, *prices.notes))
    if len(life.tiers) == 1 or (life.expire is not None and life.expire <= YEAR):
        return basis
    mean = f"{basis}: the mean of an object's first year"
    if life.expire is not None:
        return mean
    last = life.tiers[-1]
    usd = f"{prices.last} $ a GiB-month" if gib is None else f"{gib * prices.last:,.2f} $ a month"
    return f"{mean}; {usd} once all is in {last.storage_class}, after day {last.start}"


def _by_object(
    life: Life, prices: _Prices, market: Market, declared: Mapping[str, Decimal | None]
) -> tuple[tuple[CostComponent, ...], tuple[UndeclaredUse, ...]]:
    """What bills by the thousand. What is declared and has no price is an unpriced line."""
    lines: list[CostComponent] = []
    undeclared: list[UndeclaredUse] = []
    for use in (*_requests(prices), *_of_objects(life, prices, market)):
        count, usd = declared[use.key], use.usd
        day = None if usd is None else prices.day
        if count is not None:
            price, spread = (None, None) if usd is None else (usd.expected, usd if usd.floor != usd.ceiling else None)
            basis = "declared in the usage file" + (f": {use.basis}" if use.basis else "")
            most = PER_THOUSAND if price is None else None
            lines.append(
                CostComponent(use.name, use.unit, Range.of(count / 1000), price, day, basis, spread, at_most=most)
            )
        elif usd is not None:
            basis = use.basis or "depends on use"
            undeclared.append(UndeclaredUse(use.name, use.unit, usd.expected, prices.day, basis, use.key))
    return tuple(lines), tuple(undeclared)


@dataclass(frozen=True, slots=True)
class _Use:
    """What bills by the thousand: `usd` for one thousand; None: there is no price."""

    name: str
    key: str
    unit: str
    usd: Range | None
    basis: str = ""


def _requests(prices: _Prices) -> Iterator[_Use]:
    """Writes and reads in the first class."""
    for key, usd in zip(_REQUESTS, (prices.first.writes_1000, prices.first.reads_1000), strict=True):
        yield _Use(key, key, "1,000", None if usd is None else Range.of(usd))


def _of_objects(life: Life, prices: _Prices, market: Market) -> Iterator[_Use]:
    """What an object costs beside its size: its transitions, and what watches when it is read."""
    moved = [kind for kind, moves in zip(prices.classes, life.moved, strict=True) if moves]
    if moved:
        where = ", ".join(kind.name for kind in moved)
        yield _Use("transitions", _OBJECTS, "1,000", _moves(life, moved), f"each moves once to {where}")
    for sku in sorted({_WATCHED[it] for it in life.watched if it in _WATCHED}):
        try:
            usd = Range.of(market.unit(sku).usd)
        except UnpricedError:
            usd = None
        yield _Use("monitoring", _OBJECTS, "1,000", usd, "each is watched for when it was last read")


def _moves(life: Life, moved: Sequence[StorageClass]) -> Range | None:
    """USD a month for 1,000 objects, which make each transition once in their life or in the year: at most all in one month."""
    total = Decimal(0)
    for kind in moved:
        if kind.writes_1000 is None:
            return None
        total += kind.writes_1000 * (_INTO_WATCHED if kind.name == "INTELLIGENT_TIERING" else 1)
    expected = total * YEAR / 12 / life.window
    return Range(Decimal(0), expected, max(total, expected))


def _prices(life: Life, market: Market, mean: Decimal | None) -> _Prices:
    """`mean`: bytes of an object; None: not known."""
    first = market.storage(life.first)
    classes = [market.storage(tier.storage_class) for tier in life.tiers]
    usd: list[Decimal] = []  # of a GiB-month in each tier
    notes: list[str] = []
    for tier, kind in zip(life.tiers, classes, strict=True):
        each, size = kind.gib_month, None if mean is None else mean / 1024
        if size is not None and size < kind.minimum_object_kib:
            each *= kind.minimum_object_kib / size
            notes.append(f"{kind.name} bills {size:,.1f} KiB as {kind.minimum_object_kib}")
        if size is not None and (added := _OVERHEAD.get(kind.name)):
            each += (added[0] * kind.gib_month + added[1] * market.storage("STANDARD").gib_month) / size
        if tier.end is not None:
            after = (
                life.kept_days if tier.end == life.expire else 0
            )  # in the same class, so that they count to its minimum
            stay = Decimal(tier.end - tier.start + after)
            least = Decimal(kind.minimum_days - (tier.start if kind.cloud == "gcp" else 0))
            if least > stay:
                each *= least / stay
                notes.append(f"{kind.name} billed for at least {kind.minimum_days} days")
        usd.append(each)
    mean_usd = sum((each * days for each, days in zip(usd, life.days_in_tiers, strict=True)), Decimal(0)) / life.window
    return _Prices(Range(min(usd), mean_usd, max(usd)), first, usd[-1], classes, tuple(notes))
