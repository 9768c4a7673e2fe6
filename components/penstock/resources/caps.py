"""The highest price that a program is ready to pay for spot, by the inputs that say so on each cloud.

AWS: `spotMaxPrice` of a group, `maxPrice` of a template's or an instance's spot options, `spotPrice` of a request, a launch configuration
and a fleet's. Azure: `maxPrice` of a billing profile, `spotMaxPrice` of a pool of AKS; -1 there says "up to the on-demand price", which
is no cap (Azure Spot documentation, "Maximum price"). Google Cloud has none: its spot prices are list prices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from .capture import Capture
from .inputs import as_number, snake_case
from .values import Unknown, Value

_NAMES: Final = frozenset(
    spelling
    for name in ("spotMaxPrice", "maxPrice", "spotPrice", "maxTotalPrice")
    for spelling in (name, snake_case(name))
)
_DEEPEST: Final = 6


def price_caps(capture: Capture) -> Mapping[str, Mapping[str, Decimal]]:
    """URN -> the input's path -> USD an hour."""
    found = {it.urn: dict(_caps(it.inputs, "", _DEEPEST)) for it in capture.resources if it.custom and not it.external}
    return {urn: caps for urn, caps in found.items() if caps}


def _caps(value: Value, path: str, left: int) -> Iterator[tuple[str, Decimal]]:
    if left == 0 or isinstance(value, str):
        return
    if isinstance(value, Mapping):
        for name, inner in value.items():
            at = f"{path}.{name}".removeprefix(".")
            price = as_number(inner) if name in _NAMES else None
            if price is not None and not isinstance(price, Unknown) and price > 0:
                yield at, price
            else:
                yield from _caps(inner, at, left - 1)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _caps(inner, f"{path}[{index}]", left - 1)
