"""What an estimate is made of. Money is Decimal USD a month; a missing price is None and is counted, never 0."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Range:
    """Floor (what is kept whatever happens), expected (the declared schedule), ceiling (everything at its maximum)."""

    floor: Decimal
    expected: Decimal
    ceiling: Decimal

    @classmethod
    def of(cls, figure: Decimal) -> Range:
        """The same figure three times."""
        return cls(figure, figure, figure)

    def __add__(self, other: Range) -> Range:
        return Range(self.floor + other.floor, self.expected + other.expected, self.ceiling + other.ceiling)

    def times(self, price: Decimal) -> Range:
        """Each figure times `price`."""
        return Range(self.floor * price, self.expected * price, self.ceiling * price)

    def at(self, prices: Range) -> Range:
        """Each figure times its own price."""
        return Range(self.floor * prices.floor, self.expected * prices.expected, self.ceiling * prices.ceiling)


@dataclass(frozen=True, slots=True)
class CostComponent:
    """One line: `monthly_quantity` of `unit` at `unit_price`. `unit_price` None: unpriced.

    `basis` says where the quantity and the price come from, for people: `schedule 0 8 * * 1-5 .. 0 20 * * 1-5 Europe/Berlin x 2`,
    `spot estimated`. `price_range`: where several things may come, the price of each figure, the cheapest to the dearest; then
    `unit_price` is the expected one. `at_most`: of a line that is unpriced, USD per unit that it is held to; `bound`: of what, and why.
    `typical`: of one whose machines are chosen by attributes, USD per unit of what comes in the middle, which the expected figure counts.
    """

    name: str
    unit: str
    monthly_quantity: Range
    unit_price: Decimal | None
    price_date: date | None
    basis: str
    price_range: Range | None = None
    at_most: Decimal | None = None
    bound: str = ""
    typical: Decimal | None = None

    @property
    def monthly(self) -> Range | None:
        """USD a month; None when unpriced."""
        if self.unit_price is None:
            return None
        return self.monthly_quantity.at(self.price_range or Range.of(self.unit_price))

    @property
    def monthly_at_most(self) -> Range | None:
        """USD a month, an unpriced line by what its price is never above; None when that is not known either."""
        if self.unit_price is None and self.at_most is not None:
            usual = self.at_most if self.typical is None else self.typical
            return self.monthly_quantity.at(Range(usual, usual, self.at_most))
        return self.monthly


@dataclass(frozen=True, slots=True)
class Saving:
    """What one control saves in an expected month: `quantity` of `unit`, each cheaper by `unit_saving` USD than in the
    environment without it. `control`: spot, schedule, idle or tiers."""

    control: str
    unit: str
    quantity: Decimal
    unit_saving: Decimal
    basis: str

    @property
    def monthly(self) -> Decimal:
        """USD a month."""
        return self.quantity * self.unit_saving


@dataclass(frozen=True, slots=True)
class UndeclaredUse:
    """A price whose quantity no program declares (bytes through a NAT, log lines): in no sum, yet shown. `key`: what a
    usage file calls it.

    `unit_price`: USD per `unit`; one that is not known makes the resource unpriced instead.
    """

    name: str
    unit: str
    unit_price: Decimal
    price_date: date
    basis: str
    key: str


@dataclass(frozen=True, slots=True)
class ResourceCost:
    """One resource's lines. `kind`: pool | bucket | service. `label` is the name for people. `why_unpriced`: empty when every
    line has a price and a quantity. `always_on`: the same nodes 730 h on-demand, all data in the first tier; None for what has
    no such twin, or one without a price (then the expected figure counts). `savings` lead from it to the expected figure.
    `undeclared`: what is billed by use that no program declares. `unbounded`: something of it has no price, nor one that it is
    never above, and may be large."""

    urn: str
    label: str
    kind: str
    detail: str
    components: tuple[CostComponent, ...]
    always_on: Decimal | None = None
    why_unpriced: tuple[str, ...] = ()
    undeclared: tuple[UndeclaredUse, ...] = ()
    savings: tuple[Saving, ...] = ()
    unbounded: bool = False
    monthly: Range = field(init=False, compare=False)
    """The sum of the lines that have a price."""
    monthly_at_most: Range = field(init=False, compare=False)
    """The sum of the lines that have a price, or one that they are never above."""

    @property
    def held_to_nothing(self) -> bool:
        """Whether something of it has no price, nor one that it is never above, large or small: `monthly_at_most` leaves that out."""
        if self.unbounded or not self.why_unpriced or self.kind == "pool":  # a pool knows it of each of its lines
            return self.unbounded
        without = [line for line in self.components if line.unit_price is None]
        return not without or any(line.at_most is None and line.monthly_quantity.ceiling for line in without)

    def __post_init__(self) -> None:
        # Summed once: totals, limits, waivers and every format ask for it.
        priced = [line for component in self.components if (line := component.monthly) is not None]
        monthly = sum(priced, Range.of(Decimal(0)))
        object.__setattr__(self, "monthly", monthly)
        if len(priced) == len(self.components):
            object.__setattr__(self, "monthly_at_most", monthly)
            return
        lines = (component.monthly_at_most for component in self.components)
        at_most = sum((line for line in lines if line is not None), Range.of(Decimal(0)))
        object.__setattr__(self, "monthly_at_most", at_most)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A stack's month. `total` adds what is priced; `unpriced` names the rest (urn -> why), those without a line of their own too."""

    resources: tuple[ResourceCost, ...]
    total: Range
    always_on: Decimal
    unpriced: dict[str, str]
    price_dates: tuple[date, ...]

    @property
    def total_at_most(self) -> Range:
        """`total`, with what has no price at what it is held to."""
        return sum((resource.monthly_at_most for resource in self.resources), Range.of(Decimal(0)))

    @property
    def held_to_nothing(self) -> tuple[str, ...]:
        """URNs of what is unpriced and has no bound either, as a type that nobody reads: `total_at_most` is no bound of it."""
        said = {resource.urn for resource in self.resources if resource.why_unpriced}
        without = {resource.urn for resource in self.resources if resource.held_to_nothing}
        return tuple(urn for urn in self.unpriced if urn in without or urn not in said)

    @property
    def savings(self) -> dict[str, Decimal]:
        """Control -> USD a month that it saves in all: `always_on` less their sum is the expected total."""
        found: dict[str, Decimal] = {}
        for saving in (saving for resource in self.resources for saving in resource.savings):
            found[saving.control] = found.get(saving.control, Decimal(0)) + saving.monthly
        return dict(sorted(found.items()))

    @property
    def undeclared(self) -> tuple[tuple[ResourceCost, UndeclaredUse], ...]:
        """What is billed by use that no program declares, with the resource it belongs to: in no sum."""
        return tuple((resource, usage) for resource in self.resources for usage in resource.undeclared)
