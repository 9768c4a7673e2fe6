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

from penstock.catalog import InstanceType
from penstock.resources.candidates import fitting_types, room_for
from penstock.resources.facts import Capacity, InstanceChoice, Node, Takes
from penstock.resources.values import Maybe, known
from penstock.terms import HOURS_PER_MONTH, CapacityType

from .attached import OWN_PRICES, PAID_ELSEWHERE, TYPE_PREFIXES, Attached, Part, joined
from .filling import Candidate, dearest_filling
from .hours import NotKnownError
from .prices import Bound, CatalogOf, Held, Hourly, Market, UnpricedError
from .services import sku_words, unit_of
from .shapes import CostComponent, Range, ResourceCost, Saving
from .sizes import Profile, Sizes, busy, node_hours, sizes
from .taken import Prices, mean
from .usage import Usage


@dataclass(frozen=True, slots=True)
class _Mix:
    """How nodes are bought: the first `on_demand_base` on-demand, those above them spot by the percentage."""

    on_demand_base: int
    spot_percent: Decimal
    note: str

    def node_hours(self, profile: Profile, capacity_type: CapacityType) -> Decimal:
        """Node-hours of the month that are bought as `capacity_type`."""
        spot = sum((self._spot(nodes) * hours for nodes, hours in profile.items()), Decimal(0))
        return spot if capacity_type is CapacityType.SPOT else node_hours(profile) - spot

    def _spot(self, nodes: int) -> int:
        """Nodes are whole, and what is left of a share is on-demand."""
        return int(max(nodes - self.on_demand_base, 0) * self.spot_percent // 100)


def node_cost(node: Node, year: int, catalog_of: CatalogOf, usage: Usage) -> ResourceCost:
    """The lines of one group or instance."""
    market = Market(catalog_of, node.cloud, node.region)
    hours = usage.of(node.urn, "node_hours")
    try:
        counted = _sizes(node, year, market)
    except NotKnownError as error:
        return _resource(node, [Part(why=str(error))])
    if hours is not None:
        counted = busy(counted, node, hours)
    mix = _mix(node)
    attached = Attached(node, counted, market, spot=mix.on_demand_base == 0 and mix.spot_percent == 100)
    parts = [*_machines(node, counted, market), *attached.parts(usage)]
    if attached.takes_fee:
        parts += attached.fee(_on_demand(node, market), _bounds(node, market))
    try:
        return _resource(node, parts, _twin(node, counted, market))
    except UnpricedError as error:
        return _resource(node, parts, no_twin=str(error))


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
    mix = _mix(node)
    if node.rooms:
        yield from _within_rooms(node, counted, market, mix)
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
            _check_licence(node)
            prices = _prices(node, capacity_type, market)
            if capacity_type is CapacityType.SPOT:
                prices = _up_to_on_demand(prices, node, market)
        except UnpricedError as error:
            bounds = _bounds(node, market)
            usual, why = _typical(node, bounds)
            most, words = _dearest(bounds)
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


def _up_to_on_demand(prices: Prices, node: Node, market: Market) -> Prices:
    """Spot prices move, up to what `_most` says."""
    found = [most for it in _choices(node) if (most := _most(it, node, market)) is not None]
    most = max(found, key=lambda it: it.usd, default=None)
    return prices if most is None else replace(prices, most=most)


def _most(choice: InstanceChoice, node: Node, market: Market) -> Bound | None:
    """What a spot node is never above: its on-demand price, or the highest price that the program takes, where that is lower.

    AWS: "the default maximum price is the On-Demand price" (EC2 user guide, Spot request). Google Cloud: Spot prices are discounts on the
    default price (Compute Engine, Spot VMs). Azure: at a maximum price of -1, the lower of the spot and the standard price (Use Azure Spot
    Virtual Machines, Pricing).
    """
    bound = market.hourly_at_most(choice, node.licence)
    capacity = _capacity(node)
    own = None if capacity is None or not known(capacity.max_price) else capacity.max_price
    if own is not None and (bound is None or own < bound.usd):
        return Bound(own, "the highest price that the program takes")
    return bound


def _check_licence(node: Node) -> None:
    if node.licence:
        raise UnpricedError(f"runs {node.licence}, only Linux prices are known")


def _dearest(bounds: Sequence[Held] | None) -> tuple[Decimal | None, str]:
    """What nodes without a price are held to, USD an hour, and of what: the dearest type's on-demand price, else what it is bound to cost
    there. None where a type has no bound either."""
    most = max((it.bound for it in bounds or ()), key=lambda it: it.usd, default=None)
    return (None, "") if most is None else (most.usd, most.words)


def _typical(node: Node, bounds: Sequence[Held] | None) -> tuple[Decimal | None, str]:
    """What nodes cost on average that are chosen by attributes, and words for it: any that fits may come, and neither the dearest nor
    the cheapest is to be expected of all. None where the program lists what comes."""
    if not bounds or not _by_attributes(node):
        return None, ""
    return mean(it.bound.usd for it in bounds), f"expected at the mean of the {len(bounds)} types that fit"


def _by_attributes(node: Node) -> bool:
    return node.requirements or (node.template is not None and node.template.requirements)


def _candidates(node: Node) -> tuple[InstanceChoice, ...] | None:
    """Every machine that may come, those that are chosen by attributes too; None where nobody knows which."""
    fact = node if node.requirements or node.template is None else node.template
    if not fact.requirements:
        return _choices(node)
    fitting = [fitting_types(it, node.cloud, node.region) for it in fact.selections]
    if not fitting or not all(fitting):
        return None
    chosen = tuple(InstanceChoice(kind.name, "", node.urn) for kinds in fitting for kind in kinds)
    return (*_choices(node), *chosen)


def _sizes(node: Node, year: int, market: Market) -> Sizes:
    """Where a limit in cores or the like says how many, the ceiling is as many of the smallest type as fit, and the expected month as
    many of the type that is expected."""
    most = sizes(node, year)
    if not node.rooms:
        return most
    usual = _usual(node, [(it.kind, it.bound.usd) for it in _bounds(node, market) or ()])
    return most if usual is None else replace(sizes(replace(node, maximum=usual[0]), year), ceiling=most.ceiling)


def _usual(node: Node, prices: Iterable[tuple[InstanceType, Decimal]]) -> tuple[int, Decimal, str] | None:
    """(machines, USD an hour of each, words) of the type that is expected where a limit says how many: of all that may come, by what as many
    as there is room for cost, the cheapest where the cloud takes that, else the one in the middle. None where none comes."""
    fills = sorted(
        (count * usd, count, usd, kind.name) for kind, usd in prices if (count := room_for(kind, node.rooms))
    )
    if not fills:
        return None
    cheapest = _takes(node, _bought(node)) is Takes.CHEAPEST
    _, count, usd, name = fills[0 if cheapest else len(fills) // 2]
    words = "the type of which so many cost least" if cheapest else "in the middle of what so many of a type cost"
    return count, usd, f"{name}, {words}"


def _bought(node: Node) -> CapacityType:
    mix = _mix(node)
    return CapacityType.SPOT if mix.on_demand_base == 0 and mix.spot_percent == 100 else CapacityType.ON_DEMAND


def _bounds(node: Node, market: Market) -> list[Held] | None:
    """Every machine that may come, and what it is never above; None where one is not known."""
    candidates = _candidates(node)
    found = [(market.machine(it), market.hourly_at_most(it, node.licence)) for it in candidates or ()]
    known_ones = [Held(kind, bound) for kind, bound in found if kind is not None and bound is not None]
    return known_ones if candidates and len(known_ones) == len(found) else None


def _within_rooms(node: Node, counted: Sizes, market: Market, mix: _Mix) -> Iterable[Part]:
    """The machines of a group whose limit is told in cores, memory or accelerators: the ceiling is the dearest that fit in it."""
    capacity_type = _bought(node)
    name, why = f"{capacity_type} nodes", ""
    prices: list[tuple[InstanceType, Decimal]] | None = None
    day = None
    try:
        day = _prices(node, capacity_type, market).day
        priced = ((market.machine(it), market.hourly(it, capacity_type).usd) for it in _choices(node))
        prices = [(kind, usd) for kind, usd in priced if kind is not None]
    except UnpricedError as error:
        why = str(error)
        bounds = _bounds(node, market)
        prices = None if bounds is None else [(it.kind, it.bound.usd) for it in bounds]
    filling = None if prices is None else dearest_filling(_dearest_of(node, capacity_type, market, prices), node.rooms)
    if not filling or prices is None:
        yield Part(why=why or "its limit bounds not every type that may come")
        return
    _, usual, words = _usual(node, prices) or (0, Decimal(0), "")
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
    bounds = _bounds(node, market) if capacity_type is CapacityType.SPOT else None
    most = {it.kind: it.bound.usd for it in bounds or ()}
    return [Candidate(kind, max(usd, most.get(kind, usd))) for kind, usd in prices]


def _on_demand(node: Node, market: Market) -> Range | None:
    """USD per node-hour, the cheapest to the dearest type; None where it is not known."""
    try:
        return _prices(node, CapacityType.ON_DEMAND, market).range
    except UnpricedError:
        return None


def _twin(node: Node, counted: Sizes, market: Market) -> _Twin:
    """Raises UnpricedError when a price is not known, so that nothing can be compared."""
    if counted.peak == 0 or node.billed or node.service in PAID_ELSEWHERE:
        return _Twin(counted, Decimal(0), Decimal(0), Decimal(0))
    spot_hours = _mix(node).node_hours(counted.expected, CapacityType.SPOT)
    _check_licence(node)
    bought = CapacityType.SPOT if spot_hours == node_hours(counted.expected) and spot_hours else CapacityType.ON_DEMAND
    on_demand = _prices(node, CapacityType.ON_DEMAND, market, _takes(node, bought)).range.expected
    spot = _prices(node, CapacityType.SPOT, market).range.expected if spot_hours else Decimal(0)
    return _Twin(counted, spot_hours, on_demand, spot)


def _takes(node: Node, capacity_type: CapacityType) -> Maybe[Takes]:
    capacity = _capacity(node)
    if capacity is None:
        return Takes.ANY
    return capacity.spot_takes if capacity_type is CapacityType.SPOT else capacity.on_demand_takes


def _prices(node: Node, capacity_type: CapacityType, market: Market, takes: Maybe[Takes] | None = None) -> Prices:
    """Of the types that may come; raises UnpricedError that names each one without a price."""
    if _by_attributes(node):
        raise UnpricedError("types are chosen by attributes: any type that fits may come")
    choices = _choices(node)
    if not choices:
        raise UnpricedError("its instance type is not in the program")
    prices: list[Hourly] = []
    missing: list[str] = []
    for choice in choices:
        try:
            prices.append(market.hourly(choice, capacity_type))
        except UnpricedError as error:
            missing.append(str(error))
    if missing:
        raise UnpricedError(joined(*missing))
    once = {it.instance_type: it for it in prices}
    taken = _takes(node, capacity_type) if takes is None else takes
    return Prices(tuple(once.values()), taken, _alike(node, capacity_type, prices, taken))


def _alike(node: Node, capacity_type: CapacityType, prices: Sequence[Hourly], takes: Maybe[Takes]) -> int:
    """How many types the cloud prefers alike: of the first so many choices, each type once."""
    capacity = _capacity(node)
    if capacity is None:
        return 1
    count = capacity.spot_alike if capacity_type is CapacityType.SPOT else capacity.on_demand_alike
    return len({it.instance_type for it in prices[:count]}) if takes is Takes.FIRST else count


def _capacity(node: Node) -> Capacity | None:
    """Its own word before the template's."""
    return node.capacity or (node.template.capacity if node.template else None)


def _mix(node: Node) -> _Mix:
    """Where neither it nor its template says: the clouds' default, on-demand."""
    capacity = _capacity(node)
    if capacity is None:
        unsure = node.template_unresolved
        return _Mix(0, Decimal(0), "its template is not in the program: counted as on-demand" if unsure else "")
    if not known(capacity.on_demand_base) or not known(capacity.spot_percent):
        return _Mix(0, Decimal(0), "whether it is spot is not known: counted as on-demand")
    return _Mix(capacity.on_demand_base, capacity.spot_percent, "")


def _choices(node: Node) -> tuple[InstanceChoice, ...]:
    """Under the names by which they are sold."""
    choices = node.choices or (node.template.choices if node.template else ())
    prefix = TYPE_PREFIXES.get(node.service or "")
    if prefix is None:
        return choices
    names = ((choice, choice.instance_type) for choice in choices)
    return tuple(replace(it, instance_type=f"{prefix}{name}") if known(name) else it for it, name in names)


def _detail(node: Node) -> str:
    names = (f"{it}" if known(it := choice.instance_type) else "a type not known yet" for choice in _choices(node))
    types = list(dict.fromkeys(names))
    more = f" and {len(types) - 2} more" if len(types) > 2 else ""
    size = "" if node.kind == "instance" else f", {_figure(node.minimum)} to {_figure(node.maximum)} nodes"
    return f"{', '.join(types[:2]) or 'type not known'}{more}{size}"


def _figure(value: Maybe[int]) -> str:
    return f"{value}" if known(value) else "?"
