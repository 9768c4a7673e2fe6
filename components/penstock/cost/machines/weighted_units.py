"""The machines of a group whose size is told in units: a type with a weight is so many of them, and the last node comes whole.

How many nodes that is depends on which type comes, so each figure is that type's nodes at its price: the floor those that cost least, the
ceiling those that cost most, and the expected one those of the type that the cloud takes first, or the mean of all that it may take.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from typing import Final

from penstock.cost.prices import Market, UnpricedError
from penstock.cost.shapes import CostComponent, Range, Saving
from penstock.cost.usage import Usage
from penstock.resources.facts import Node, Takes, Units
from penstock.resources.reading.values import Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH, CapacityType

from .attached import Attached, Part, joined
from .choices import bounds_of, check_licence, choices_of, dearest, mix_of, most_of_spot, prices_of
from .hours_of_work import busy, work_of
from .sizes import Profile, Sizes, by_size, node_hours, sizes

_EXACT: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A type that may come: units of a node of it, USD an hour of one today and at most."""

    name: str
    weight: int
    usd: Decimal
    most: Decimal


def in_units(node: Node, units: Units, year: int, market: Market, usage: Usage) -> Iterable[Part]:
    """The lines of the group. Its always-on twin is the same types on demand, where its size is one all month; it has none of other sizes,
    for its nodes differ. Raises NotKnownError."""
    in_all = replace(node, minimum=units.minimum, desired=units.desired, maximum=units.maximum)
    counted = sizes(in_all, year, "unit")
    mix = mix_of(node)
    weights = [it.weight for it in choices_of(node)]
    nodes = replace(
        counted,
        floor=_nodes(counted.floor, max(weights)),
        expected=_nodes(counted.expected, min(weights)),
        ceiling=_nodes(counted.ceiling, min(weights)),
    )
    work = work_of(node, usage, mix.spot_share(counted.expected))
    if work is not None:
        counted, nodes = _worked(counted, nodes, busy(nodes, node, work))
    for capacity_type in (CapacityType.SPOT, CapacityType.ON_DEMAND):
        profiles = [mix.bought(it, capacity_type) for it in (counted.floor, counted.expected, counted.ceiling)]
        if node_hours(profiles[-1]):
            yield _line(node, profiles, market, capacity_type, joined(counted.basis, mix.note))
    yield from Attached(node, nodes, market, spot=mix.all_spot).parts(usage)


def _worked(counted: Sizes, before: Sizes, after: Sizes) -> tuple[Sizes, Sizes]:
    """(in units, in nodes) with the hours that work is billed for, at the sizes that they had."""
    hours = node_hours(before.expected)
    share = min(node_hours(after.expected) / hours, Decimal(1)) if hours else Decimal(1)
    expected = {size: part * share for size, part in counted.expected.items()}
    return replace(counted, expected=expected, basis=after.basis), after


def _line(node: Node, profiles: Sequence[Profile], market: Market, capacity_type: CapacityType, basis: str) -> Part:
    """The machines that are bought so; `profiles`: the floor's, the expected and the ceiling's, in units."""
    name = f"{capacity_type} nodes"
    try:
        check_licence(node)
        prices = prices_of(node, capacity_type, market)
    except UnpricedError as error:
        return Part(_unpriced(node, profiles, market, name, basis), why=str(error))
    usd = {it.instance_type: it.usd for it in prices.each}
    types: dict[str, Weighed] = {}
    for choice in choices_of(node):
        kind = f"{choice.instance_type}"
        bound = most_of_spot(choice, node, market) if capacity_type is CapacityType.SPOT else None
        most = usd[kind] if bound is None else max(bound.usd, usd[kind])
        types.setdefault(kind, Weighed(kind, choice.weight, usd[kind], most))
    each = [*types.values()]
    coming = _coming(each, prices.takes, prices.alike)
    floor, expected, ceiling = profiles
    least = min(each, key=lambda it: _hours(floor, it.weight) * it.usd)
    dearest = max(each, key=lambda it: _hours(ceiling, it.weight) * it.most)
    hours, price = _at_the_mean([(_hours(expected, it.weight), it.usd) for it in coming])
    quantity = Range(_hours(floor, least.weight), hours, _hours(ceiling, dearest.weight))
    spread = Range(least.usd, price, dearest.most)
    words = joined(basis, _words(coming, prices.takes), f"ceiling {dearest.name}" if dearest not in coming else "")
    line = CostComponent(name, "node-hour", quantity, price, prices.day, words, spread)
    always = capacity_type is CapacityType.SPOT and [*expected.values()] == [HOURS_PER_MONTH]
    return Part(line, saving=_saved(node, market, coming, expected, line) if always else None)


def _saved(
    node: Node, market: Market, coming: Sequence[Weighed], expected: Profile, line: CostComponent
) -> Saving | None:
    """What the same nodes would cost more on demand; None where that is not known."""
    hours, monthly = line.monthly_quantity.expected, line.monthly
    if monthly is None or not hours:
        return None
    try:
        usd = {it.instance_type: it.usd for it in prices_of(node, CapacityType.ON_DEMAND, market).each}
    except UnpricedError:
        return None
    alike = sum((_hours(expected, it.weight) * usd[it.name] for it in coming), Decimal(0)) / len(coming)
    return Saving("spot", "node-hour", hours, (alike - monthly.expected) / hours, "on-demand less spot price")


def _unpriced(node: Node, profiles: Sequence[Profile], market: Market, name: str, basis: str) -> CostComponent:
    """As many nodes of the smallest as there may be, each held to the dearest type's bound."""
    most, words = dearest(bounds_of(node, market))
    least = min(it.weight for it in choices_of(node))
    quantity = Range(*(_hours(it, least) for it in profiles))
    return CostComponent(name, "node-hour", quantity, None, None, basis, at_most=most, bound=words)


def _coming(types: Sequence[Weighed], takes: Maybe[Takes], alike: int) -> Sequence[Weighed]:
    """Those of which any may be the one that comes. Of the lowest price is the one whose unit costs least ("price per unit hour", EC2 user
    guide, Instance weighting); where how it picks is not known, the one whose unit costs most counts."""
    by_unit = sorted(types, key=lambda it: it.usd / it.weight)
    if takes is Takes.FIRST:
        return types[:alike]
    if takes is Takes.CHEAPEST:
        return by_unit[:alike]
    return by_unit[-1:] if isinstance(takes, Unknown) else types


def _words(coming: Sequence[Weighed], takes: Maybe[Takes]) -> str:
    if len(coming) > 1:
        return f"the mean of what {len(coming)} types make of the units, for any of them may come"
    [it] = coming
    which = "dearest" if isinstance(takes, Unknown) else takes.value
    why = ", for how it picks is not known" if isinstance(takes, Unknown) else ""
    return f"the {which} type, {it.name}{why}, {it.weight} units a node"


def _hours(profile: Profile, weight: int) -> Decimal:
    """Node-hours of a profile in units, of nodes of so many units."""
    return node_hours(_nodes(profile, weight))


def _nodes(profile: Profile, weight: int) -> Profile:
    return by_size((-(-units // weight), hours) for units, hours in profile.items())


def _at_the_mean(coming: Sequence[tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal]:
    """(node-hours, USD of each) of (node-hours, USD of each) that may come: where what they cost differs, the mean of both, rounded up to a
    millionth, so that it is not below."""
    costs = [hours * usd for hours, usd in coming]
    if len({*costs}) == 1:
        return coming[0]
    hours = _up(sum((it for it, _ in coming), Decimal(0)) / len(coming))
    return hours, _up(sum(costs, Decimal(0)) / len(costs) / hours)


def _up(figure: Decimal) -> Decimal:
    return figure.quantize(_EXACT, ROUND_CEILING)
