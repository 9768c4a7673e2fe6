"""A limit of spending, which tells somebody and stops nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from penstock.resources.reading.values import Maybe

from .fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget(Fact):
    """A limit of what a cloud may cost in a period. `notifies`: whether anybody is told that it is reached. `limit`: the figure, in
    the budget's own currency and period; None where the program gives none."""

    notifies: Maybe[bool]
    limit: Maybe[Decimal] | None = None
