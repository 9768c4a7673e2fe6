"""Instance types that are chosen by attributes, as a program writes them, and what the machines of a group may be together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from penstock.resources.reading.values import Maybe

Span: TypeAlias = tuple[Maybe[Decimal] | None, Maybe[Decimal] | None]
"""(at least, at most); None: no such bound."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Instance types chosen by attributes: any that fits may come. `path` of `urn` is the block of attributes.

    `accelerators`: how many; without a bound, types with any number fit. `accelerator_names`: the cloud's own names; `allowed`,
    `excluded`: instance types, `*` for any text; each () for no such list.
    """

    urn: str
    path: str
    vcpus: Span = (None, None)
    memory_gib: Span = (None, None)
    accelerators: Span = (None, None)
    accelerator_names: Maybe[tuple[Maybe[str], ...]] = ()
    allowed: Maybe[tuple[Maybe[str], ...]] = ()
    excluded: Maybe[tuple[Maybe[str], ...]] = ()

    @property
    def bounded(self) -> bool:
        """Whether it lists types or limits vCPUs from above, as far as the program says."""
        return self.allowed != () or self.vcpus[1] is not None


@dataclass(frozen=True, slots=True)
class Room:
    """What the machines of a group have together at most, whichever types come: `amount` of `what`.

    `what`: `nodes`, `vcpus`, `memory_gib`, `units` of which a type has as many as `weights` say, or `accelerators`; then `accelerator` says which count, by the cloud's name or Kubernetes' resource; None: all.
    `last_over`: a machine is started while anything is left, so that the last one may be larger than that.
    """

    what: str
    amount: Decimal
    accelerator: str | None = None
    last_over: bool = False
    weights: tuple[tuple[str, int], ...] = ()
