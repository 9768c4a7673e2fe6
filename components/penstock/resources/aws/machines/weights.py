"""Sizes in units: a type with a weight is so many of them, and a group has as many nodes as reach its size, the last one whole.

"Amazon EC2 Auto Scaling launches instances until the desired capacity is totally fulfilled, even if this results in an overage" (EC2 Auto
Scaling API, LaunchTemplateOverrides, WeightedCapacity); fleets of EC2 and of EMR do likewise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from math import ceil
from typing import Final

from penstock.resources.facts import InstanceChoice, Units
from penstock.resources.machines.candidates import each, fitting_types, most_machines
from penstock.resources.machines.selection import Room, Selection
from penstock.resources.reading.blocks import or_unknown
from penstock.resources.reading.inputs import plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

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


def in_unit(
    unit: Maybe[str] | None,
    choices: Sequence[InstanceChoice],
    sizes: tuple[Maybe[int], Maybe[int] | None, Maybe[int]],
    *,
    selections: Sequence[Selection],
    region: Maybe[str] | None,
) -> Sized:
    """The same of a group that says what its sizes are in; `selections`: its attributes, where it lists no type."""
    if unit is None or unit == "units":
        return in_nodes(choices, sizes, sure=True)
    return _of_attributes(selections, region, sizes, unit) if selections else in_nodes(choices, sizes, sure=False)


def _of_attributes(
    selections: Iterable[Selection],
    region: Maybe[str] | None,
    sizes: tuple[Maybe[int], Maybe[int] | None, Maybe[int]],
    word: Maybe[str],
) -> Sized:
    """Of sizes in vCPUs or MiB, where any type that fits may come (EC2 Auto Scaling API, `DesiredCapacityType`)."""
    minimum, desired, maximum = sizes
    nothing = (_if_none(minimum), UNKNOWN, _if_none(maximum), None, ())
    unit = None if isinstance(word, Unknown) else _UNITS.get(plain(word))
    fitting = [fitting_types(it, "aws", region) for it in selections]
    figures = [it for it in sizes if it is not None]
    if unit is None or not fitting or not all(fitting) or any(isinstance(it, Unknown) or it < 0 for it in figures):
        return nothing
    what, each_unit = unit
    kinds = [kind for found in fitting for kind in found]
    least, most = (Decimal(it if isinstance(it, int) else 0) / each_unit for it in (minimum, maximum))
    room = Room(what, most, last_over=True)
    fewest = min(ceil(least / each(kind, room)) for kind in kinds)
    return fewest, None, or_unknown(most_machines(kinds, (room,))), Units(minimum, desired, maximum), (room,)


_UNITS: Final = {"vcpu": ("vcpus", Decimal(1)), "memory-mib": ("memory_gib", Decimal(1024))}
"""`desiredCapacityType` -> (what a room of it is in, how many are one of that)."""


def _if_none(units: Maybe[int]) -> Maybe[int]:
    """Nothing is no node in any unit."""
    return 0 if units == 0 else UNKNOWN


def nodes_of(units: int, weight: int) -> int:
    """So many nodes reach so many units: the last one is whole."""
    return -(-units // weight)


def weighed(choices: Iterable[InstanceChoice], weight: Maybe[int]) -> tuple[InstanceChoice, ...]:
    """Each choice with its weight; as it is where that is not known."""
    return tuple(it if isinstance(weight, Unknown) else replace(it, weight=weight) for it in choices)
