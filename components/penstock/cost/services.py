"""What flat services cost."""

from __future__ import annotations

from typing import Final

from penstock.resources.facts import Charge
from penstock.resources.values import known

from .prices import CatalogOf, Market, UnpricedError
from .shapes import CostComponent, Range, ResourceCost, UndeclaredUse
from .usage import Usage

_UNITS: Final = ("-gib-second", "-gib-month", "-request-million", "-million", "-month", "-hour", "-gib")
_CAPITALS: Final = frozenset(
    {"nat", "eks", "gke", "aks", "kms", "efs", "ecr", "iops", "ipv4", "alb", "nlb", "lcu", "sns", "sqs"}
)


def sku_words(sku: str) -> str:
    """A sku for people, its unit left out: `nat-gateway-hour` -> `NAT gateway`."""
    unit = next((unit for unit in _UNITS if sku.endswith(unit)), "")
    words = sku.removesuffix(unit).split("-")
    return " ".join(word.upper() if word in _CAPITALS else word for word in words)


def charge_cost(charge: Charge, catalog_of: CatalogOf, usage: Usage) -> ResourceCost:
    """The line of one flat charge; one without a declared quantity is shown by its unit price alone."""
    name = sku_words(charge.sku)
    declared = usage.of(charge.urn, charge.sku) if charge.quantity is None else None
    try:
        price = Market(catalog_of, charge.cloud, charge.region).unit(charge.sku)
    except UnpricedError as error:
        return ResourceCost(charge.urn, charge.name, "service", name, (), why_unpriced=(str(error),))
    figure = charge.quantity if declared is None else declared
    if figure is None or not known(figure):
        basis = "depends on use; none declared" if figure is None else "quantity not known yet"
        whys = () if figure is None else (f"how much {name} is not known yet",)
        use = UndeclaredUse(name, price.unit, price.usd, price.price_date, basis, charge.sku)
        return ResourceCost(charge.urn, charge.name, "service", name, (), why_unpriced=whys, undeclared=(use,))
    basis = charge.basis if declared is None else "declared in the usage file"
    line = CostComponent(name, price.unit, Range.of(figure), price.usd, price.price_date, basis)
    return ResourceCost(charge.urn, charge.name, "service", name, (line,))
