"""The estimate as JSON: money and quantities as text, so that no reader turns a Decimal into a float by accident."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from .shapes import CostComponent, Estimate, Range, ResourceCost, Saving, UndeclaredUse

_CENT: Final = Decimal("0.01")
_SMALLEST: Final = Decimal("0.000001")
"""Of what is reckoned (quantities, and prices of several parts): a division's remainder is no figure."""


_LONGEST: Final = 16
"""Decimals of the catalog's prices at most."""


def to_json(estimate: Estimate, *, one_by_one: bool = False) -> dict[str, Any]:
    """`estimate` as plain dicts, lists, text and None. Amounts a month are in whole cents, quantities of six
    decimals at most, unit prices as the catalog has them. Each is rounded here, once. `one_by_one`: the resources are no list but an iterator, for who
    writes each of them and forgets it."""
    resources = map(_resource, estimate.resources)
    return {
        "currency": "USD",
        "period": "month",
        "total": amounts(estimate.total),
        "total_at_most": amounts(estimate.total_at_most),
        "held_to_nothing": list(estimate.held_to_nothing),
        "always_on": money(estimate.always_on),
        "savings": {control: money(amount) for control, amount in estimate.savings.items()},
        "resources": resources if one_by_one else list(resources),
        "unpriced": dict(estimate.unpriced),
        "price_dates": [day.isoformat() for day in estimate.price_dates],
    }


def _resource(resource: ResourceCost) -> dict[str, Any]:
    return {
        "urn": resource.urn,
        "label": resource.label,
        "kind": resource.kind,
        "detail": resource.detail,
        "monthly": amounts(resource.monthly),
        "monthly_at_most": amounts(resource.monthly_at_most),
        "unbounded": resource.unbounded,
        "always_on": None if resource.always_on is None else money(resource.always_on),
        "components": [_component(component) for component in resource.components],
        "savings": [_saving(saving) for saving in resource.savings],
        "undeclared": [_use(use) for use in resource.undeclared],
        "why_unpriced": list(resource.why_unpriced),
    }


def _component(component: CostComponent) -> dict[str, Any]:
    return {
        "name": component.name,
        "unit": component.unit,
        "monthly_quantity": _figures(component.monthly_quantity),
        "unit_price": None if component.unit_price is None else _price(component.unit_price),
        "price_range": None if component.price_range is None else _figures(component.price_range),
        "price_date": None if component.price_date is None else component.price_date.isoformat(),
        "monthly": None if component.monthly is None else amounts(component.monthly),
        "at_most": None if component.at_most is None else _price(component.at_most),
        "typical": None if component.typical is None else _price(component.typical),
        "bound": component.bound,
        "basis": component.basis,
    }


def _saving(saving: Saving) -> dict[str, Any]:
    return {
        "control": saving.control,
        "unit": saving.unit,
        "quantity": _rounded(saving.quantity),
        "unit_saving": _rounded(saving.unit_saving),
        "monthly": money(saving.monthly),
        "basis": saving.basis,
    }


def _use(use: UndeclaredUse) -> dict[str, Any]:
    return {
        "key": use.key,
        "name": use.name,
        "unit": use.unit,
        "unit_price": _price(use.unit_price),
        "price_date": use.price_date.isoformat(),
        "basis": use.basis,
    }


def amounts(figures: Range) -> dict[str, str]:
    """USD, whole cents."""
    return {"floor": money(figures.floor), "expected": money(figures.expected), "ceiling": money(figures.ceiling)}


def _figures(figures: Range) -> dict[str, str]:
    parts = (figures.floor, figures.expected, figures.ceiling)
    return dict(zip(("floor", "expected", "ceiling"), map(_rounded, parts), strict=True))


def money(amount: Decimal) -> str:
    """USD, whole cents."""
    return f"{amount.quantize(_CENT, ROUND_HALF_UP):f}"


def _rounded(figure: Decimal) -> str:
    return _exact(figure.quantize(_SMALLEST, ROUND_HALF_UP))


def _price(usd: Decimal) -> str:
    """As the catalog has it, which is shorter than any remainder."""
    return _exact(usd) if -int(usd.as_tuple().exponent) <= _LONGEST else _rounded(usd)


def _exact(figure: Decimal) -> str:
    return f"{figure.normalize():f}"
