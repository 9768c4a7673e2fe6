"""What a version of a managed service costs once its standard support is over."""

from __future__ import annotations

from dataclasses import dataclass

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
