"""What a group of nodes costs: the machines; `attached` adds what comes with them.

Of several instance types that may come, the floor takes the cheapest and the ceiling the dearest; the expected figure takes the
one that the cloud takes first (`Takes`): the first of the list, the cheapest, or, where it picks by what capacity it has, the mean
of them, never the cheapest. The basis says which. What is not known counts as its dearest reading: nodes as on-demand, an address
as public, a strategy as the one that takes the dearest type.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from penstock.cost.prices import CatalogOf, Market, UnpricedError
from penstock.cost.services import sku_words, unit_of
from penstock.cost.shapes import CostComponent, Range, ResourceCost, Saving
from penstock.cost.usage import Usage
from penstock.resources.facts import Node
from penstock.resources.reading.values import UNKNOWN, Maybe, known
from penstock.terms import HOURS_PER_MONTH, CapacityType

from .attached import OWN_PRICES, PAID_ELSEWHERE, Attached, Part, joined
from .choices import bounds_of, check_licence, choices_of, dearest, mix_of, prices_of, typical, up_to_on_demand
from .hours import NotKnownError
from .hours_of_work import busy, work_of
from .rooms import sizes_of, within_rooms
from .sizes import Sizes, node_hours
from .standby import standing_by
from .weighted_units import in_units


def node_cost(node: Node, year: int, catalog_of: CatalogOf, usage: Usage) -> ResourceCost:
    """The lines of one group or instance."""
    market = Market(catalog_of, node.cloud, node.region)
    standby = tuple(standing_by(node, market, usage))
    try:
        if node.units is not None and not node.requirements:
            return _in_units([*in_units(node, node.units, year, market, usage), *standby], node)
        counted = sizes_of(node, year, market)
    except NotKnownError as error:
        return _resource(node, [Part(why=str(error)), *standby])
    work = work_of(node, usage, mix_of(node).spot_share(counted.expected))
    if work is not None:
        counted = busy(counted, node, work)
    attached = Attached(node, counted, market, spot=mix_of(node).all_spot)
    parts = [*_machines(node, counted, market), *attached.parts(usage), *standby]
    if attached.takes_fee:
        parts += attached.fee(_on_demand(node, market), bounds_of(node, market))
    try:
        return _resource(node, parts, _twin(node, counted, market))
    except UnpricedError as error:
        return _resource(node, parts, no_twin=str(error))


def _in_units(parts: Sequence[Part], node: Node) -> ResourceCost:
    """With its always-on twin, which costs what spot saves more."""
    found = _resource(node, parts)
    savings = tuple(it.saving for it in parts if it.saving is not None)
    if not savings:
        return found
    always_on = found.monthly.expected + sum((it.monthly for it in savings), Decimal(0))
    return replace(found, always_on=always_on, savings=savings)


def _resource(node: Node, parts: Iterable[Part], twin: _Twin | None = None, no_twin: str = "") -> ResourceCost:
    """`no_twin`: why there is nothing to compare with, which leaves no line without a price."""
    lines = [*parts]
    whys = tuple(dict.fromkeys(part.why for part in lines if part.why))
    per_node_hour = sum((part.per_node_hour for part in lines), Decimal(0))
    fixed = sum((part.fixed for part in lines), Decimal(0))
    return ResourceCost(
        urn=node.urn,
        label=node.label if node.fallback_hours_per_day is None else f"{node.label} fallback",
        kind="pool",
        detail=_detail(node),
        components=tuple(part.component for part in lines if part.component),
        always_on=None if twin is None else twin.always_on(per_node_hour) + fixed,
        why_unpriced=tuple(dict.fromkeys((*whys, no_twin))) if no_twin else whys,
        undeclared=tuple(part.use for part in lines if part.use),
        savings=() if twin is None else tuple(twin.savings(per_node_hour)),
        unbounded=any(it.why and (it.component is None or it.component.at_most is None) for it in lines),
    )


@dataclass(frozen=True, slots=True)
class _Twin:
    """The same nodes on-demand, all month: what the controls are compared with. Prices in USD per node-hour."""

    counted: Sizes
    spot_hours: Decimal
    on_demand: Decimal
    spot: Decimal

    def always_on(self, per_node_hour: Decimal) -> Decimal:
        return self.counted.peak * HOURS_PER_MONTH * (self.on_demand + per_node_hour)

    def savings(self, per_node_hour: Decimal) -> Iterable[Saving]:
        """Hours that the schedule, then idle shutdown, takes away at the on-demand price; then the rest's spot price."""
        idle = self.counted.idle_hours
        off = self.counted.peak * HOURS_PER_MONTH - node_hours(self.counted.expected) - idle
        rate = self.on_demand + per_node_hour
        found = (
            Saving("schedule", "node-hour", off, rate, "hours off, at the on-demand price with disks and addresses"),
            Saving("idle", "node-hour", idle, rate, "hours that idle shutdown takes away, at the same price"),
            Saving("spot", "node-hour", self.spot_hours, self.on_demand - self.spot, "on-demand less spot price"),
        )
        return (saving for saving in found if saving.monthly)


def _machines(node: Node, counted: Sizes, market: Market) -> Iterable[Part]:
    if node.service in PAID_ELSEWHERE:
        return
    if node.billed:
        yield from _billed(node, counted, market)
        return
    mix = mix_of(node)
    if node.rooms:
        yield from within_rooms(node, counted, market, mix)
        return
    for capacity_type in (CapacityType.SPOT, CapacityType.ON_DEMAND):
        profiles = (counted.floor, counted.expected, counted.ceiling)
        quantity = Range(*(mix.node_hours(profile, capacity_type) for profile in profiles))
        if quantity.ceiling == 0:
            continue
        name = f"{capacity_type} nodes"
        try:
            if node.service in OWN_PRICES and capacity_type is CapacityType.SPOT:
                raise UnpricedError(f"no price of {node.service} nodes")
            check_licence(node)
            prices = prices_of(node, capacity_type, market)
            if capacity_type is CapacityType.SPOT:
                prices = up_to_on_demand(prices, node, market)
        except UnpricedError as error:
            bounds = bounds_of(node, market)
            usual, why = typical(node, bounds)
            most, words = dearest(bounds)
            basis = joined(counted.basis, mix.note, why)
            line = CostComponent(
                name, "node-hour", quantity, None, None, basis, at_most=most, bound=words, typical=usual
            )
            yield Part(line, why=str(error))
            continue
        basis = joined(counted.basis, mix.note, prices.basis)
        spread = None if prices.range.floor == prices.range.ceiling else prices.range
        yield Part(CostComponent(name, "node-hour", quantity, prices.range.expected, prices.day, basis, spread))


def _billed(node: Node, counted: Sizes, market: Market) -> Iterable[Part]:
    """The lines of nodes whose service bills what they are made of: accelerators, vCPUs and memory, each by its own time."""
    hours = Range(*(node_hours(profile) for profile in (counted.floor, counted.expected, counted.ceiling)))
    for sku, each in node.billed:
        name = sku_words(sku)
        if not known(each):
            yield Part(why=f"how much {name} a node has is not known yet")
            continue
        quantity = hours.times(each)
        try:
            price = market.unit(sku)
        except UnpricedError as error:
            most = market.unit_at_most(sku)
            yield Part(
                CostComponent(name, unit_of(sku), quantity, None, None, counted.basis, at_most=most), why=str(error)
            )
            continue
        line = CostComponent(name, price.unit, quantity, price.usd, price.price_date, counted.basis)
        yield Part(line, per_node_hour=each * price.usd)


def _on_demand(node: Node, market: Market) -> Range | None:
    """USD per node-hour, the cheapest to the dearest type; None where it is not known."""
    try:
        return prices_of(node, CapacityType.ON_DEMAND, market).range
    except UnpricedError:
        return None


def _twin(node: Node, counted: Sizes, market: Market) -> _Twin:
    """Raises UnpricedError when a price is not known, so that nothing can be compared."""
    if counted.peak == 0 or node.billed or node.service in PAID_ELSEWHERE:
        return _Twin(counted, Decimal(0), Decimal(0), Decimal(0))
    spot_hours = mix_of(node).node_hours(counted.expected, CapacityType.SPOT)
    check_licence(node)
    bought = CapacityType.SPOT if spot_hours == node_hours(counted.expected) and spot_hours else CapacityType.ON_DEMAND
    on_demand = prices_of(node, CapacityType.ON_DEMAND, market, bought).range.expected
    spot = prices_of(node, CapacityType.SPOT, market).range.expected if spot_hours else Decimal(0)
    return _Twin(counted, spot_hours, on_demand, spot)


def _detail(node: Node) -> str:
    names = (f"{it}" if known(it := choice.instance_type) else "a type not known yet" for choice in choices_of(node))
    types = list(dict.fromkeys(names))
    more = f" and {len(types) - 2} more" if len(types) > 2 else ""
    least, most = _least_and_most(node)
    size = "" if node.kind == "instance" else f", {_figure(least)} to {_figure(most)} nodes"
    return f"{', '.join(types[:2]) or 'type not known'}{more}{size}"


def _least_and_most(node: Node) -> tuple[Maybe[int], Maybe[int]]:
    """With what the schedule sets, which goes before what the group says."""
    least = [node.minimum, *(it.minimum for it in node.schedule if it.minimum is not None)]
    most = [node.maximum, *(it.maximum for it in node.schedule if it.maximum is not None)]
    sure = [it for it in least if known(it)], [it for it in most if known(it)]
    return (
        min(sure[0]) if len(sure[0]) == len(least) else UNKNOWN,
        max(sure[1]) if len(sure[1]) == len(most) else UNKNOWN,
    )


def _figure(value: Maybe[int]) -> str:
    return f"{value}" if known(value) else "?"
