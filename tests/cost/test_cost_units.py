"""What a group costs whose size is told in units: the nodes of the type that comes, the last one whole."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.catalog import load
from penstock.cost import CostComponent, Range, Usage
from penstock.cost.machines.nodes import node_cost
from penstock.resources.facts import Capacity, DiskShape, Node, Takes, Units
from penstock.resources.reading.values import UNKNOWN

from .cost_facts import choices, pool

MONTH = Decimal(730)
BIG, SMALL = Decimal("5.672"), Decimal("1.006")  # g5.12xlarge and g5.xlarge in us-east-1, on-demand


def group(units: Units, capacity: Capacity, weights: tuple[int, int] = (4, 1), **changes: Any) -> Node:
    """Of g5.12xlarge and g5.xlarge, which count as many units as the weights say."""
    types = zip(choices("g5.12xlarge", "g5.xlarge"), weights, strict=True)
    found = tuple(replace(it, weight=weight) for it, weight in types)
    return pool(choices=found, units=units, capacity=capacity, minimum=0, desired=None, maximum=9, **changes)


def on_demand(takes: Any) -> Capacity:
    return Capacity(0, Decimal(0), on_demand_takes=takes)


def lines(node: Node) -> dict[str, CostComponent]:
    return {component.name: component for component in node_cost(node, 2026, load, Usage()).components}


BY_STRATEGY = {
    Takes.FIRST: 2 * BIG,  # 5 units of 4 are two nodes
    Takes.CHEAPEST: 5 * SMALL,  # a unit is 1.006 here and 1.418 there
    Takes.ANY: (2 * BIG + 5 * SMALL) / 2,
    UNKNOWN: 2 * BIG,
}


@pytest.mark.parametrize("takes", BY_STRATEGY)
def test_units_are_as_many_nodes_of_the_type_that_comes_as_reach_them(takes: Any) -> None:
    """Floor: 2 units are 2 of the small, or one of the large at 5.672. Ceiling: 9 units are 9 of the small, or 3 of the large."""
    nodes = lines(group(Units(2, 5, 9), on_demand(takes)))["on-demand nodes"].monthly
    assert nodes is not None
    assert (nodes.floor, nodes.ceiling) == (2 * SMALL * MONTH, 3 * BIG * MONTH)
    assert nodes.expected == pytest.approx(BY_STRATEGY[takes] * MONTH, abs=Decimal("0.05"))
    assert nodes.expected >= BY_STRATEGY[takes] * MONTH


def test_a_base_and_a_percentage_are_in_units_too() -> None:
    """Of 8 units, 2 are on-demand and half of the rest: 5 units, two nodes of 4; 3 on spot, one node."""
    found = lines(
        group(Units(8, 8, 8), Capacity(2, Decimal(50), on_demand_takes=Takes.FIRST, spot_takes=Takes.FIRST), (4, 4))
    )
    hours = {name: line.monthly_quantity.expected for name, line in found.items()}
    assert hours == {"on-demand nodes": 2 * MONTH, "spot nodes": MONTH}


def test_disks_come_with_the_nodes() -> None:
    node = group(Units(4, 8, 8), on_demand(Takes.FIRST), (4, 2), disks=(DiskShape("gp3", Decimal(100), True),))
    assert lines(node)["gp3 disk"].monthly_quantity == Range(Decimal(100), Decimal(400), Decimal(400))


def test_a_type_without_a_price_is_held_to_the_most_nodes_there_may_be() -> None:
    node = replace(group(Units(0, 4, 8), on_demand(Takes.FIRST)), region="mars-1")
    found = lines(node)["on-demand nodes"]
    assert (found.unit_price, found.at_most is not None) == (None, True)
    assert found.monthly_quantity.ceiling == 8 * MONTH


@given(
    sizes=st.lists(st.integers(0, 40), min_size=3, max_size=3).map(sorted),
    weights=st.tuples(st.integers(1, 9), st.integers(1, 9)),
    base=st.integers(0, 9),
    spot=st.integers(0, 100),
    takes=st.sampled_from([*Takes, UNKNOWN]),
)
def test_expected_is_never_below_the_floor_nor_above_the_ceiling(
    sizes: list[int], weights: tuple[int, int], base: int, spot: int, takes: Any
) -> None:
    capacity = Capacity(base, Decimal(spot), on_demand_takes=takes, spot_takes=takes)
    for line in lines(group(Units(*sizes), capacity, weights)).values():
        assert line.monthly is not None
        assert line.monthly.floor <= line.monthly.expected <= line.monthly.ceiling
