"""Which of several types a group is priced at: the one that its cloud takes first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from penstock.cost.prices import Bound, Hourly
from penstock.cost.shapes import Range
from penstock.resources.facts import Takes
from penstock.resources.reading.values import Maybe, Unknown

_SMALLEST: Final = Decimal("0.000001")
"""USD. A mean is not more exact than the prices that it is of."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Of the types that may come, in the program's order. `takes`: which of them does; `alike`: of the first or the cheapest, so many.
    `most`: what the dearest may cost at most, where that is more than its price of today."""

    each: tuple[Hourly, ...]
    takes: Maybe[Takes]
    alike: int = 1
    most: Bound | None = None

    @property
    def range(self) -> Range:
        """The cheapest, the one that comes, the dearest; USD per node-hour."""
        dearest = self._dearest.usd
        return Range(self._cheapest.usd, self._expected, dearest if self._most is None else self._most.usd)

    @property
    def day(self) -> date:
        return min(it.day for it in self._taken)

    @property
    def basis(self) -> str:
        """Which type is expected, and why."""
        estimated = "; spot price estimated" if any(it.estimated for it in self.each) else ""
        most = "" if self._most is None else f"; ceiling {self._most.words}"
        return f"{self._which}{'' if most else self._ceiling}{estimated}{most}"

    @property
    def _which(self) -> str:
        cheapest, taken = self._cheapest, self._taken
        if self._dearest.usd == cheapest.usd:
            return cheapest.instance_type
        floor = "" if self._expected == cheapest.usd else f"; floor {cheapest.instance_type}"
        if self.takes is Takes.ANY:
            return f"the mean of {len(self.each)} types, for the cloud picks by capacity{floor}"
        if len(taken) > 1:
            alike = "come first alike" if self.takes is Takes.FIRST else "are the cheapest and share"
            return f"the mean of the {len(taken)} types that {alike}, {taken[0].instance_type} one of them{floor}"
        which = "dearest" if isinstance(self.takes, Unknown) else self.takes.value
        why = ", for how it picks is not known" if isinstance(self.takes, Unknown) else ""
        return f"the {which} type, {taken[0].instance_type}{why}{floor}"

    @property
    def _ceiling(self) -> str:
        return "" if self._dearest.usd == self._expected else f"; ceiling {self._dearest.instance_type}"

    @property
    def _most(self) -> Bound | None:
        return self.most if self.most is not None and self.most.usd > self._dearest.usd else None

    @property
    def _cheapest(self) -> Hourly:
        return min(self.each, key=lambda it: it.usd)

    @property
    def _dearest(self) -> Hourly:
        return max(self.each, key=lambda it: it.usd)

    @property
    def _expected(self) -> Decimal:
        usd = [it.usd for it in self._taken]
        return usd[0] if len(usd) == 1 else min(max(mean(usd), min(usd)), max(usd))  # a rounded mean stays among them

    @property
    def _taken(self) -> Sequence[Hourly]:
        """Those that come, each as likely as the next."""
        if self.takes is Takes.FIRST:
            return self.each[: self.alike]
        if self.takes is Takes.CHEAPEST:
            return sorted(self.each, key=lambda it: it.usd)[: self.alike]
        return (self._dearest,) if isinstance(self.takes, Unknown) else self.each


def mean(usd: Iterable[Decimal]) -> Decimal:
    """Of prices in USD, of which there is one at least."""
    each = tuple(usd)
    return (sum(each, Decimal(0)) / len(each)).quantize(_SMALLEST, ROUND_HALF_UP)
