"""A new price that is far from the one known before is held back: more often a meter read wrongly than a market that moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from penstock.catalog import Catalog, Offering
from penstock.terms import CapacityType

from .shapes import Quote

FAR: Final = Decimal("0.25")
"""The share by which a price may differ from the one before, up or down, and still be taken."""


@dataclass(frozen=True, slots=True)
class Held:
    """A price that is not taken without somebody's word. `old`, `old_day`: the one in use, None where `why` is another."""

    quote: Quote
    why: str
    old: Decimal | None = None
    old_day: date | None = None


def far_prices(quotes: Sequence[Quote], known: Catalog) -> Sequence[Held]:
    """Those of `quotes` that are more than `FAR` away from the price in `known`, or spot above on-demand."""
    on_demand = {
        (quote.instance_type, quote.region): quote.usd
        for quote in quotes
        if quote.capacity_type is CapacityType.ON_DEMAND
    }
    return [held for quote in quotes if (held := _held(quote, known, on_demand)) is not None]


def _held(quote: Quote, known: Catalog, on_demand: dict[tuple[str, str], Decimal]) -> Held | None:
    offering = known.offering(quote.instance_type, quote.region)
    spot = quote.capacity_type is CapacityType.SPOT
    if spot:
        limit = on_demand.get((quote.instance_type, quote.region)) or (offering and offering.on_demand_hourly)
        if limit and quote.usd > limit:
            return Held(quote, f"above on-demand, ${limit.normalize():f}")
    old = offering.hourly(quote.capacity_type) if offering else None
    if offering is None or old is None or abs(quote.usd - old) <= FAR * old:
        return None
    return Held(quote, _change(quote, old, offering), old, offering.spot_date if spot else offering.price_date)


def _change(quote: Quote, old: Decimal, offering: Offering) -> str:
    change = f"{(quote.usd - old) / old:+.0%}"
    estimated = quote.capacity_type is CapacityType.SPOT and offering.spot_basis == "estimated"
    return f"{change} from an estimate" if estimated else change
