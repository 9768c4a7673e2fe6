"""What a group of nodes costs: the machines, and the disks and addresses that come with them.

Of several instance types that may come, the floor and the expected figure take the cheapest and the ceiling the dearest:
a cloud that picks by price and capacity may give any of them, and the basis names both. What is not known counts as its
dearest reading: nodes as on-demand, an address as public.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from penstock.resources.facts import DiskShape, InstanceChoice, Node
from penstock.resources.values import UNKNOWN, Maybe, known
from penstock.terms import HOURS_PER_MONTH, CapacityType

from .hours import NotKnownError
from .prices import CatalogOf, Hourly, Market, UnpricedError
from .shapes import CostComponent, Range, ResourceCost, Saving, UndeclaredUse
from .sizes import Profile, Sizes, busy, node_hours, sizes
from .usage import Usage


@dataclass(frozen=True, slots=True)
class _Part:
    """One line of a group, and why a price or quantity is missing. `per_node_hour`: USD of it that come with each node-hour."""

    component: CostComponent | None = None
    use: UndeclaredUse | None = None
    per_node_hour: Decimal = Decimal(0)
    why: str = ""


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

    def _spot(self, nodes: int) -> Decimal:
        return max(nodes - self.on_demand_base, 0) * self.spot_percent / 100


def node_cost(node: Node, year: int, catalog_of: CatalogOf, usage: Usage) -> ResourceCost:
    """The lines of one group or instance."""
    market = Market(catalog_of, node.cloud, node.region)
    hours = usage.of(node.urn, "node_hours")
    try:
        counted = sizes(node, year)
    except NotKnownError as error:
        return _resource(node, [_Part(why=str(error))])
    if hours is not None:
        counted = busy(counted, node, hours)
    parts = [
        *_machines(node, counted, market),
        *(_disk(disk, counted, market, usage.of(node.urn, "disk_gib")) for disk in _disks(node)),
    ]
    address = _public_address(node)
    if address is not False:
        basis = "counted, for it is not known whether a node gets one" if address is UNKNOWN else "one a node"
        parts.append(_by_node("public address", "public-ipv4-hour", Decimal(1), basis, counted=counted, market=market))
    try:
        return _resource(node, parts, _twin(node, counted, market))
    except UnpricedError as error:
        return _resource(node, [*parts, _Part(why=str(error))])


def _resource(node: Node, parts: Iterable[_Part], twin: _Twin | None = None) -> ResourceCost:
    lines = [*parts]
    whys = tuple(dict.fromkeys(part.why for part in lines if part.why))
    per_node_hour = sum((part.per_node_hour for part in lines), Decimal(0))
    compared = twin is not None and not whys
    return ResourceCost(
        urn=node.urn,
        label=node.label if node.fallback_hours_per_day is None else f"{node.label} fallback",
        kind="pool",
        detail=_detail(node),
        components=tuple(part.component for part in lines if part.component),
        always_on=twin.always_on(per_node_hour) if twin and compared else None,
        why_unpriced=whys,
        undeclared=tuple(part.use for part in lines if part.use),
        savings=tuple(twin.savings(per_node_hour)) if twin and compared else (),
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


def _machines(node: Node, counted: Sizes, market: Market) -> Iterable[_Part]:
    mix = _mix(node)
    for capacity_type in (CapacityType.SPOT, CapacityType.ON_DEMAND):
        profiles = (counted.floor, counted.expected, counted.ceiling)
        quantity = Range(*(mix.node_hours(profile, capacity_type) for profile in profiles))
        if quantity.ceiling == 0:
            continue
        name = f"{capacity_type} nodes"
        try:
            cheapest, dearest = _cheapest_and_dearest(node, capacity_type, market)
        except UnpricedError as error:
            yield _Part(
                CostComponent(name, "node-hour", quantity, None, None, _joined(counted.basis, mix.note)), why=str(error)
            )
            continue
        basis = _joined(counted.basis, mix.note, _types_basis(cheapest, dearest))
        spread = None if cheapest.usd == dearest.usd else Range(cheapest.usd, cheapest.usd, dearest.usd)
        yield _Part(CostComponent(name, "node-hour", quantity, cheapest.usd, cheapest.day, basis, spread))


def _twin(node: Node, counted: Sizes, market: Market) -> _Twin:
    """Raises UnpricedError when a price is not known, so that nothing can be compared."""
    if counted.peak == 0:
        return _Twin(counted, Decimal(0), Decimal(0), Decimal(0))
    spot_hours = _mix(node).node_hours(counted.expected, CapacityType.SPOT)
    on_demand, _ = _cheapest_and_dearest(node, CapacityType.ON_DEMAND, market)
    spot = _cheapest_and_dearest(node, CapacityType.SPOT, market)[0].usd if spot_hours else Decimal(0)
    return _Twin(counted, spot_hours, on_demand.usd, spot)


def _disk(disk: DiskShape, counted: Sizes, market: Market, declared_gib: Decimal | None) -> _Part:
    if not known(disk.kind):
        return _Part(why="the kind of a disk is not known yet")
    name, sku = f"{disk.kind} disk", f"{disk.kind}-gib-month"
    gib = declared_gib if disk.gib is None or not known(disk.gib) else disk.gib
    if gib is None:
        decided = "size decided by the image" if disk.gib is None else "size not known yet"
        why = "" if disk.gib is None else "the size of a disk is not known yet"
        try:
            price = market.unit(sku)
        except UnpricedError as error:
            return _Part(why=_joined(why, str(error)))
        use = UndeclaredUse(name, "GiB-month", price.usd, price.price_date, decided, "disk_gib")
        return _Part(use=use, why=why)
    kept = "bills on when its node is gone" if disk.delete_with_node is False else ""
    basis = _joined(f"{gib} GiB a node", kept)
    return _by_node(name, sku, gib / HOURS_PER_MONTH, basis, counted=counted, market=market)


def _by_node(name: str, sku: str, per_hour: Decimal, basis: str, *, counted: Sizes, market: Market) -> _Part:
    """What is billed with each node: `per_hour` units of `sku` for every node-hour."""
    profiles = (counted.floor, counted.expected, counted.ceiling)
    quantity = Range(*(node_hours(profile) * per_hour for profile in profiles))
    try:
        price = market.unit(sku)
    except UnpricedError as error:
        return _Part(CostComponent(name, _unit_of(sku), quantity, None, None, basis), why=str(error))
    component = CostComponent(name, price.unit, quantity, price.usd, price.price_date, basis)
    return _Part(component, per_node_hour=per_hour * price.usd)


def _cheapest_and_dearest(node: Node, capacity_type: CapacityType, market: Market) -> tuple[Hourly, Hourly]:
    """Of the types that may come; raises UnpricedError that names each one without a price."""
    if node.requirements or (node.template is not None and node.template.requirements):
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
        raise UnpricedError(_joined(*missing))
    return min(prices, key=lambda price: price.usd), max(prices, key=lambda price: price.usd)


def _mix(node: Node) -> _Mix:
    """Its own word before the template's. Neither says: the clouds' default, on-demand."""
    capacity = node.capacity or (node.template.capacity if node.template else None)
    if capacity is None:
        unsure = node.template_unresolved
        return _Mix(0, Decimal(0), "its template is not in the program: counted as on-demand" if unsure else "")
    if not known(capacity.on_demand_base) or not known(capacity.spot_percent):
        return _Mix(0, Decimal(0), "whether it is spot is not known: counted as on-demand")
    return _Mix(capacity.on_demand_base, capacity.spot_percent, "")


def _choices(node: Node) -> tuple[InstanceChoice, ...]:
    return node.choices or (node.template.choices if node.template else ())


def _disks(node: Node) -> tuple[DiskShape, ...]:
    return node.disks or (node.template.disks if node.template else ())


def _public_address(node: Node) -> Maybe[bool]:
    if known(node.public_address) or node.template is None:
        return node.public_address
    return node.template.public_address


def _types_basis(cheapest: Hourly, dearest: Hourly) -> str:
    types = f"{cheapest.instance_type}"
    if dearest.usd != cheapest.usd:
        types = f"the cheapest type, {cheapest.instance_type}; ceiling {dearest.instance_type}"
    return f"{types}; spot price estimated" if cheapest.estimated or dearest.estimated else types


def _detail(node: Node) -> str:
    types = list(dict.fromkeys(f"{choice.instance_type}" for choice in _choices(node)))
    more = f" and {len(types) - 2} more" if len(types) > 2 else ""
    size = "" if node.kind == "instance" else f", {_figure(node.minimum)} to {_figure(node.maximum)} nodes"
    return f"{', '.join(types[:2]) or 'type not known'}{more}{size}"


def _figure(value: Maybe[int]) -> str:
    return f"{value}" if known(value) else "?"


def _unit_of(sku: str) -> str:
    return "hour" if sku.endswith("-hour") else "GiB-month"


def _joined(*texts: str) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
