"""A flat thing that bills by the month, and what a version of it costs once its standard support is over."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .capture import Resource
from .fact import Fact
from .inputs import Inputs
from .values import Maybe


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


def version_of(resource: Resource, name: str, found: str = "") -> Maybe[str] | None:
    """The version that a program asks for by its input `name`; of what says none and is there already, what a state has found
    (`found`, or the same name). None: the newest comes."""
    said = Inputs(resource.inputs).text(name)
    kept = Inputs(resource.outputs).text(found or name) if said is None else said
    return kept if said is not None or isinstance(kept, str) else None
