"""What a group of nodes costs: floor, expected and ceiling, spot and on-demand, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.catalog import load
from penstock.cost import CostComponent, Range, ResourceCost, Usage
from penstock.cost.machines.nodes import node_cost
from penstock.resources.facts import Capacity, DiskShape, Node, NodeTemplate, Takes
from penstock.resources.machines.selection import Room, Selection
from penstock.resources.reading.values import UNKNOWN, SecretText

from .cost_facts import ALL_ON_DEMAND, POOL_URN, WORKING_HOURS, change, choices, pool

P4D_SPOT, P4DE_SPOT = Decimal("10.33075"), Decimal("21.12625")
P4D, P4DE, P5 = Decimal("21.957642"), Decimal("27.44705"), Decimal("55.04")
MONTH = Decimal(730)


def cost(node: Node) -> ResourceCost:
    return node_cost(node, 2026, load, Usage())


def lines(node: Node) -> dict[str, CostComponent]:
    return {component.name: component for component in cost(node).components}


def quantity(floor: Any, expected: Any, ceiling: Any) -> Range:
    return Range(Decimal(floor), Decimal(expected), Decimal(ceiling))


def test_expected_is_the_schedule_floor_the_minimum_ceiling_the_maximum() -> None:
    spot = lines(pool(schedule=WORKING_HOURS))["spot nodes"]
    assert spot.monthly_quantity == quantity(0, 2 * 261, 4 * MONTH)
    assert spot.monthly == Range(Decimal(0), 522 * P4D_SPOT, 2920 * P4D)
    assert spot.basis.endswith("ceiling p4d.24xlarge at its on-demand price")
    assert "0 8 * * 1-5 Europe/Berlin desired 2" in spot.basis


def test_an_estimated_spot_price_is_visible_and_a_list_price_is_not_marked() -> None:
    only_estimated = pool(desired=2, choices=choices("p5.48xlarge"), region="sa-east-1")
    assert "spot price estimated" in lines(only_estimated)["spot nodes"].basis
    assert "estimated" not in lines(pool(desired=2))["spot nodes"].basis
    assert "estimated" not in lines(pool(desired=2, capacity=ALL_ON_DEMAND))["on-demand nodes"].basis


def test_without_a_schedule_the_desired_size_is_expected() -> None:
    assert lines(pool(desired=3))["spot nodes"].monthly_quantity == quantity(0, 3 * MONTH, 4 * MONTH)


@pytest.mark.parametrize("minimum", [0, 1, 4])
def test_a_group_that_states_no_desired_size_counts_as_its_maximum(minimum: int) -> None:
    spot = lines(pool(minimum=minimum))["spot nodes"]
    assert spot.monthly_quantity == quantity(minimum * MONTH, 4 * MONTH, 4 * MONTH)
    assert spot.basis.startswith(
        "no desired size is stated: counted as 4 nodes all month" if minimum < 4 else "4 nodes"
    )


@pytest.mark.parametrize("minimum", [0, 1, 2])
def test_expected_rises_with_the_desired_size_and_is_it_at_the_minimum_too(minimum: int) -> None:
    wanted = range(minimum, 5)
    found = [lines(pool(minimum=minimum, desired=it))["spot nodes"].monthly_quantity.expected for it in wanted]
    assert found == [it * MONTH for it in wanted]


def test_a_schedule_that_only_turns_off_counts_as_the_maximum() -> None:
    spot = lines(pool(schedule=(change("0 20 * * *", 0),)))["spot nodes"]
    assert spot.monthly_quantity.expected == 4 * MONTH


def test_a_fixed_group_is_its_size_three_times() -> None:
    assert lines(pool(minimum=2, desired=2, maximum=2))["spot nodes"].monthly_quantity == Range.of(2 * MONTH)


def test_a_schedule_that_raises_the_maximum_raises_the_ceiling_and_one_that_lowers_the_minimum_lowers_the_floor() -> (
    None
):
    changes = (change("0 8 * * *", 6, maximum=6), change("0 20 * * *", 0, minimum=0, maximum=4))
    assert lines(pool(minimum=1, schedule=changes))["spot nodes"].monthly_quantity == quantity(0, 6 * 365, 6 * MONTH)


@pytest.mark.parametrize(
    "unknown",
    [
        {"desired": UNKNOWN},
        {"schedule": (change(UNKNOWN, 2),)},
        {"schedule": (*WORKING_HOURS, change("0 9 * * *", UNKNOWN))},
        {"schedule": (change("0 8 * * *", 2, zone=UNKNOWN),)},
        {"schedule": (change(None, 2),)},
    ],
)
def test_what_is_not_known_is_expected_to_cost_the_ceiling(unknown: dict[str, Any]) -> None:
    spot = lines(pool(**unknown))["spot nodes"]
    assert spot.monthly_quantity == quantity(0, 4 * MONTH, 4 * MONTH)
    assert "not known" in spot.basis


def test_an_unknown_desired_size_is_forgotten_after_the_first_scheduled_change() -> None:
    assert lines(pool(desired=UNKNOWN, schedule=WORKING_HOURS))["spot nodes"].monthly_quantity.expected == 522


def test_an_unknown_desired_size_that_no_change_replaces_counts_as_the_maximum() -> None:
    only_minimum = (change("0 8 * * *", minimum=1), change("0 20 * * *", minimum=0))
    spot = lines(pool(desired=UNKNOWN, schedule=only_minimum))["spot nodes"]
    assert spot.monthly_quantity.expected == 4 * MONTH
    assert "desired size is not known" in spot.basis


def test_an_unknown_minimum_is_not_a_floor_of_nothing() -> None:
    spot = lines(pool(minimum=UNKNOWN, schedule=WORKING_HOURS))["spot nodes"]
    assert spot.monthly_quantity == Range.of(4 * MONTH)
    assert "minimum size not known" in spot.basis


@pytest.mark.parametrize("unknown", [{"maximum": UNKNOWN}, {"schedule": (change("0 8 * * *", 2, maximum=UNKNOWN),)}])
def test_an_unknown_maximum_is_unpriced(unknown: dict[str, Any]) -> None:
    found = cost(pool(**unknown))
    assert found.components == ()
    assert found.always_on is None
    assert "maximum" in found.why_unpriced[0]


def test_a_base_is_on_demand_and_the_rest_is_split_into_whole_nodes() -> None:
    """Of 3 nodes above the base of 1, 2 are on-demand by 50 %: a half node is on-demand whole."""
    found = lines(pool(desired=3, minimum=1, capacity=Capacity(1, Decimal(50))))
    assert found["on-demand nodes"].monthly_quantity == quantity(1 * MONTH, 2 * MONTH, 3 * MONTH)
    assert found["spot nodes"].monthly_quantity == quantity(0, 1 * MONTH, 1 * MONTH)


@given(
    base=st.integers(0, 12),
    spot=st.decimals(0, 100, places=1),
    sizes=st.tuples(*[st.integers(0, 30)] * 3).map(sorted),
)
def test_spot_and_on_demand_are_whole_nodes_and_on_demand_is_never_below_its_share(
    base: int, spot: Decimal, sizes: list[int]
) -> None:
    minimum, desired, maximum = sizes
    found = lines(pool(minimum=minimum, desired=desired, maximum=maximum, capacity=Capacity(base, spot)))
    none = CostComponent("", "", Range.of(Decimal(0)), None, None, "")
    for name, nodes in (("floor", minimum), ("expected", desired), ("ceiling", maximum)):
        of_spot, full = (
            getattr(found.get(it, none).monthly_quantity, name) / MONTH for it in ("spot nodes", "on-demand nodes")
        )
        above = max(nodes - base, 0)
        assert (of_spot + full, of_spot % 1, full % 1) == (nodes, 0, 0)
        assert full >= nodes - above * spot / 100 > full - 1


def test_a_base_takes_the_first_nodes_of_each_hour() -> None:
    """Two nodes in working hours with a base of one: one of them is on-demand in those hours alone."""
    found = lines(pool(schedule=WORKING_HOURS, capacity=Capacity(1, Decimal(100))))
    assert found["on-demand nodes"].monthly_quantity.expected == 261
    assert found["spot nodes"].monthly_quantity.expected == 261


@pytest.mark.parametrize("capacity", [Capacity(UNKNOWN, Decimal(100)), Capacity(0, UNKNOWN)])
def test_nodes_that_may_be_on_demand_are_priced_as_on_demand(capacity: Capacity) -> None:
    found = lines(pool(desired=2, capacity=capacity))
    assert list(found) == ["on-demand nodes"]
    assert "counted as on-demand" in found["on-demand nodes"].basis


def template(**changes: Any) -> NodeTemplate:
    plain = NodeTemplate(urn="urn:template", cloud="aws", choices=choices("p4d.24xlarge"), public_address=False)
    return replace(plain, **changes)


def test_what_the_group_leaves_out_comes_from_its_template() -> None:
    described = template(capacity=Capacity(0, Decimal(100)), disks=(DiskShape("gp3", Decimal(100)),))
    found = lines(pool(choices=(), capacity=None, public_address=UNKNOWN, template=described, desired=1))
    assert list(found) == ["spot nodes", "gp3 disk"]
    assert found["gp3 disk"].monthly_quantity == quantity(0, 100, 400)


def test_the_groups_own_word_comes_before_its_templates() -> None:
    described = template(choices=choices("g6.xlarge"), capacity=ALL_ON_DEMAND, disks=(DiskShape("io1", Decimal(9)),))
    found = lines(pool(template=described, desired=1, disks=(DiskShape("gp3", Decimal(1)),)))
    assert list(found) == ["spot nodes", "gp3 disk"]
    assert found["spot nodes"].unit_price == P4D_SPOT


def test_a_template_that_is_not_in_the_program_leaves_the_type_unpriced_and_the_hours_visible() -> None:
    found = cost(pool(choices=(), capacity=None, templates=("lt-123",), template_unresolved=True, desired=2))
    assert [(line.monthly_quantity.expected, line.unit_price) for line in found.components] == [(2 * MONTH, None)]
    assert found.why_unpriced == ("its instance type is not in the program",)


def test_one_type_without_a_price_leaves_the_line_unpriced_and_is_named_with_its_region() -> None:
    found = cost(pool(choices=choices("p4d.24xlarge", "p9.huge"), desired=2))
    assert [line.monthly for line in found.components] == [None]
    assert found.why_unpriced == ("no spot price of p9.huge in us-east-1", "no on-demand price of p9.huge in us-east-1")


@pytest.mark.parametrize(
    ("unknown", "why"),
    [
        ({"region": UNKNOWN}, "its region is not known yet (its region, its provider's or aws:region)"),
        ({"region": None}, "the program does not say its region (its region, its provider's or aws:region)"),
        ({"cloud": "ibm"}, "the catalog has no prices of ibm"),
        ({"choices": choices(UNKNOWN)}, "its instance type is not known yet"),
        ({"choices": (), "requirements": True}, "types are chosen by attributes: any type that fits may come"),
    ],
)
def test_nodes_without_a_price_are_never_free(unknown: dict[str, Any], why: str) -> None:
    found = cost(pool(desired=2, **unknown))
    assert [line.unit_price for line in found.components] == [None]
    assert found.why_unpriced == (why,)
    assert found.always_on is None


def test_a_fallback_group_costs_nothing_expected_and_its_daily_cap_at_most() -> None:
    fallback = pool(capacity=ALL_ON_DEMAND, fallback_hours_per_day=Decimal(4))
    found = lines(fallback)["on-demand nodes"]
    assert found.monthly_quantity == quantity(0, 0, Decimal(4) * (Decimal(365) / 12))
    assert found.basis.startswith("stands in for spot, at most 4 node-hours a day")
    assert cost(fallback).always_on == 0


def test_a_daily_cap_never_exceeds_the_group() -> None:
    capped = pool(capacity=ALL_ON_DEMAND, maximum=1, fallback_hours_per_day=Decimal(1000))
    assert lines(capped)["on-demand nodes"].monthly_quantity.ceiling == MONTH


def test_an_unknown_daily_cap_leaves_the_ceiling_at_the_maximum() -> None:
    unsure = pool(capacity=ALL_ON_DEMAND, fallback_hours_per_day=UNKNOWN)
    assert lines(unsure)["on-demand nodes"].monthly_quantity == quantity(0, 0, 4 * MONTH)


def test_disks_bill_for_the_hours_of_their_nodes() -> None:
    disk = lines(pool(schedule=WORKING_HOURS, disks=(DiskShape("gp3", Decimal(200), True),)))["gp3 disk"]
    assert disk.monthly_quantity.expected == pytest.approx(Decimal(200) * 522 / 730)
    assert disk.unit_price == Decimal("0.08")


@pytest.mark.parametrize("nodes", [1, 3, 7])
@pytest.mark.parametrize("gib", [1, 200, 333])
def test_a_disk_of_nodes_that_run_all_month_is_its_gib_without_a_remainder(nodes: int, gib: int) -> None:
    shape = DiskShape("gp3", Decimal(gib), True, iops=3001)
    found = lines(pool(minimum=0, desired=nodes, maximum=9, disks=(shape,)))
    assert found["gp3 disk"].monthly_quantity == quantity(0, nodes * gib, 9 * gib)
    assert found["gp3 iops"].monthly_quantity == quantity(0, nodes, 9)


def test_a_disk_that_outlives_its_node_says_that_it_bills_on() -> None:
    disk = lines(pool(desired=1, disks=(DiskShape("gp3", Decimal(200), False),)))["gp3 disk"]
    assert "bills on" in disk.basis


def test_a_disk_whose_size_the_image_decides_is_shown_by_its_unit_price() -> None:
    found = cost(pool(desired=1, disks=(DiskShape("gp3", None),)))
    assert [(usage.name, usage.unit_price) for usage in found.undeclared] == [("gp3 disk", Decimal("0.08"))]
    assert found.why_unpriced == ()


@pytest.mark.parametrize(
    "disk", [DiskShape(UNKNOWN, Decimal(10)), DiskShape("gp3", UNKNOWN), DiskShape("gp9", Decimal(10))]
)
def test_a_disk_that_is_not_known_is_unpriced_and_the_nodes_are_not(disk: DiskShape) -> None:
    found = cost(pool(desired=1, disks=(disk,)))
    assert len(found.why_unpriced) == 1
    assert found.monthly.expected == MONTH * P4D_SPOT


@pytest.mark.parametrize("public", [True, UNKNOWN])
def test_a_public_address_bills_with_its_node_even_when_it_is_not_known(public: Any) -> None:
    address = lines(pool(desired=2, public_address=public))["public address"]
    assert address.monthly_quantity == quantity(0, 2 * MONTH, 4 * MONTH)
    assert address.unit_price == Decimal("0.005")


def test_the_always_on_twin_is_the_schedules_peak_on_demand_all_month() -> None:
    twin = cost(pool(schedule=WORKING_HOURS, disks=(DiskShape("gp3", Decimal(200)),)))
    assert twin.always_on == pytest.approx(2 * MONTH * P4D + 2 * 200 * Decimal("0.08"))


def test_the_always_on_twin_of_a_group_without_a_size_is_its_maximum() -> None:
    assert cost(pool(choices=choices("p4de.24xlarge"))).always_on == 4 * MONTH * P4DE


def test_a_secret_type_is_priced_and_never_printed() -> None:
    found = cost(pool(choices=choices(SecretText("p4d.24xlarge"), SecretText("p4de.24xlarge")), desired=1))
    assert found.monthly.expected == MONTH * Decimal("15.7285")
    unpriced = cost(pool(choices=choices(SecretText("p9.huge")), desired=1))
    assert "p4d" not in repr(found)
    assert "p9" not in repr(unpriced)


def test_an_instance_is_one_node_all_month() -> None:
    one = pool(kind="instance", minimum=1, desired=1, maximum=1, capacity=ALL_ON_DEMAND, urn=POOL_URN)
    assert cost(one).monthly == Range.of(MONTH * P4D)
    assert cost(one).detail == "p4d.24xlarge"


def chosen(**attributes: Any) -> Node:
    """A group whose types are chosen by attributes."""
    return pool(
        choices=(),
        capacity=ALL_ON_DEMAND,
        requirements=True,
        selections=(Selection("urn:it", "attributes", **attributes),),
    )


def test_of_types_that_are_chosen_by_attributes_the_mean_is_expected_and_the_dearest_at_most() -> None:
    node = replace(chosen(allowed=("c5.large", "g5.48xlarge")), minimum=1, desired=2, maximum=4)
    (line,) = (it for it in cost(node).components if it.name == "on-demand nodes")
    usd = [Decimal("0.085"), Decimal("16.288")]
    mean = (usd[0] + usd[1]) / 2
    assert (line.typical, line.at_most) == (mean, max(usd))
    assert line.monthly_at_most == Range(730 * mean, 1460 * mean, 2920 * max(usd))
    assert "expected at the mean of the 2 types that fit" in line.basis


def test_of_a_limit_in_cores_the_machines_that_are_expected_and_their_price_are_of_one_type() -> None:
    """16 cores are 8 of c5.large at 0.085, 4 of m5.xlarge at 0.192 or 2 of r5.2xlarge at 0.504: 0.68, 0.768 or 1.008 $/h, 0.818667 on average."""
    node = replace(
        chosen(allowed=("c5.large", "m5.xlarge", "r5.2xlarge")), rooms=(Room("vcpus", Decimal(16)),), maximum=8
    )
    expected = {Takes.CHEAPEST: "0.68", Takes.FIRST: "0.68", Takes.ANY: "0.818668", UNKNOWN: "1.008"}
    for takes, usd in expected.items():
        capacity = replace(ALL_ON_DEMAND, on_demand_takes=takes)
        lines = [it for it in cost(replace(node, capacity=capacity)).components if it.name == "on-demand nodes"]
        assert sum(it.monthly_at_most.expected for it in lines if it.monthly_at_most) == 730 * Decimal(usd)
