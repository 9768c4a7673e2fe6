"""Which of several types is expected, and what spot costs at most."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from penstock.catalog import load
from penstock.cost import CostComponent, Range, ResourceCost, Usage
from penstock.cost.machines.nodes import node_cost
from penstock.resources.facts import Capacity, Node, Takes
from penstock.resources.reading.values import UNKNOWN

from .cost_facts import ALL_ON_DEMAND, WORKING_HOURS, choices, pool

P4D_SPOT, P4DE_SPOT = Decimal("10.33075"), Decimal("21.12625")
P4D, P4DE, P5 = Decimal("21.957642"), Decimal("27.44705"), Decimal("55.04")
MONTH = Decimal(730)


def cost(node: Node) -> ResourceCost:
    return node_cost(node, 2026, load, Usage())


def lines(node: Node) -> dict[str, CostComponent]:
    return {component.name: component for component in cost(node).components}


def quantity(floor: Any, expected: Any, ceiling: Any) -> Range:
    return Range(Decimal(floor), Decimal(expected), Decimal(ceiling))


@pytest.mark.parametrize(
    ("own", "most", "words"),
    [
        (None, P4D, "p4d.24xlarge at its on-demand price"),
        (UNKNOWN, P4D, "p4d.24xlarge at its on-demand price"),
        (Decimal(15), Decimal(15), "the highest price that the program takes"),
        (Decimal(99), P4D, "p4d.24xlarge at its on-demand price"),
        (Decimal(1), P4D_SPOT, "p4d.24xlarge"),
    ],
)
def test_spot_costs_at_most_the_on_demand_price_or_a_lower_one_that_the_program_takes(
    own: Any, most: Decimal, words: str
) -> None:
    spot = lines(pool(desired=2, capacity=Capacity(0, Decimal(100), max_price=own)))["spot nodes"]
    assert spot.monthly == Range(Decimal(0), 2 * MONTH * P4D_SPOT, 4 * MONTH * most)
    assert spot.basis.endswith(words)


def test_what_comes_with_a_spot_node_costs_at_most_the_standard_price_too() -> None:
    """Google Cloud: an address of a spot machine is 0.0025 $/h, of another 0.005."""
    node = pool(cloud="gcp", region="us-central1", choices=choices("a2-highgpu-1g"), desired=2, public_address=True)
    address = lines(node)["public address"]
    assert address.monthly == Range(Decimal(0), 2 * MONTH * Decimal("0.0025"), 4 * MONTH * Decimal("0.005"))


SEVERAL = {
    Takes.FIRST: (P4DE_SPOT, "the first type, p4de.24xlarge; floor p4d.24xlarge"),
    Takes.CHEAPEST: (P4D_SPOT, "the cheapest type, p4d.24xlarge; ceiling p4de.24xlarge"),
    Takes.ANY: (
        Decimal("15.7285"),
        "the mean of 2 types, for the cloud picks by capacity; floor p4d.24xlarge; ceiling p4de",
    ),
    UNKNOWN: (P4DE_SPOT, "the dearest type, p4de.24xlarge, for how it picks is not known; floor p4d.24xlarge"),
}


@pytest.mark.parametrize("takes", SEVERAL)
def test_of_several_types_expected_is_the_one_that_the_cloud_takes(takes: Any) -> None:
    usd, basis = SEVERAL[takes]
    bought = Capacity(0, Decimal(100), spot_takes=takes)
    spot = lines(pool(choices=choices("p4de.24xlarge", "p4d.24xlarge"), desired=2, capacity=bought))["spot nodes"]
    assert spot.monthly == Range(Decimal(0), 2 * MONTH * usd, 4 * MONTH * P4DE)
    assert basis in spot.basis


ALIKE = {
    (Takes.FIRST, 1): P5,
    (Takes.FIRST, 2): (P5 + P4D) / 2,
    (Takes.CHEAPEST, 1): P4D,
    (Takes.CHEAPEST, 2): (P4D + P4DE) / 2,
    (Takes.CHEAPEST, 9): (P4D + P4DE + P5) / 3,
}


@pytest.mark.parametrize(("takes", "alike"), ALIKE)
def test_of_types_that_are_preferred_alike_the_mean_is_expected(takes: Takes, alike: int) -> None:
    types = choices("p5.48xlarge", "p4d.24xlarge", "p4de.24xlarge")
    bought = replace(ALL_ON_DEMAND, on_demand_takes=takes, on_demand_alike=alike)
    nodes = lines(pool(choices=types, desired=1, capacity=bought))["on-demand nodes"]
    assert nodes.unit_price is not None
    assert round(nodes.unit_price, 6) == round(ALIKE[takes, alike], 6)
    assert ("the mean of" in nodes.basis) == (alike > 1)


def test_the_base_and_the_spot_nodes_of_a_mix_each_take_by_their_own_strategy() -> None:
    bought = Capacity(1, Decimal(100), on_demand_takes=Takes.FIRST, spot_takes=Takes.CHEAPEST)
    found = lines(pool(choices=choices("p4de.24xlarge", "p4d.24xlarge"), desired=3, capacity=bought))
    assert [found[it].unit_price for it in ("on-demand nodes", "spot nodes")] == [P4DE, P4D_SPOT]


@pytest.mark.parametrize("takes", SEVERAL)
def test_the_twin_less_what_the_controls_save_is_what_is_expected(takes: Any) -> None:
    bought = Capacity(0, Decimal(100), on_demand_takes=takes, spot_takes=takes)
    found = cost(pool(choices=choices("p4de.24xlarge", "p4d.24xlarge"), schedule=WORKING_HOURS, capacity=bought))
    saved = sum(saving.monthly for saving in found.savings)
    assert found.always_on is not None
    assert found.always_on - saved == pytest.approx(found.monthly.expected)
    assert next(it.monthly for it in found.savings if it.control == "spot") > 0
