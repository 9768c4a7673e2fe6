"""Which of several types a group is priced at: the one that its cloud takes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from penstock.resources.facts import Takes
from penstock.resources.values import Maybe, Unknown

from .prices import Hourly
from .shapes import Range

_SMALLEST: Final = Decimal("0.000001")
"""USD. A mean is not more exact than the prices that it is of."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Of the types that may come, in the program's order. `takes`: which of them does."""

    each: tuple[Hourly, ...]
    takes: Maybe[Takes]

    @property
    def range(self) -> Range:
        """The cheapest, the one that comes, the dearest; USD per node-hour."""
        usd = [it.usd for it in self.each]
        return Range(min(usd), self._taken.usd, max(usd))

    @property
    def day(self) -> date:
        return self._taken.day

    @property
    def basis(self) -> str:
        """Which type is expected, and why."""
        cheapest, dearest, taken = self._cheapest, self._dearest, self._taken
        estimated = "; spot price estimated" if any(it.estimated for it in self.each) else ""
        if dearest.usd == cheapest.usd:
            return f"{cheapest.instance_type}{estimated}"
        if self.takes is Takes.ANY:
            of = f"the mean of {len(self.each)} types, for the cloud picks by capacity"
            return f"{of}; floor {cheapest.instance_type}, ceiling {dearest.instance_type}{estimated}"
        which = "dearest" if isinstance(self.takes, Unknown) else self.takes.value
        why = ", for how it picks is not known" if isinstance(self.takes, Unknown) else ""
        floor = "" if taken.usd == cheapest.usd else f"; floor {cheapest.instance_type}"
        ceiling = "" if taken.usd == dearest.usd else f"; ceiling {dearest.instance_type}"
        return f"the {which} type, {taken.instance_type}{why}{floor}{ceiling}{estimated}"

    @property
    def _cheapest(self) -> Hourly:
        return min(self.each, key=lambda it: it.usd)

    @property
    def _dearest(self) -> Hourly:
        return max(self.each, key=lambda it: it.usd)

    @property
    def _taken(self) -> Hourly:
        if self.takes is Takes.FIRST:
            return self.each[0]
        if self.takes is Takes.CHEAPEST:
            return self._cheapest
        if isinstance(self.takes, Unknown):
            return self._dearest
        oldest = min(self.each, key=lambda it: it.day)
        return replace(oldest, usd=mean(it.usd for it in self.each))


def mean(usd: Iterable[Decimal]) -> Decimal:
    """Of prices in USD, of which there is one at least."""
    each = tuple(usd)
    return (sum(each, Decimal(0)) / len(each)).quantize(_SMALLEST, ROUND_HALF_UP)
