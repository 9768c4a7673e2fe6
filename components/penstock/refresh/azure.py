"""Azure Retail Prices: no key, no account, list prices in USD.

Shapes (learn.microsoft.com, "Azure Retail Prices overview", read 2026-11): `GET /api/retail/prices?$filter=...` gives `Items` and
`NextPageLink`, null at the end; the link is `https://prices.azure.com:443/...`. Filter values are case-sensitive since
2023-01-01-preview. An item is one meter: `armSkuName` (the VM size), `armRegionName`, `retailPrice`, `currencyCode`, `unitOfMeasure`
(`1 Hour`), `type` (`Consumption`), `productName` (ends in `Windows` with that licence in the price), `skuName` (ends in `Spot` or
`Low Priority` for these kinds), `isPrimaryMeterRegion`. A size may be listed by several meters; the primary one counts. Prices
that ended and prices to come are listed too: the one in force is that with the last `effectiveStartDate` up to now, and no
`effectiveEndDate` before now.

What it cannot tell: whether a subscription may use a size, and in which zones it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from penstock.terms import CapacityType

from .shapes import Feed, Page, Quotes, Row, Types, one_price, text
from .web import HttpStatusError, Web

URL: Final = "https://prices.azure.com/api/retail/prices"
_VERSION: Final = "2023-01-01-preview"
_OTHER_PRODUCTS: Final = ("Windows", "CloudServices", "Cloud Services", "Dedicated Host")
"""Products that list the same sizes at a price that is not a Linux VM's."""
_NEVER: Final = "9999"
_PORTS: Final = {"https": 443, "http": 80}


class Azure:
    """The price list of Azure for `types`, in force at `now`. `url`: the endpoint; `first_wait`: seconds before the second try."""

    def __init__(self, types: Types, *, now: datetime, url: str = URL, first_wait: float = 1.0) -> None:
        self._types = types
        self._now = now.strftime("%Y-%m-%dT%H:%M:%SZ")  # as the API writes times: they compare as text
        self._url = url
        self._web = Web("azure", url, first_wait=first_wait)

    def feeds(self, regions: Sequence[str]) -> Sequence[Feed]:
        """One per region."""
        return [Feed(region, partial(self._page, region)) for region in regions]

    def quotes(self, rows: Sequence[Row], regions: Sequence[str]) -> Quotes:
        """Prices by size and region: of several meters the primary one's, of several times the last."""
        ranked: dict[tuple[str, str, CapacityType], dict[tuple[str, str], set[Decimal]]] = {}
        for size, region, kind, usd, rank, start in rows:
            if region in regions:
                by_rank = ranked.setdefault((size, region, CapacityType(kind)), defaultdict(set))
                by_rank[rank, start].add(Decimal(usd))
        return one_price({key: by_rank[max(by_rank)] for key, by_rank in ranked.items()})

    def _page(self, region: str, cursor: str | None) -> Page:
        where = f"serviceName eq 'Virtual Machines' and priceType eq 'Consumption' and armRegionName eq '{region}'"
        fields = {"api-version": _VERSION, "$filter": where}
        try:
            reply = self._web.get_json(cursor or self._url, fields=None if cursor else fields, headers={})
        except HttpStatusError as error:
            raise self._web.problem(f"the price list of {region} answers {error}") from error
        link = reply.get("NextPageLink")
        if link and _origin(link) != _origin(self._url):
            raise self._web.problem(f"the price list of {region} sends us on to {link}, which is not {self._url}")
        return Page([row for item in reply["Items"] if (row := self._row(item))], link or None)

    def _row(self, item: Mapping[str, Any]) -> Row | None:
        """(size, region, capacity type, USD, rank, start); None for a meter that is no Linux VM's hour in force."""
        sku, product, start = text(item.get("skuName")), text(item.get("productName")), text(item["effectiveStartDate"])
        if (
            item.get("armSkuName") not in self._types
            or (item.get("currencyCode"), item.get("type"), item.get("unitOfMeasure"))
            != ("USD", "Consumption", "1 Hour")
            or any(word in product for word in _OTHER_PRODUCTS)
            or "Low Priority" in sku
            or item.get("tierMinimumUnits")
            or not start <= self._now < text(item.get("effectiveEndDate") or _NEVER)
        ):
            return None
        kind = CapacityType.SPOT if sku.endswith("Spot") else CapacityType.ON_DEMAND
        rank = "1 primary" if item.get("isPrimaryMeterRegion") else "0 other"
        return (item["armSkuName"], item["armRegionName"], kind, text(item["retailPrice"]), rank, start)


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts: SplitResult = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)
