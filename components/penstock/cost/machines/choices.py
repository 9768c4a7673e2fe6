"""Instance types that a group may get, how they are bought, and what each costs: today, and at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from penstock.cost.prices import Bound, Held, Hourly, Market, UnpricedError
from penstock.resources.facts import Capacity, InstanceChoice, Node, Takes
from penstock.resources.machines.candidates import fitting_types
from penstock.resources.reading.values import Maybe, known
from penstock.terms import CapacityType

from .attached import TYPE_PREFIXES, joined
from .launched_types import Prices, mean
from .sizes import Profile, by_size, node_hours


@dataclass(frozen=True, slots=True)
class Mix:
    """How nodes are bought: the first `on_demand_base` on-demand, those above them spot by the percentage."""

    on_demand_base: int
    spot_percent: Decimal
    note: str

    @property
    def all_spot(self) -> bool:
        """Whether every node is spot."""
        return self.on_demand_base == 0 and self.spot_percent == 100

    def spot_share(self, profile: Profile) -> Decimal:
        """Which share of a profile's node-hours is spot."""
        hours = node_hours(profile)
        return self.node_hours(profile, CapacityType.SPOT) / hours if hours else Decimal(self.all_spot)

    def node_hours(self, profile: Profile, capacity_type: CapacityType) -> Decimal:
        """Node-hours of the month that are bought as `capacity_type`."""
        return node_hours(self.bought(profile, capacity_type))

    def bought(self, profile: Profile, capacity_type: CapacityType) -> Profile:
        """The sizes of what is bought as `capacity_type`."""
        return by_size((self._bought(size, capacity_type), hours) for size, hours in profile.items())

    def _bought(self, size: int, capacity_type: CapacityType) -> int:
        return self._spot(size) if capacity_type is CapacityType.SPOT else size - self._spot(size)

    def _spot(self, nodes: int) -> int:
        """Nodes are whole, and what is left of a share is on-demand."""
        return int(max(nodes - self.on_demand_base, 0) * self.spot_percent // 100)


def choices_of(node: Node) -> tuple[InstanceChoice, ...]:
    """Under the names by which they are sold."""
    choices = node.choices or (node.template.choices if node.template else ())
    prefix = TYPE_PREFIXES.get(node.service or "")
    if prefix is None:
        return choices
    names = ((choice, choice.instance_type) for choice in choices)
    return tuple(replace(it, instance_type=f"{prefix}{name}") if known(name) else it for it, name in names)


def capacity_of(node: Node) -> Capacity | None:
    """Its own word before the template's."""
    return node.capacity or (node.template.capacity if node.template else None)


def mix_of(node: Node) -> Mix:
    """Where neither it nor its template says: the clouds' default, on-demand."""
    capacity = capacity_of(node)
    if capacity is None:
        unsure = node.template_unresolved
        return Mix(0, Decimal(0), "its template is not in the program: counted as on-demand" if unsure else "")
    if not known(capacity.on_demand_base) or not known(capacity.spot_percent):
        return Mix(0, Decimal(0), "whether it is spot is not known: counted as on-demand")
    return Mix(capacity.on_demand_base, capacity.spot_percent, "")


def bought_as(node: Node) -> CapacityType:
    """As what all of its nodes are bought; on-demand where some are."""
    return CapacityType.SPOT if mix_of(node).all_spot else CapacityType.ON_DEMAND


def takes_of(node: Node, capacity_type: CapacityType) -> Maybe[Takes]:
    """Which of several types come, of those that are bought so."""
    capacity = capacity_of(node)
    if capacity is None:
        return Takes.ANY
    return capacity.spot_takes if capacity_type is CapacityType.SPOT else capacity.on_demand_takes


def alike_of(node: Node, capacity_type: CapacityType) -> int:
    """How many choices the cloud prefers alike."""
    capacity = capacity_of(node)
    if capacity is None:
        return 1
    return capacity.spot_alike if capacity_type is CapacityType.SPOT else capacity.on_demand_alike


def prices_of(node: Node, capacity_type: CapacityType, market: Market, taken: CapacityType | None = None) -> Prices:
    """Of the types that may come; raises UnpricedError that names each one without a price. `taken`: by whose strategy they do, where that
    is another's."""
    if by_attributes(node):
        raise UnpricedError("types are chosen by attributes: any type that fits may come")
    choices = choices_of(node)
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
    takes, alike = takes_of(node, taken or capacity_type), alike_of(node, taken or capacity_type)
    if takes is Takes.FIRST:  # each type once
        alike = len({it.instance_type for it in prices[:alike]})
    return Prices(tuple(once.values()), takes, alike)


def most_of_spot(choice: InstanceChoice, node: Node, market: Market) -> Bound | None:
    """What a spot node is never above: its on-demand price, or the highest price that the program takes, where that is lower.

    AWS: "the default maximum price is the On-Demand price" (EC2 user guide, Spot request). Google Cloud: Spot prices are discounts on the
    default price (Compute Engine, Spot VMs). Azure: at a maximum price of -1, the lower of the spot and the standard price (Use Azure Spot
    Virtual Machines, Pricing).
    """
    bound = market.hourly_at_most(choice, node.licence)
    capacity = capacity_of(node)
    said = (None if capacity is None else capacity.max_price, choice.max_price)
    own = [it for it in said if it is not None and known(it) and it > 0]
    if own and (bound is None or min(own) < bound.usd):
        bound = Bound(min(own), "the highest price that the program takes")
    share = choice.max_percent
    if share is None or not known(share) or not 0 < share < 100:
        return bound
    try:
        usd = market.hourly(choice, CapacityType.ON_DEMAND).usd * share / 100
    except UnpricedError:
        return bound
    words = f"{choice.instance_type} at the share of its on-demand price that the program takes at most"
    return bound if bound is not None and bound.usd <= usd else Bound(usd, words)


def up_to_on_demand(prices: Prices, node: Node, market: Market) -> Prices:
    """Spot prices move, up to what `most_of_spot` says."""
    found = [most for it in choices_of(node) if (most := most_of_spot(it, node, market)) is not None]
    most = max(found, key=lambda it: it.usd, default=None)
    return prices if most is None else replace(prices, most=most)


def check_licence(node: Node) -> None:
    if node.licence:
        raise UnpricedError(f"runs {node.licence}, only Linux prices are known")


def dearest(bounds: Sequence[Held] | None) -> tuple[Decimal | None, str]:
    """What nodes without a price are held to, USD an hour, and of what: the dearest type's on-demand price, else what it is bound to cost
    there. None where a type has no bound either."""
    most = max((it.bound for it in bounds or ()), key=lambda it: it.usd, default=None)
    return (None, "") if most is None else (most.usd, most.words)


def typical(node: Node, bounds: Sequence[Held] | None) -> tuple[Decimal | None, str]:
    """What nodes cost on average that are chosen by attributes, and words for it: any that fits may come, and neither the dearest nor
    the cheapest is to be expected of all. None where the program lists what comes."""
    if not bounds or not by_attributes(node):
        return None, ""
    return mean(it.bound.usd for it in bounds), f"expected at the mean of the {len(bounds)} types that fit"


def by_attributes(node: Node) -> bool:
    """Whether any machine that fits may come."""
    return node.requirements or (node.template is not None and node.template.requirements)


def candidates_of(node: Node) -> tuple[InstanceChoice, ...] | None:
    """Every machine that may come, those that are chosen by attributes too; None where nobody knows which."""
    fact = node if node.requirements or node.template is None else node.template
    if not fact.requirements:
        return choices_of(node)
    fitting = [fitting_types(it, node.cloud, node.region) for it in fact.selections]
    if not fitting or not all(fitting):
        return None
    chosen = tuple(InstanceChoice(kind.name, "", node.urn) for kinds in fitting for kind in kinds)
    return (*choices_of(node), *chosen)


def bounds_of(node: Node, market: Market) -> list[Held] | None:
    """Every machine that may come, and what it is never above; None where one is not known."""
    candidates = candidates_of(node)
    found = [(market.machine(it), market.hourly_at_most(it, node.licence)) for it in candidates or ()]
    known_ones = [Held(kind, bound) for kind, bound in found if kind is not None and bound is not None]
    return known_ones if candidates and len(known_ones) == len(found) else None
