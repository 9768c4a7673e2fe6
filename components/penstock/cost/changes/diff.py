"""What a change does to the bill: two estimates side by side, and first of all what the sums alone would hide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from penstock.cost.as_json import amounts, money
from penstock.cost.shapes import Estimate, Range, ResourceCost
from penstock.resources.facts import FactSet

from .lost_controls import KeyOf, lost
from .pairs import key as _key
from .pairs import pairs

_NOTHING: Final = Range.of(Decimal(0))


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its facts and its estimate. `aliases`: URN that a resource had before -> its URN. `absent`: why there is nothing on
    this side (a stack that is not there yet), empty when there is."""

    facts: FactSet
    estimate: Estimate
    aliases: Mapping[str, str] = field(default_factory=dict[str, str])
    absent: str = ""

    @classmethod
    def nothing(cls, why: str) -> Side:
        """A side without a resource."""
        return cls(FactSet(), Estimate((), _NOTHING, Decimal(0), {}, ()), absent=why)


@dataclass(frozen=True, slots=True)
class Warned:
    """What a reviewer must see first. `key` is the resource's URN without its stack and project."""

    key: str
    what: str


@dataclass(frozen=True, slots=True)
class Change:
    """One resource whose figures differ, or that has no price on either side. None: it is not there on that side."""

    key: str
    before: ResourceCost | None
    after: ResourceCost | None

    @property
    def kind(self) -> str:
        """added | removed | changed | unpriced: no figure of it differs, and it has no price on either side."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "unpriced" if _figures(self.before) == _figures(self.after) else "changed"

    @property
    def label(self) -> str:
        """For people."""
        resource = self.after or self.before
        return resource.label if resource else self.key

    @property
    def difference(self) -> Range | None:
        """USD a month, after less before; None when a line on either side has no price."""
        if any(side.why_unpriced for side in (self.before, self.after) if side is not None):
            return None
        return _less(self.after.monthly if self.after else _NOTHING, self.before.monthly if self.before else _NOTHING)


@dataclass(frozen=True, slots=True)
class Difference:
    """`total`: after less before, of what is priced on each side. `comparable`: nothing became or ceased to be unpriced, so
    that the totals are of the same things. `unpriced_on_both`: keys (after the change) of what has no price before nor after."""

    before: Estimate
    after: Estimate
    warned: tuple[Warned, ...]
    changes: tuple[Change, ...]
    unpriced_on_both: tuple[str, ...]
    comparable: bool

    @property
    def total(self) -> Range:
        """USD a month."""
        return _less(self.after.total, self.before.total)


def compare(before: Side, after: Side, *, year: int) -> Difference:
    """The change from `before` to `after`, resources matched by type and name; what has no price first, then the largest expected
    change. `year`: over which the hours of schedules are counted."""
    renamed = pairs(_urns(before), _urns(after), after.aliases)

    def key_before(urn: str) -> str:
        found = _key(urn)
        return renamed.get(found, found)

    old = {renamed.get(key, key): cost for key, cost in _by_key(before.estimate).items()}
    new = _by_key(after.estimate)
    changes = [
        Change(key, old.get(key), new.get(key))
        for key in sorted({*old, *new})
        if _figures(old.get(key)) != _figures(new.get(key)) or _is_unpriced(new.get(key))
    ]
    changes.sort(key=lambda it: (it.difference is not None, it.kind == "unpriced", -abs(_expected(it)), it.key))
    was, now = {key_before(urn): why for urn, why in before.estimate.unpriced.items()}, after.estimate.unpriced
    return Difference(
        before.estimate,
        after.estimate,
        (*_unpriced(was, {*old}, after), *_lost(before, after, key_before, year)),
        tuple(changes),
        unpriced_on_both=tuple(sorted(key for key in {_key(urn) for urn in now} if key in was)),
        comparable=was.keys() == {_key(urn) for urn in now},
    )


def to_json(difference: Difference) -> dict[str, Any]:
    """`difference` as plain dicts, lists, text and None."""
    return {
        "currency": "USD",
        "period": "month",
        "comparable": difference.comparable,
        "unpriced_on_both": list(difference.unpriced_on_both),
        "before": _side(difference.before),
        "after": _side(difference.after),
        "change": amounts(difference.total),
        "warnings": [{"resource": warned.key, "what": warned.what} for warned in difference.warned],
        "resources": [
            {
                "resource": change.key,
                "label": change.label,
                "kind": change.kind,
                "before": None if change.before is None else amounts(change.before.monthly),
                "after": None if change.after is None else amounts(change.after.monthly),
                "difference": None if change.difference is None else money(change.difference.expected),
                "why_unpriced": list(change.after.why_unpriced) if change.after else [],
            }
            for change in difference.changes
        ],
    }


def _side(estimate: Estimate) -> dict[str, Any]:
    return {
        "total": amounts(estimate.total),
        "total_at_most": amounts(estimate.total_at_most),
        "held_to_nothing": list(estimate.held_to_nothing),
        "unpriced": dict(estimate.unpriced),
    }


def _unpriced(was: Mapping[str, str], there: Iterable[str], after: Side) -> Iterator[Warned]:
    """What becomes unpriced: a sum that is lower by it is no saving."""
    known = {*there, *was}
    for urn, why in after.estimate.unpriced.items():
        key = _key(urn)
        if key not in was:
            yield Warned(key, f"{'becomes' if key in known else 'is new and'} unpriced: {why}")


def _lost(before: Side, after: Side, key_before: KeyOf, year: int) -> Iterator[Warned]:
    """Controls that the base had; a side that is wholly gone or new has lost none."""
    if before.absent or after.absent:
        return
    for urn, what in lost(before.facts, after.facts, key_before, _key, year):
        yield Warned(_key(urn), what)


def _urns(side: Side) -> Iterator[str]:
    facts = side.facts
    every = (*facts.nodes, *facts.templates, *facts.buckets, *facts.charges, *facts.budgets, *facts.gateways)
    yield from (it.urn for it in (*every, *facts.volumes, *facts.snapshots))
    yield from (it.network for it in facts.gateways if it.network is not None)
    yield from (it.urn for it in side.estimate.resources)
    yield from side.estimate.unpriced


def _by_key(estimate: Estimate) -> Mapping[str, ResourceCost]:
    """Several costs of one resource (a charge each) are one: their lines together. What has no price has no line either, where
    nobody knows what it is made of."""
    found: dict[str, ResourceCost] = {}
    for resource in estimate.resources:
        key = _key(resource.urn)
        first = found.get(key)
        found[key] = resource if first is None else _together(first, resource)
    for urn, why in estimate.unpriced.items():
        key = _key(urn)
        if key not in found:
            found[key] = ResourceCost(urn, urn.rpartition("::")[2], "service", "", (), why_unpriced=(why,))
    return found


def _together(first: ResourceCost, second: ResourceCost) -> ResourceCost:
    return ResourceCost(
        first.urn,
        first.label,
        first.kind,
        first.detail,
        (*first.components, *second.components),
        why_unpriced=(*first.why_unpriced, *second.why_unpriced),
        undeclared=(*first.undeclared, *second.undeclared),
        unbounded=first.unbounded or second.unbounded,
    )


def _figures(resource: ResourceCost | None) -> object:
    """What differs where a resource changes. Of an unpriced line, its quantity: more of what has no price costs more too."""
    if resource is None:
        return None
    counts = [
        (line.name, line.unit, amounts(line.monthly_quantity))
        for line in resource.components
        if line.unit_price is None
    ]
    return (
        amounts(resource.monthly),
        amounts(resource.monthly_at_most),
        sorted(counts, key=str),
        sorted(resource.why_unpriced),
        bool(resource.components),
    )


def _is_unpriced(resource: ResourceCost | None) -> bool:
    return resource is not None and bool(resource.why_unpriced)


def _expected(change: Change) -> Decimal:
    return Decimal(0) if change.difference is None else change.difference.expected


def _less(one: Range, other: Range) -> Range:
    return Range(one.floor - other.floor, one.expected - other.expected, one.ceiling - other.ceiling)
