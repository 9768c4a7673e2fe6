"""What flat services and bytes between regions cost."""

from __future__ import annotations

from decimal import Decimal

from penstock.resources.facts import Charge, Transfer
from penstock.resources.values import known

from .prices import CatalogOf, Market, UnpricedError
from .shapes import CostComponent, Range, ResourceCost, Usage


def charge_cost(charge: Charge, catalog_of: CatalogOf) -> ResourceCost:
    """The line of one flat charge; one without a declared quantity is shown by its unit price alone."""
    try:
        price = Market(catalog_of, charge.cloud, charge.region).unit(charge.sku)
    except UnpricedError as error:
        return ResourceCost(charge.urn, charge.name, "service", charge.sku, (), why_unpriced=(str(error),))
    if charge.quantity is None or not known(charge.quantity):
        basis = "depends on use; none declared" if charge.quantity is None else "quantity not known yet"
        whys = () if charge.quantity is None else (f"how much {charge.sku} is not known yet",)
        usage = Usage(charge.sku, price.unit, price.usd, price.price_date, basis)
        return ResourceCost(charge.urn, charge.name, "service", charge.sku, (), why_unpriced=whys, undeclared=(usage,))
    quantity = Range.of(charge.quantity)
    line = CostComponent(charge.sku, price.unit, quantity, price.usd, price.price_date, charge.basis)
    return ResourceCost(charge.urn, charge.name, "service", charge.sku, (line,))


def transfer_cost(transfer: Transfer, catalog_of: CatalogOf) -> ResourceCost | None:
    """The price per GiB of what compute reads from another region, for nobody declares how much; None where it is free."""
    label = f"{transfer.urn.rpartition('::')[2]} reads {transfer.data.rpartition('::')[2]}"
    try:
        price = Market(catalog_of, transfer.cloud, transfer.source_region).transfer(transfer.target_region)
    except UnpricedError as error:
        return ResourceCost(transfer.urn, label, "service", "transfer", (), why_unpriced=(str(error),))
    if price.usd == Decimal(0):
        return None
    basis = f"{transfer.source_region} to {transfer.target_region}; depends on use; none declared"
    usage = Usage("transfer", price.unit, price.usd, price.price_date, basis)
    return ResourceCost(transfer.urn, label, "service", "transfer", (), undeclared=(usage,))
