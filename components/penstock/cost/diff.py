"""What a change does to the bill: two estimates side by side, and first of all what the sums alone would hide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from penstock.resources.facts import FactSet, Node

from .as_json import amounts, money
from .shapes import Estimate, Range, ResourceCost

_NOTHING: Final = Range.of(Decimal(0))


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its facts and its estimate."""

    facts: FactSet
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Warned:
    """What a reviewer must see first. `key` is the resource's URN without its stack and project."""

    key: str
    what: str


@dataclass(frozen=True, slots=True)
class Change:
    """One resource whose figures differ. None: it is not there on that side."""

    key: str
    before: ResourceCost | None
    after: ResourceCost | None

    @property
    def kind(self) -> str:
        """added | removed | changed."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

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
    that the totals are of the same things."""

    before: Estimate
    after: Estimate
    warned: tuple[Warned, ...]
    changes: tuple[Change, ...]

    @property
    def total(self) -> Range:
        """USD a month."""
        return _less(self.after.total, self.before.total)

    @property
    def comparable(self) -> bool:
        """Whether the same resources are unpriced on both sides."""
        return {_key(urn) for urn in self.before.unpriced} == {_key(urn) for urn in self.after.unpriced}


def compare(before: Side, after: Side) -> Difference:
    """The change from `before` to `after`, resources matched by type and name; the largest expected change first."""
    old, new = _by_key(before.estimate), _by_key(after.estimate)
    changes = [
        Change(key, old.get(key), new.get(key))
        for key in sorted({*old, *new})
        if _figures(old.get(key)) != _figures(new.get(key))
    ]
    changes.sort(key=lambda change: (change.difference is not None, -abs(_expected(change)), change.key))
    return Difference(before.estimate, after.estimate, tuple(_warned(before, after)), tuple(changes))


def to_json(difference: Difference) -> dict[str, Any]:
    """`difference` as plain dicts, lists, text and None."""
    return {
        "currency": "USD",
        "period": "month",
        "comparable": difference.comparable,
        "before": {"total": amounts(difference.before.total), "unpriced": dict(difference.before.unpriced)},
        "after": {"total": amounts(difference.after.total), "unpriced": dict(difference.after.unpriced)},
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


def _warned(before: Side, after: Side) -> Iterator[Warned]:
    was = {_key(urn): why for urn, why in before.estimate.unpriced.items()}
    there = {_key(urn) for urn in before.estimate.unpriced} | set(_by_key(before.estimate))
    for urn, why in after.estimate.unpriced.items():
        key = _key(urn)
        if key not in was:
            yield Warned(key, f"{'becomes' if key in there else 'is new and'} unpriced: {why}")
    nodes = {_key(node.urn): node for node in before.facts.nodes}
    for node in after.facts.nodes:
        old = nodes.get(_key(node.urn))
        if old is not None:
            yield from (Warned(_key(node.urn), what) for what in _lost(old, node))


def _lost(old: Node, new: Node) -> Iterator[str]:
    """Controls that a pool had, and has no longer."""
    if _all_spot(old) is True and _all_spot(new) is not True:
        yield "is no longer all spot: " + ("part of it is on-demand" if _all_spot(new) is False else "undetermined")
    if old.schedule and not new.schedule:
        yield "loses its schedule"
    if old.idle and not new.idle:
        yield "loses its idle shutdown"
    if old.maximum != new.maximum and not (
        isinstance(old.maximum, int) and isinstance(new.maximum, int) and new.maximum < old.maximum
    ):
        yield f"may grow to {new.maximum} nodes; it was {old.maximum}"


def _all_spot(node: Node) -> object:
    capacity = node.capacity or (node.template.capacity if node.template else None)
    return None if capacity is None else capacity.all_spot


def _by_key(estimate: Estimate) -> Mapping[str, ResourceCost]:
    """Several costs of one resource (a charge each) are one: their lines together."""
    found: dict[str, ResourceCost] = {}
    for resource in estimate.resources:
        key = _key(resource.urn)
        first = found.get(key)
        found[key] = resource if first is None else _together(first, resource)
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
    )


def _figures(resource: ResourceCost | None) -> object:
    return None if resource is None else (amounts(resource.monthly), resource.why_unpriced, bool(resource.components))


def _expected(change: Change) -> Decimal:
    return Decimal(0) if change.difference is None else change.difference.expected


def _less(one: Range, other: Range) -> Range:
    return Range(one.floor - other.floor, one.expected - other.expected, one.ceiling - other.ceiling)


def _key(urn: str) -> str:
    """Type and name: stack and project differ where one program is compared in two stacks."""
    return urn.split("::", 2)[-1]
