"""What data transfer costs: between regions, between zones, to the internet. By the GiB that a usage file declares.

A path of which nobody declares the bytes is listed with its price per GiB, and is in no sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from penstock.cost.bounds.machines import PER_MOVED_GIB
from penstock.resources.facts import Path, Transfer
from penstock.resources.joining.mentions.words import crossing
from penstock.resources.reading.values import UNKNOWN, Maybe, known

from .prices import CatalogOf, Market, UnpricedError
from .shapes import CostComponent, Range, ResourceCost, UndeclaredUse
from .usage import Usage

_ENDS: Final[Mapping[str, int]] = {"aws": 2}
"""How often a GiB between two zones is billed, once unless said: AWS bills it on the way out and on the way in (EC2 on-demand
pricing, "Data transfer within the same AWS Region")."""

_BEYOND: Final = Decimal("Infinity")


def transfer_cost(transfer: Transfer, catalog_of: CatalogOf, usage: Usage) -> ResourceCost | None:
    """What compute reads from another region; None where it is free."""
    source = transfer.data.rpartition("::")[2]
    label = f"{transfer.urn.rpartition('::')[2]} reads {source}"
    cloud, start, target = crossing(transfer.cloud, transfer.source_region, transfer.target_region)
    market = Market(catalog_of, cloud, start)
    return _moved(transfer.urn, label, f"read_gib.{source}", market=market, target=target, usage=usage)


def path_cost(path: Path, catalog_of: CatalogOf, usage: Usage) -> ResourceCost | None:
    """What a resource moves by itself; None where it is free."""
    target = path.target if known(path.target) else "a region not known yet"
    label = f"{path.urn.rpartition('::')[2]} to {'another zone' if target == 'zone' else target}"
    cloud, start, end = crossing(path.cloud, path.source_region, path.target)
    market = Market(catalog_of, cloud, start)
    ends = _ENDS.get(path.cloud, 1) if target == "zone" else 1
    return _moved(path.urn, label, path.key, market=market, target=end, usage=usage, ends=ends)


def _moved(
    urn: str, label: str, key: str, *, market: Market, target: Maybe[str] | None, usage: Usage, ends: int = 1
) -> ResourceCost | None:
    declared = usage.of(urn, key)
    try:
        price = market.transfer(UNKNOWN if target is None else target)
        way = f"{market.region} to {target}"
        if price.usd == 0:
            return None
        if declared is None:
            each = price.usd * ends
            use = UndeclaredUse("transfer", "GiB", each, price.price_date, f"{way}; none declared", key)
            return ResourceCost(urn, label, "service", "transfer", (), undeclared=(use,))
        if target == "internet":
            return ResourceCost(urn, label, "service", "transfer", tuple(_tiers(declared, market)))
    except UnpricedError as error:
        moved = Range.of((declared or Decimal(0)) * ends)
        held = CostComponent("transfer", "GiB", moved, None, None, "declared in the usage file", at_most=PER_MOVED_GIB)
        return ResourceCost(urn, label, "service", "transfer", (held,) if declared else (), why_unpriced=(str(error),))
    basis = f"{way}, billed at both ends" if ends == 2 else way
    line = CostComponent("transfer", "GiB", Range.of(declared * ends), price.usd, price.price_date, basis)
    return ResourceCost(urn, label, "service", "transfer", (line,))


def _tiers(gib: Decimal, market: Market) -> Iterator[CostComponent]:
    """A line for each tier that so many GiB reach."""
    tiers = market.internet()
    ends = (*(tier.from_gib for tier in tiers[1:]), _BEYOND)
    for tier, end in zip(tiers, ends, strict=True):
        inside = min(gib, end) - tier.from_gib
        if inside > 0:
            name = "internet" if len(tiers) == 1 else f"internet, from {tier.from_gib:,f} GiB"
            yield CostComponent(name, "GiB", Range.of(inside), tier.usd, tier.price_date, "declared in the usage file")
