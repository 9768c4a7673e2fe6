"""A stack's month in USD, from its facts and the catalog."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from penstock.catalog import load
from penstock.catalog.shapes import OLD_SPOT, is_old_spot
from penstock.cost.machines.nodes import node_cost
from penstock.cost.storage.buckets import bucket_cost
from penstock.resources.facts import FactSet, Unread
from penstock.terms import CapacityType

from .prices import CatalogOf
from .services import charge_cost
from .shapes import CostComponent, Estimate, Range, ResourceCost
from .transfers import path_cost, transfer_cost
from .usage import Usage

_SPOT_LINE: Final = f"{CapacityType.SPOT} nodes"


def estimate(
    facts: FactSet,
    *,
    year: int,
    day: date | None = None,
    usage: Usage | None = None,
    catalog_of: CatalogOf = load,
    today: date | None = None,
) -> Estimate:
    """What the stack costs in an average month of `year`, at list prices before discounts and tax.

    `day`: when it is asked, for prices that go by the age of a version; None: the year's last, for a version only gets dearer.
    `usage` declares what no program does; ask it for its problems afterwards. A figure that is not known counts as its highest reading,
    and the line's basis says so. What has no price is in no sum, and is named in `unpriced`; what is billed by use that no program
    declares is in `undeclared`. `today`: the day to which the age of a spot price is counted, of this year or not; without it none is told.
    """
    used = Usage() if usage is None else usage
    on = date(year, 12, 31) if day is None else day
    charged = (charge_cost(charge, catalog_of, used, on) for charge in facts.charges)
    moved = (
        *(transfer_cost(transfer, catalog_of, used) for transfer in facts.transfers),
        *(path_cost(path, catalog_of, used) for path in facts.paths),
    )
    resources = (
        *(_aged(node_cost(node, year, catalog_of, used), today) for node in facts.nodes),
        *(bucket_cost(bucket, catalog_of, used) for bucket in facts.buckets),
        *(cost for cost in charged if cost is not None),
        *(cost for cost in moved if cost is not None),
        *(_unknown(fact) for fact in facts.unread if fact.large),
    )
    unpriced: dict[str, str] = {fact.urn: fact.why or f"no reader knows the type {fact.type}" for fact in facts.unread}
    for resource in resources:
        if resource.why_unpriced:
            whys = [*([unpriced[resource.urn]] if resource.urn in unpriced else []), *resource.why_unpriced]
            unpriced[resource.urn] = "; ".join(dict.fromkeys(whys))
    return Estimate(
        resources=resources,
        total=sum((resource.monthly for resource in resources), Range.of(Decimal(0))),
        always_on=sum((_always_on(resource) for resource in resources), Decimal(0)),
        unpriced=dict(sorted(unpriced.items())),
        price_dates=tuple(sorted(set(_dates(resources)))),
    )


def _aged(resource: ResourceCost, today: date | None) -> ResourceCost:
    """With the age of its spot prices in their basis, where they say little of today's."""
    if today is None or not any(_is_old(line, today) for line in resource.components):
        return resource
    lines = (
        replace(it, basis=f"{it.basis}; spot price of {it.price_date}, {OLD_SPOT}") if _is_old(it, today) else it
        for it in resource.components
    )
    return replace(resource, components=tuple(lines))


def _is_old(line: CostComponent, today: date) -> bool:
    return line.name == _SPOT_LINE and line.price_date is not None and is_old_spot(line.price_date, today)


def _unknown(fact: Unread) -> ResourceCost:
    """What nobody knows and that asks for something large has no price, nor one that it is never above."""
    why = fact.why or f"its {fact.large} asks for something large"
    return ResourceCost(fact.urn, fact.name, "service", fact.type, (), why_unpriced=(why,), unbounded=True)


def _always_on(resource: ResourceCost) -> Decimal:
    return resource.monthly.expected if resource.always_on is None else resource.always_on


def _dates(resources: Iterable[ResourceCost]) -> Iterable[date]:
    for resource in resources:
        yield from (line.price_date for line in resource.components if line.price_date is not None)
        yield from (use.price_date for use in resource.undeclared)
