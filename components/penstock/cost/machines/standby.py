"""What machines cost that are made and then stopped or suspended, to be started faster: their disks, and memory that is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.cost.bounds.machines import PER_GIB
from penstock.cost.prices import Market
from penstock.cost.shapes import CostComponent, Range
from penstock.cost.usage import Usage
from penstock.resources.facts import Node, Standby
from penstock.resources.reading.values import Maybe, known
from penstock.terms import HOURS_PER_MONTH

from .attached import Attached, Part, joined
from .choices import choices_of
from .sizes import Sizes

_GONE: Final = "local-ssd"
"""Disks that a stopped machine has no more."""


def standing_by(node: Node, market: Market, usage: Usage) -> Iterable[Part]:
    """The lines of a group's machines that stand by; of one machine that is suspended, only its memory, for its disks are its own lines."""
    standby = node.standby
    if standby is None:
        return
    counted = _counted(standby)
    if counted is None:
        yield Part(why="how many machines stand by is not known yet")
        return
    if node.kind != "instance":
        for part in Attached(node, counted, market, spot=False).disks(usage):
            line = part.component
            if line is None:
                if part.why:
                    yield Part(why=part.why)
            elif not line.name.startswith(_GONE):
                fixed = Decimal(0) if line.monthly is None else line.monthly.expected
                named = replace(line, name=f"{line.name} standing by", basis=joined(counted.basis, line.basis))
                yield Part(named, fixed=fixed, why=part.why)
    if standby.suspended != 0:
        yield _memory(node, market, standby.suspended)


def _counted(standby: Standby) -> Sizes | None:
    figures = [it for it in (standby.least, standby.usual, standby.most) if known(it)]
    if len(figures) != 3:
        return None
    least, usual, most = figures
    low, middle, high = ({it: HOURS_PER_MONTH} for it in (min(least, usual), usual, max(usual, most)))
    return Sizes(low, middle, high, usual, f"{usual} stopped beside them")


def _memory(node: Node, market: Market, count: Maybe[int]) -> Part:
    """What is kept of suspended machines has no price here; a GiB of it costs less than one that runs."""
    why = "no price of the memory of suspended machines"
    kinds = [market.machine(it) for it in choices_of(node)]
    sizes = [kind.memory_gib for kind in kinds if kind is not None]
    if not known(count) or not sizes or len(sizes) < len(kinds):
        return Part(why=why)
    hours = Range.of(max(sizes) * count * HOURS_PER_MONTH)
    line = CostComponent("suspended memory", "GiB-hour", hours, None, None, f"{count} suspended", at_most=PER_GIB)
    return Part(line, why=why)
