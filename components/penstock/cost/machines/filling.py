"""The dearest machines that fit a group's limit in vCPUs, memory or accelerators.

Machines of a small type are many and those of a large one dear: as many of the smallest at the price of the dearest would be a multiple
of what can come. Every mix is tried where figures are whole and not large; else each limit bounds by itself, which is never too low.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from math import ceil
from operator import le, mul
from typing import Final

from penstock.catalog import InstanceType
from penstock.resources.machines.candidates import each, fits
from penstock.resources.machines.selection import Room

_MOST_TRIED: Final = 400_000
"""Steps; above, the error of counting the last machine whole is small."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A machine that may come, and its price in USD per hour."""

    kind: InstanceType
    usd: Decimal


Filling = Sequence[tuple[int, Candidate]]
"""So many machines of each."""


def dearest_filling(candidates: Iterable[Candidate], rooms: Sequence[Room]) -> Filling | None:
    """The machines that cost most together; None where nothing bounds them. Each limit bounds those that take of it; of several limits
    the one that leaves the least money counts."""
    inside = [it for it in candidates if fits(it.kind, rooms)]
    if not inside:
        return ()
    found: list[Filling] = []
    split: Room | None = None
    for room in rooms:
        takers = sum(1 for it in inside if each(it.kind, room))
        if takers == len(inside):
            found.append(_filled(inside, room))
        elif takers:
            split = room
    if split is not None:
        parts = [
            dearest_filling((it for it in inside if bool(each(it.kind, split)) is takes), rooms)
            for takes in (True, False)
        ]
        if parts[0] is not None and parts[1] is not None:
            found.append((*parts[0], *parts[1]))
    exact = _mixed(inside, [room for room in rooms if not room.last_over])
    return min(found if exact is None else [*found, exact], key=hourly, default=None)


def hourly(filling: Filling) -> Decimal:
    """USD per hour of all of it."""
    return sum((count * it.usd for count, it in filling), Decimal(0))


def _filled(taking: Sequence[Candidate], room: Room) -> Filling:
    """The dearest machines that fit in one limit. Where a machine is started while a unit is left, they fit in all but that one, and
    one more comes, of any type."""
    dearest = max(taking, key=lambda it: it.usd)
    if room.last_over:
        rest = replace(room, amount=room.amount - 1)
        return _together(((1, dearest), *_of_one_limit(taking, rest))) if room.amount > 0 else ()
    return _of_one_limit(taking, room)


def _of_one_limit(taking: Sequence[Candidate], room: Room) -> Filling:
    exact = _mixed(taking, [room])
    if exact is not None:
        return exact
    products = [(ceil(room.amount / each(it.kind, room)), it) for it in taking]
    return (max(products, key=lambda it: it[0] * it[1].usd),)


def _mixed(candidates: Iterable[Candidate], rooms: Sequence[Room]) -> Filling | None:
    """The dearest mix within whole limits, by how much is left of each; None where that would take long, or a machine takes of none."""
    best: dict[tuple[Decimal, ...], Candidate] = {}
    for it in candidates:
        size = tuple(each(it.kind, room) for room in rooms)
        if size not in best or it.usd > best[size].usd:
            best[size] = it
    whole = [index for index in range(len(rooms)) if all(it[index] == int(it[index]) for it in best)]
    sizes = {
        tuple(int(size[index]) for index in whole): it for size, it in sorted(best.items(), key=lambda it: it[1].usd)
    }
    amounts = [int(rooms[index].amount) for index in whole]
    steps = [1]
    for amount in reversed(amounts):
        steps.insert(0, steps[0] * (amount + 1))
    if not all(map(any, sizes)) or steps[0] * len(sizes) > _MOST_TRIED:
        return None
    return _knapsack(list(sizes.items()), amounts, steps[1:])


def _knapsack(
    sizes: Sequence[tuple[tuple[int, ...], Candidate]], amounts: Sequence[int], steps: Sequence[int]
) -> Filling:
    """By dynamic programming: `worth[i]` is the dearest of what fits in what is left, of which `i` is the number."""
    offsets = [(sum(map(mul, size, steps)), size, it) for size, it in sizes]
    worth = [Decimal(0)]
    added: list[Candidate | None] = [None]
    for index, left in enumerate(product(*(range(amount + 1) for amount in amounts))):
        if index == 0:
            continue
        usd, last = Decimal(0), None
        for offset, size, it in offsets:
            if all(map(le, size, left)) and worth[index - offset] + it.usd > usd:
                usd, last = worth[index - offset] + it.usd, it
        worth.append(usd)
        added.append(last)
    found: list[tuple[int, Candidate]] = []
    index, size_of = len(worth) - 1, {it: offset for offset, _, it in offsets}
    while (last := added[index]) is not None:
        found.append((1, last))
        index -= size_of[last]
    return _together(found)


def _together(filling: Iterable[tuple[int, Candidate]]) -> Filling:
    """Those of one type as one, the most first."""
    counts: dict[Candidate, int] = {}
    for count, it in filling:
        counts[it] = counts.get(it, 0) + count
    return tuple(sorted(((n, it) for it, n in counts.items() if n), key=lambda it: -it[0] * it[1].usd))
