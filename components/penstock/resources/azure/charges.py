"""Lines of the bill: what a reader of a flat service yields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeAlias

from penstock.resources.capture import Resource
from penstock.resources.context import Context
from penstock.resources.facts import Charge, Fact, Free
from penstock.resources.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH

from .places import base

Reader: TypeAlias = Callable[[Resource, Context], Iterable[Fact]]


def charge(resource: Resource, context: Context, sku: str, quantity: Maybe[Decimal] | int | None, basis: str) -> Charge:
    """One line of the bill."""
    amount = Decimal(quantity) if isinstance(quantity, int) else quantity
    return Charge(**base(resource, context), name=resource.name, sku=sku, quantity=amount, basis=basis)


def hourly(resource: Resource, context: Context, sku: str, count: Maybe[int] = 1) -> Charge:
    """`count` of something that bills every hour of the month."""
    if isinstance(count, Unknown):
        return charge(resource, context, sku, UNKNOWN, "how many is not known")
    basis = "730 h" if count == 1 else f"730 h x {count}"
    return charge(resource, context, sku, HOURS_PER_MONTH * count, basis)


def by_use(resource: Resource, context: Context, sku: str) -> Charge:
    """Something that bills by a use that no program declares."""
    return charge(resource, context, sku, None, "by use")


def free(resource: Resource, context: Context) -> Free:
    """Something that costs nothing by itself."""
    return Free(**base(resource, context))


def each_by_use(*skus: str) -> Reader:
    """A reader of what bills by use alone."""
    return lambda resource, context: (by_use(resource, context, sku) for sku in skus)


def each_month(sku: str, basis: str) -> Reader:
    """A reader of what bills once a month."""
    return lambda resource, context: (charge(resource, context, sku, 1, basis),)
