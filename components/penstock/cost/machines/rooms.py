"""Groups whose limit is in vCPUs, memory or accelerators: as many machines as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from typing import Final

from penstock.catalog import InstanceType
from penstock.cost.prices import Market, UnpricedError
from penstock.cost.shapes import CostComponent, Range
from penstock.resources.facts import Node, Takes
from penstock.resources.machines.candidates import room_for
from penstock.resources.reading.values import Unknown
from penstock.terms import HOURS_PER_MONTH, CapacityType

from .attached import Part, joined
from .choices import Mix, alike_of, bought_as, bounds_of, choices_of, prices_of, takes_of
from .filling import Candidate, dearest_filling
from .sizes import Sizes, node_hours, sizes


def sizes_of(node: Node, year: int, market: Market) -> Sizes:
    """Where a limit in cores or the like says how many, the ceiling is as many of the smallest type as fit, and the expected month as
    many of the type that is expected."""
    most = sizes(node, year)
    if not node.rooms:
        return most
    usual = _usual(_wanted(node), [(it.kind, it.bound.usd) for it in bounds_of(node, market) or ()])
    return most if usual is None else replace(sizes(replace(node, maximum=usual[0]), year), ceiling=most.ceiling)


def _wanted(node: Node) -> Node:
    """With as much room as its desired size asks for, where that is told in the room's units; what a schedule asks for is the most."""
    units = node.units
    if units is None or units.desired is None or node.schedule:
        return node
    if isinstance(units.desired, Unknown) or isinstance(units.maximum, Unknown) or not units.maximum:
        return node
    share = Decimal(units.desired) / units.maximum
    return replace(node, rooms=tuple(replace(it, amount=it.amount * share) for it in node.rooms))


def _usual(node: Node, prices: Iterable[tuple[InstanceType, Decimal]]) -> tuple[int, Decimal, str] | None:
    """(machines, USD an hour of each, words) of the type that is expected where a limit says how many: of all that may come, by what as many
    as there is room for cost, that which the cloud takes. Where it takes any, as many as of the first that costs no less than the mean of them, at that
    mean. None where none comes."""
    fills = [(count * usd, count, usd, kind.name) for kind, usd in prices if (count := room_for(kind, node.rooms))]
    if not fills:
        return None
    bought = bought_as(node)
    takes, alike = takes_of(node, bought), alike_of(node, bought)
    if isinstance(takes, Unknown):
        words, coming = "the type of which so many cost most, for how it picks is not known", [max(fills)]
    elif takes is Takes.CHEAPEST:
        words, coming = "the type of which so many cost least", sorted(fills)[:alike]
    elif takes is Takes.FIRST:
        words, coming = "the type that comes first", fills[:alike]
    else:
        words, coming = "at the mean of what so many of each type cost", fills
    usual = sum((it[0] for it in coming), Decimal(0)) / len(coming)
    cost, count, usd, name = min(it for it in coming if it[0] >= usual)
    each = usd if cost == usual else (usual / count).quantize(_EXACT, ROUND_CEILING)
    return count, each, f"{name}, {words}"


_EXACT: Final = Decimal("0.000001")


def within_rooms(node: Node, counted: Sizes, market: Market, mix: Mix) -> Iterable[Part]:
    """The machines of a group whose limit is told in cores, memory or accelerators: the ceiling is the dearest that fit in it."""
    capacity_type = bought_as(node)
    name, why = f"{capacity_type} nodes", ""
    prices: list[tuple[InstanceType, Decimal]] | None = None
    day = None
    try:
        day = prices_of(node, capacity_type, market).day
        priced = ((market.machine(it), market.hourly(it, capacity_type).usd) for it in choices_of(node))
        prices = [(kind, usd) for kind, usd in priced if kind is not None]
    except UnpricedError as error:
        why = str(error)
        bounds = bounds_of(node, market)
        prices = None if bounds is None else [(it.kind, it.bound.usd) for it in bounds]
    filling = None if prices is None else dearest_filling(_dearest_of(node, capacity_type, market, prices), node.rooms)
    if not filling or prices is None:
        yield Part(why=why or "its limit bounds not every type that may come")
        return
    _, usual, words = _usual(_wanted(node), prices) or (0, Decimal(0), "")
    expected = Range(node_hours(counted.floor), node_hours(counted.expected), Decimal(0))
    basis = joined(counted.basis, mix.note, words)
    lines = [(expected, usual, basis)]
    for count, it in filling:
        most = Range(Decimal(0), Decimal(0), count * HOURS_PER_MONTH)
        lines.append((most, it.usd, f"at the limit {count} x {it.kind.name}"))
    for quantity, usd, words in lines:
        if why:
            yield Part(CostComponent(name, "node-hour", quantity, None, None, words, at_most=usd), why=why)
        else:
            yield Part(CostComponent(name, "node-hour", quantity, usd, day, words))


def _dearest_of(
    node: Node, capacity_type: CapacityType, market: Market, prices: Sequence[tuple[InstanceType, Decimal]]
) -> Sequence[Candidate]:
    """Each type at what it may cost at most: of spot, its on-demand price."""
    bounds = bounds_of(node, market) if capacity_type is CapacityType.SPOT else None
    most = {it.kind: it.bound.usd for it in bounds or ()}
    return [Candidate(kind, max(usd, most.get(kind, usd))) for kind, usd in prices]
