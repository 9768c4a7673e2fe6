"""The lines of an estimate that are shown: all of them, or the dearest, with the sum of what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Final

from penstock.cost.shapes import CostComponent, Estimate, Range, ResourceCost

DEAREST: Final = 25
"""Lines that a table shows by default: what matters of a month fits a screen, and thousands are nobody's to read."""

KINDS: Final = {"pool": "Pools", "bucket": "Buckets", "service": "Services"}

_NOTHING: Final = Range.of(Decimal(0))


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `resource` None: of a service, and maybe of several; `component` None: a resource that has no line of its own."""

    kind: str
    resource: ResourceCost | None
    component: CostComponent | None

    @property
    def monthly(self) -> Range:
        """What it adds to the total."""
        return (self.component and self.component.monthly) or _NOTHING

    @property
    def unpriced(self) -> bool:
        """Whether it has no price, or nothing says how much of it there is."""
        without = self.component is not None and self.component.unit_price is None
        return without or (self.component is None and bool(self.resource and self.resource.why_unpriced))

    @property
    def weight(self) -> tuple[Decimal, Decimal]:
        """By what it is dear: what is expected of it, an unpriced one by what it is held to; then the most."""
        held = (self.component and self.component.monthly_at_most) or _NOTHING
        return held.expected, held.ceiling


@dataclass(frozen=True, slots=True)
class Shown:
    """The lines of a table, in its order, and what is left out of it: lines, those of them that are unpriced, their sum."""

    lines: Sequence[Line]
    more: int = 0
    more_unpriced: int = 0
    more_monthly: Range = _NOTHING


def shown(estimate: Estimate, *, every: bool) -> Shown:
    """Every line, or the dearest."""
    lines = list(_lines(estimate))
    if every or len(lines) <= DEAREST:
        return Shown(lines)
    order = sorted(range(len(lines)), key=lambda it: lines[it].weight, reverse=True)
    left = [lines[it] for it in order[DEAREST:]]
    return Shown(
        [lines[it] for it in sorted(order[:DEAREST])],
        len(left),
        sum(line.unpriced for line in left),
        sum((line.monthly for line in left), _NOTHING),
    )


def _lines(estimate: Estimate) -> Iterator[Line]:
    for kind in KINDS:
        resources = [resource for resource in estimate.resources if resource.kind == kind]
        if kind == "service":
            yield from (Line(kind, None, component) for component in _together(resources))
            continue
        for resource in resources:
            for component in resource.components or (None,):
                yield Line(kind, resource, component)


def _together(resources: Iterable[ResourceCost]) -> Iterator[CostComponent]:
    """Services of one name and price on one line: thirty alarms are one figure to a reader."""
    components = sorted(
        ((component, resource.label) for resource in resources for component in resource.components),
        key=lambda it: (*_alike(it[0]), it[1]),
    )
    for _, group in groupby(components, key=lambda it: _alike(it[0])):
        found = list(group)
        same, labels = [component for component, _ in found], sorted({label for _, label in found})
        first = same[0]
        quantity = sum((component.monthly_quantity for component in same), _NOTHING)
        whose = few(labels)
        whys = few(list(dict.fromkeys(component.basis for component in same if component.basis)), "; ")
        basis = f"{whose}: {first.basis}" if len(same) == 1 else f"{len(same)} of them, {whose}{whys and f': {whys}'}"
        yield replace(first, monthly_quantity=quantity, basis=basis)


def _alike(component: CostComponent) -> tuple[str, str, bool, tuple[Decimal, ...]]:
    """Lines of one key are one to a reader: every price is the same, the most too, so that the row is the sum of its members."""
    unit_price, prices = component.unit_price, component.price_range
    usd = Range.of(unit_price or Decimal(0)) if prices is None else prices
    held = [Decimal(-1) if it is None else it for it in (component.at_most, component.typical)]
    return component.name, component.unit, unit_price is None, (usd.expected, usd.floor, usd.ceiling, *held)


def few(names: Sequence[str], between: str = ", ") -> str:
    """Three of `names`, and how many more there are."""
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{between.join(names[:3])}{more}"
