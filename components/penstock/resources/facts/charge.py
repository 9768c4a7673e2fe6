"""A line of the bill, and what a version of it costs once its standard support is over."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from penstock.resources.reading.values import Maybe

from .fact import Fact


@dataclass(frozen=True, slots=True)
class Support:
    """A charge that depends on a version's age.

    Attributes:
        product: the product in the catalog's table of versions (`eks`, `rds-postgres`); `UNKNOWN` where the engine is not known either.
        version: as the program says it; None when it says none, and the newest comes.
        sku: what is billed in the place of the charge's own key from that day on; of a charge that has the same key, nothing is billed
            before.
        later: the same from the third year on, where it is another.
    """

    product: Maybe[str]
    version: Maybe[str] | None
    sku: str
    later: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge(Fact):
    """A flat thing that bills by the month: `quantity` units of `sku` (a key of the catalog's services table).

    `basis` says where the quantity comes from (`730 h`, `1 alarm`). Quantity None: depends on use that no program declares.
    `most`: what it may grow to by itself, where the program says so; None: it is always the quantity.
    `support`: the version that it goes by, where one that is past its standard support is billed by another key. `perhaps`: the key of
    a dearer price that it may have instead, and `basis` says when; empty for none.
    """

    name: str
    sku: str
    quantity: Maybe[Decimal] | None
    basis: str
    most: Maybe[Decimal] | None = None
    support: Support | None = None
    perhaps: str = ""
