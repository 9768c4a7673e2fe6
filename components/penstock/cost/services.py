"""What services cost that bill a flat price or by use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from penstock.cost.bounds.units import SMALL, usual_units
from penstock.resources.facts import Charge
from penstock.resources.reading.values import Maybe, Unknown, known
from penstock.terms import HOURS_PER_MONTH

from .prices import CatalogOf, Market, UnpricedError
from .shapes import CostComponent, Range, ResourceCost, UndeclaredUse
from .usage import Usage
from .versions import standing

_UNITS: Final = (
    "-gib-second",
    "-vcpu-second",
    "-second",
    "-gib-month",
    "-request-million",
    "-million",
    "-month",
    "-hour",
    "-gib",
)
_CAPITALS: Final = frozenset(
    {"nat", "eks", "gke", "aks", "kms", "efs", "ecr", "iops", "ipv4", "alb", "nlb", "lcu", "sns", "sqs"}
)


def sku_words(sku: str) -> str:
    """A sku for people, its unit left out: `nat-gateway-hour` -> `NAT gateway`."""
    unit = next((unit for unit in _UNITS if sku.endswith(unit)), "")
    words = sku.removesuffix(unit).split("-")
    return " ".join(word.upper() if word in _CAPITALS else word for word in words)


def charge_cost(charge: Charge, catalog_of: CatalogOf, usage: Usage, day: date) -> ResourceCost | None:
    """The line of one flat charge, as it is billed on `day`; None when it is not billed yet."""
    support = charge.support
    if charge.perhaps:
        return _at_most(charge, charge.sku, charge.perhaps, catalog_of, usage)
    if support is None:
        return _flat(charge, catalog_of, usage)
    stands = standing(support, day)
    own = None if charge.sku == support.sku else charge.sku
    basis = f"{charge.basis}; {stands.words}" if stands.words else charge.basis
    if stands.at_most is not None:
        return _at_most(replace(charge, basis=basis), stands.sku or own, stands.at_most, catalog_of, usage)
    billed = stands.sku or own
    return None if billed is None else _flat(replace(charge, sku=billed, basis=basis), catalog_of, usage)


def _at_most(charge: Charge, billed: str | None, most: str, catalog_of: CatalogOf, usage: Usage) -> ResourceCost:
    """A charge that is expected to bill as `billed`, or nothing, and as `most` at the most."""
    market, figure = Market(catalog_of, charge.cloud, charge.region), charge.quantity
    dear = _flat(replace(charge, sku=most), catalog_of, usage)
    try:
        price = None if billed is None else market.unit(billed)
        top = _most(market, most)
    except UnpricedError:
        return dear
    if figure is None or not known(figure) or top is None:
        return dear
    low = Decimal(0) if price is None else price.usd
    name = sku_words(billed or most)
    prices = Range(low, low, max(low, top))
    line = CostComponent(
        name,
        unit_of(billed or most),
        _range(charge, figure),
        low,
        None if price is None else price.price_date,
        charge.basis,
        prices,
    )
    return ResourceCost(charge.urn, charge.name, "service", name, (line,))


def _most(market: Market, sku: str) -> Decimal | None:
    try:
        return market.unit(sku).usd
    except UnpricedError:
        return market.unit_at_most(sku)


def _flat(charge: Charge, catalog_of: CatalogOf, usage: Usage) -> ResourceCost:
    """One without a declared quantity is shown by its unit price alone."""
    name = sku_words(charge.sku)
    declared = usage.of(charge.urn, charge.sku) if charge.quantity is None else None
    figure = charge.quantity if declared is None else declared
    market = Market(catalog_of, charge.cloud, charge.region)
    try:
        price = market.unit(charge.sku)
    except UnpricedError as error:
        return _without_price(charge, name, figure, market, str(error))
    if figure is None or not known(figure):
        basis = "depends on use; none declared" if figure is None else "quantity not known yet"
        whys = () if figure is None else (f"how much {name} is not known yet",)
        use = UndeclaredUse(name, price.unit, price.usd, price.price_date, basis, charge.sku)
        unbounded = bool(whys) and price.usd * _months(charge.sku) * usual_units(charge.sku) > SMALL
        return ResourceCost(
            charge.urn, charge.name, "service", name, (), why_unpriced=whys, undeclared=(use,), unbounded=unbounded
        )
    basis = charge.basis if declared is None else "declared in the usage file"
    line = CostComponent(name, price.unit, _range(charge, figure), price.usd, price.price_date, basis)
    whys = _no_ceiling(charge, name)
    return ResourceCost(charge.urn, charge.name, "service", name, (line,), why_unpriced=whys, unbounded=bool(whys))


def _without_price(charge: Charge, name: str, figure: Maybe[Decimal] | None, market: Market, why: str) -> ResourceCost:
    """What has no price counts at what a unit of it is never above. What bills by use that nobody declares is in no sum, priced or
    not; of a number that is not known, one for a month says whether it may be large."""
    if figure is None:
        return ResourceCost(charge.urn, charge.name, "service", name, (), why_unpriced=(why,))
    most = market.unit_at_most(charge.sku)
    if not known(figure):
        large = most is None or most * _months(charge.sku) * usual_units(charge.sku) > SMALL
        return ResourceCost(charge.urn, charge.name, "service", name, (), why_unpriced=(why,), unbounded=large)
    line = CostComponent(name, unit_of(charge.sku), _range(charge, figure), None, None, charge.basis, at_most=most)
    whys = (why, *_no_ceiling(charge, name))
    unbounded = (most is None and line.monthly_quantity.ceiling != 0) or len(whys) > 1
    return ResourceCost(charge.urn, charge.name, "service", name, (line,), why_unpriced=whys, unbounded=unbounded)


def _no_ceiling(charge: Charge, name: str) -> tuple[str, ...]:
    """Why what grows by itself has no ceiling: how far is not known."""
    return (f"how far {name} may grow is not known yet",) if isinstance(charge.most, Unknown) else ()


def _range(charge: Charge, figure: Decimal) -> Range:
    most = charge.most
    return Range(figure, figure, max(figure, most) if most is not None and known(most) else figure)


def unit_of(sku: str) -> str:
    """The unit that a key ends with, for people."""
    return next((unit for unit in _UNITS if sku.endswith(unit)), "-unit").removeprefix("-").replace("gib", "GiB")


def _months(sku: str) -> Decimal:
    """Units of one thing in a month."""
    return HOURS_PER_MONTH if sku.endswith("-hour") else Decimal(1)
