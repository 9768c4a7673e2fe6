"""Until when a version of a managed service is in standard support, past which clouds bill more for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from .tables import Table

_NUMBERS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """`bills_from`: the first day on which a version costs more. `dearer_from`: on which it costs more still; None: never."""

    version: str
    bills_from: date
    dearer_from: date | None

    @property
    def order(self) -> tuple[int, ...]:
        """By which versions of a product are compared."""
        return numbers(self.version)


@cache
def lifecycles(product: str) -> Sequence[Lifecycle]:
    """Every version of `product` (`eks`, `rds-postgres`) that has a date, the oldest first; none of a product that is not known."""
    table = Table("support.csv")
    return tuple(
        Lifecycle(version, date.fromisoformat(bills), date.fromisoformat(dearer) if dearer else None)
        for _, version, bills, dearer in table.under(product)
    )


def lifecycle(product: str, version: str) -> Lifecycle | None:
    """That of `version`, which may be written longer than the table's: `1.29.3-gke.100`, `5.7.44`. None where the table has none."""
    found = [it for it in lifecycles(product) if re.match(rf"{re.escape(it.version)}(?!\d)", version)]
    return max(found, key=lambda it: len(it.version), default=None)


def numbers(version: str) -> tuple[int, ...]:
    """The numbers in a version, by which it is compared with others."""
    return tuple(int(it) for it in _NUMBERS.findall(version))
