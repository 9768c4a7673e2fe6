"""Lines of the bill: what a reader of a flat service yields, and readers of those that are nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeAlias

from penstock.resources.capture import Resource
from penstock.resources.context import Context
from penstock.resources.facts import Charge, Fact
from penstock.resources.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH

Reader: TypeAlias = Callable[[Resource, Context], Iterable[Fact]]


def charge(resource: Resource, context: Context, sku: str, quantity: Maybe[Decimal] | int | None, basis: str) -> Charge:
    """One line of the bill."""
    amount = Decimal(quantity) if isinstance(quantity, int) else quantity
    return Charge(**context.base(resource), name=resource.name, sku=sku, quantity=amount, basis=basis)


def hourly(resource: Resource, context: Context, sku: str, count: int = 1) -> Charge:
    """`count` of something that bills every hour of the month."""
    basis = "730 h" if count == 1 else f"730 h x {count}"
    return charge(resource, context, sku, HOURS_PER_MONTH * count, basis)


def hours_of(resource: Resource, context: Context, sku: str, count: Maybe[Decimal] | Maybe[int], what: str) -> Charge:
    """As `hourly`, for a `count` of `what` that may not be known."""
    if isinstance(count, Unknown):
        return charge(resource, context, sku, UNKNOWN, f"how many {what} is not known")
    return charge(resource, context, sku, HOURS_PER_MONTH * count, f"730 h x {count} {what}")


def by_use(resource: Resource, context: Context, sku: str) -> Charge:
    """Something that bills by a use that no program declares."""
    return charge(resource, context, sku, None, "by use")


def maybe_by_use(resource: Resource, context: Context, sku: str, used: Maybe[bool], why: str) -> Iterable[Charge]:
    """As `by_use`, where it is `used`; of an unknown quantity where that is not known."""
    if isinstance(used, Unknown):
        yield charge(resource, context, sku, UNKNOWN, why)
    elif used:
        yield by_use(resource, context, sku)


def each_by_use(*skus: str) -> Reader:
    """A reader of what bills by use alone."""
    return lambda resource, context: (by_use(resource, context, sku) for sku in skus)


def each_hour(sku: str, *used: str) -> Reader:
    """A reader of what bills every hour, and by the use of `used`."""
    return lambda resource, context: (
        hourly(resource, context, sku),
        *(by_use(resource, context, each) for each in used),
    )


def each_month(sku: str, basis: str, *used: str) -> Reader:
    """A reader of what bills once a month, and by the use of `used`."""
    return lambda resource, context: (
        charge(resource, context, sku, 1, basis),
        *(by_use(resource, context, each) for each in used),
    )


def product(*figures: Maybe[Decimal] | Maybe[int]) -> Maybe[Decimal]:
    """All figures multiplied; `UNKNOWN` when one of them is."""
    total = Decimal(1)
    for figure in figures:
        if isinstance(figure, Unknown):
            return UNKNOWN
        total *= figure
    return total
