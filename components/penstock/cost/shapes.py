"""What an estimate is made of. Money is Decimal USD a month; a missing price is None and is counted, never 0."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Range:
    """Floor (what is kept whatever happens), expected (the declared schedule), ceiling (everything at its maximum)."""

    floor: Decimal
    expected: Decimal
    ceiling: Decimal

    def __add__(self, other: Range) -> Range:
        return Range(self.floor + other.floor, self.expected + other.expected, self.ceiling + other.ceiling)

    def times(self, price: Decimal) -> Range:
        """Each figure times `price`."""
        return Range(self.floor * price, self.expected * price, self.ceiling * price)


@dataclass(frozen=True, slots=True)
class CostComponent:
    """One line: `monthly_quantity` of `unit` at `unit_price`. `unit_price` None: unpriced.

    `basis` says where the quantity and the price come from, for people: `schedule 0 8 * * 1-5 .. 0 20 * * 1-5 Europe/Berlin x 2`,
    `spot estimated`.
    """

    name: str
    unit: str
    monthly_quantity: Range
    unit_price: Decimal | None
    price_date: date | None
    basis: str

    @property
    def monthly(self) -> Range | None:
        """USD a month; None when unpriced."""
        return None if self.unit_price is None else self.monthly_quantity.times(self.unit_price)


@dataclass(frozen=True, slots=True)
class ResourceCost:
    """One resource's lines. `kind`: pool | bucket | service. `label` is the name for people. `why_unpriced`: empty when every
    line has a price and a quantity. `always_on`: the same nodes 730 h on-demand, None for what has no such twin (then the
    expected figure counts)."""

    urn: str
    label: str
    kind: str
    detail: str
    components: tuple[CostComponent, ...]
    always_on: Decimal | None = None
    why_unpriced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A stack's month. `total` adds what is priced; `unpriced` names the rest (urn -> why)."""

    resources: tuple[ResourceCost, ...]
    total: Range
    always_on: Decimal
    unpriced: dict[str, str]
    price_dates: tuple[date, ...]
