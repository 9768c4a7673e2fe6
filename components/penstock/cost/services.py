"""What flat services and bytes between regions cost."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from penstock.resources.facts import Charge, Transfer
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


def transfer_cost(transfer: Transfer, catalog_of: CatalogOf, usage: Usage) -> ResourceCost | None:
    """What compute reads from another region, by the GiB that the usage file declares; None where it is free."""
    source = transfer.data.rpartition("::")[2]
    label = f"{transfer.urn.rpartition('::')[2]} reads {source}"
    key = f"read_gib.{source}"
    declared = usage.of(transfer.urn, key)
    try:
        price = Market(catalog_of, transfer.cloud, transfer.source_region).transfer(transfer.target_region)
    except UnpricedError as error:
        return ResourceCost(transfer.urn, label, "service", "transfer", (), why_unpriced=(str(error),))
    if price.usd == Decimal(0):
        return None
    path = f"{transfer.source_region} to {transfer.target_region}"
    if declared is None:
        use = UndeclaredUse("transfer", price.unit, price.usd, price.price_date, f"{path}; none declared", key)
        return ResourceCost(transfer.urn, label, "service", "transfer", (), undeclared=(use,))
    line = CostComponent("transfer", price.unit, Range.of(declared), price.usd, price.price_date, path)
    return ResourceCost(transfer.urn, label, "service", "transfer", (line,))
