"""Sizes in units: a type with a weight is so many of them, and a group has as many nodes as reach its size, the last one whole.

"Amazon EC2 Auto Scaling launches instances until the desired capacity is totally fulfilled, even if this results in an overage" (EC2 Auto
Scaling API, LaunchTemplateOverrides, WeightedCapacity); fleets of EC2 and of EMR do likewise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from penstock.resources.facts import InstanceChoice, Units
from penstock.resources.selection import Room
from penstock.resources.values import UNKNOWN, Maybe, Unknown

Sized = tuple[Maybe[int], Maybe[int] | None, Maybe[int], Units | None, tuple[Room, ...]]
"""(minimum, desired, maximum) in nodes, and what a group in units has beside."""


def in_nodes(
    choices: Sequence[InstanceChoice], sizes: tuple[Maybe[int], Maybe[int] | None, Maybe[int]], *, sure: bool
) -> Sized:
    """The fewest and the most nodes that `sizes` in units may be. `sure`: every weight is known, and every type listed."""
    minimum, desired, maximum = sizes
    weights = {it.weight for it in choices}
    if sure and weights <= {1}:
        return minimum, desired, maximum, None, ()
    figures = [it for it in sizes if it is not None]
    if not sure or not choices or any(isinstance(it, Unknown) or it < 0 for it in figures):
        return _if_none(minimum), UNKNOWN, _if_none(maximum), None, ()
    least, most = (int(it) if isinstance(it, int) else 0 for it in (minimum, maximum))
    named = {it.instance_type: it.weight for it in choices if isinstance(it.instance_type, str)}
    room = Room("units", Decimal(most), last_over=True, weights=tuple(named.items()))
    units = Units(minimum, desired, maximum)
    return nodes_of(least, max(weights)), None, nodes_of(most, min(weights)), units, (room,)


def _if_none(units: Maybe[int]) -> Maybe[int]:
    """Nothing is no node in any unit."""
    return 0 if units == 0 else UNKNOWN


def nodes_of(units: int, weight: int) -> int:
    """So many nodes reach so many units: the last one is whole."""
    return -(-units // weight)


def weighed(choices: Iterable[InstanceChoice], weight: Maybe[int]) -> tuple[InstanceChoice, ...]:
    """Each choice with its weight; as it is where that is not known."""
    return tuple(it if isinstance(weight, Unknown) else replace(it, weight=weight) for it in choices)
