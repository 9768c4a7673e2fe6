"""Lines of the bill: what a reader of a flat service yields, on whichever cloud."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from penstock.resources.facts import Base, Charge, Fact
from penstock.terms import HOURS_PER_MONTH

from .capture import Resource
from .context import Context
from .values import UNKNOWN, Maybe, Unknown

Reader: TypeAlias = Callable[[Resource, Context], Iterable[Fact]]


@dataclass(frozen=True, slots=True)
class Lines:
    """One cloud's lines. `base`: how a fact of that cloud gets its region and tags."""

    base: Callable[[Resource, Context], Base]

    def charge(
        self, resource: Resource, context: Context, sku: str, quantity: Maybe[Decimal] | int | None, basis: str
    ) -> Charge:
        """One line of the bill."""
        amount = Decimal(quantity) if isinstance(quantity, int) else quantity
        return Charge(**self.base(resource, context), name=resource.name, sku=sku, quantity=amount, basis=basis)

    def hourly(
        self, resource: Resource, context: Context, sku: str, count: Maybe[Decimal] | Maybe[int] = 1, what: str = ""
    ) -> Charge:
        """`count` of something that bills every hour of the month; `what` is counted, for people."""
        if isinstance(count, Unknown):
            unknown = f"how many {what} is not known" if what else "how many is not known"
            return self.charge(resource, context, sku, UNKNOWN, unknown)
        basis = f"730 h x {count} {what}" if what else "730 h" if count == 1 else f"730 h x {count}"
        return self.charge(resource, context, sku, HOURS_PER_MONTH * count, basis)

    def by_use(self, resource: Resource, context: Context, sku: str) -> Charge:
        """Something that bills by a use that no program declares."""
        return self.charge(resource, context, sku, None, "by use")

    def each_by_use(self, *skus: str) -> Reader:
        """A reader of what bills by use alone."""
        return lambda resource, context: (self.by_use(resource, context, sku) for sku in skus)

    def each_hour(self, sku: str, *used: str) -> Reader:
        """A reader of what bills every hour, and by the use of `used`."""
        return lambda resource, context: (
            self.hourly(resource, context, sku),
            *(self.by_use(resource, context, each) for each in used),
        )

    def each_month(self, sku: str, basis: str, *used: str) -> Reader:
        """A reader of what bills once a month, and by the use of `used`."""
        return lambda resource, context: (
            self.charge(resource, context, sku, 1, basis),
            *(self.by_use(resource, context, each) for each in used),
        )


def product(*figures: Maybe[Decimal] | Maybe[int]) -> Maybe[Decimal]:
    """All figures multiplied; `UNKNOWN` when one of them is."""
    total = Decimal(1)
    for figure in figures:
        if isinstance(figure, Unknown):
            return UNKNOWN
        total *= figure
    return total
