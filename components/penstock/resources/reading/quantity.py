"""A quantity as Kubernetes writes it: `2`, `1000m`, `16Gi` (Kubernetes API, Quantity)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from penstock.regex import regex

from .inputs import as_number, plain
from .values import UNKNOWN, Maybe, Value

_QUANTITY: Final = regex(r"(\d+(?:\.\d+)?)(m|[KMGTP]i|[kMGTP])?")
_UNITS: Final = {
    None: Decimal(1),
    "m": Decimal("0.001"),
    **{f"{unit}i": Decimal(2) ** (10 * step) for step, unit in enumerate("KMGTP", 1)},
    **{unit: Decimal(10) ** (3 * step) for step, unit in enumerate("kMGTP", 1)},
}

GIB: Final = Decimal(2) ** 30


def quantity(value: Value) -> Maybe[Decimal]:
    """`value` in its base unit: cores, bytes, pieces; `UNKNOWN` for what is no quantity."""
    match = _QUANTITY.fullmatch(plain(value)) if isinstance(value, str) else None
    if match is None:
        number = None if isinstance(value, str) else as_number(value)
        return UNKNOWN if number is None else number
    number = as_number(match[1])
    return number * _UNITS[match[2]] if isinstance(number, Decimal) else UNKNOWN
