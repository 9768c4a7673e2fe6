"""What bills without running or being asked, and what has no price here and more than one unit: each figure reckoned by hand."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from cases.case import Case, checked
from penstock.cli.views.costs import headline
from penstock.cost import CostComponent, Range, to_json
from penstock_policies import Outcome

PLACES = {
    "aws__region": "us-east-1",
    "gcp__region": "us-central1",
    "gcp__project": "p",
    "azure_native__location": "eastus",
}


@cache
def standing() -> Case:
    return checked("stands-by-and-kept-up", **PLACES)


@cache
def many() -> Case:
    return checked("how-many-units", **PLACES)


def line(case: Case, name: str, resource: str) -> CostComponent:
    """The one line of that name, of the resource of that label."""
    found = [it for cost in case.month.resources if cost.label == resource for it in cost.components if it.name == name]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("resource", "name", "usd"),
    [
        ("mig", "pd-ssd disk standing by", ("510", "510", "510")),  # (4 stopped + 2 suspended) x 500 GiB x 0.17
        ("warm", "gp3 disk standing by", ("120", "160", "200")),  # 3, 6 - 2 and 6 - 1, each of 500 GiB x 0.08
        ("pool-deallocated", "p20-lrs disk standing by", ("366.10", "732.20", "732.20")),  # 5 to 10 x 73.22
        ("pool-running", "p20-lrs disk", ("366.10", "732.20", "732.20")),
    ],
)
def test_the_disks_of_machines_that_stand_by_bill(resource: str, name: str, usd: tuple[str, str, str]) -> None:
    assert line(standing(), name, resource).monthly == Range(*map(Decimal, usd))


def test_suspended_memory_has_no_price_and_is_named() -> None:
    """Two machines of 16 GiB, 730 h: 23,360 GiB-hours."""
    memory = line(standing(), "suspended memory", "mig")
    assert (memory.unit_price, memory.monthly_quantity) == (None, Range.of(Decimal(23360)))
    assert [why for urn, why in standing().month.unpriced.items() if urn.endswith("::mig")] == [
        "no price of the memory of suspended machines"
    ]


@pytest.mark.parametrize(
    ("resource", "usd"),
    [
        ("second", "157.68"),  # 4 x 2,628,000 s x (2 vCPUs x 0.0000025 + 4 GiB x 0.0000025)
        ("workers", "420.48"),  # 4 x 2,628,000 s x (2 vCPUs x 0.000018 + 2 GiB x 0.000002): they never wait
        ("first", "39.42"),  # 3 x 2,628,000 s x 2 GiB x 0.0000025, and its processor below
    ],
)
def test_instances_that_are_kept_up_bill_all_month(resource: str, usd: str) -> None:
    costs = [it.monthly.floor for it in standing().month.resources if it.label == resource]
    assert sum(costs) == Decimal(usd)


@pytest.mark.parametrize(
    ("resource", "name", "quantity"),
    [
        ("first", "function idle ghz", 3 * 2_628_000 * Decimal("2.4")),
        ("ready", "functions flex always ready", Decimal(5 * 2_628_000 * 2)),
        ("kept", "lambda provisioned", Decimal(50 * 2_628_000 * 10)),  # of a function elsewhere: 10 GiB at most
    ],
)
def test_what_is_kept_up_without_a_price_has_a_bound(resource: str, name: str, quantity: Decimal) -> None:
    kept = line(standing(), name, resource)
    assert (kept.unit_price, kept.monthly_quantity) == (None, Range.of(quantity))
    assert kept.monthly_at_most is not None
    assert kept.monthly_at_most.expected > 0


@pytest.mark.parametrize(
    ("resource", "name", "list_price", "too_much"),
    [
        # USD a month by Azure's list prices of East US; the bound is above each, and no multiple that says nothing.
        ("P15", "sql p15", "16003", "48000"),
        ("P2", "sql p2", "930", "2800"),
        ("S3", "sql s3", "150", "450"),
        ("Basic", "sql basic", "4.99", "20"),
        ("GP_Gen5_40", "sql gp gen5 40", "7360", "24000"),
        ("BC_Gen5_8", "sql bc gen5 8", "3970", "12000"),
        ("GP_S_Gen5_4", "sql gp s gen5 4", "1523", "4600"),  # 4 vCores at 0.5218, when they never pause
        ("Standard_MeteredData", "expressroute circuit standard metereddata", "436", "6000"),
        ("Premium_UnlimitedData", "expressroute circuit premium unlimiteddata", "54300", "200000"),
        ("bastion", "bastion premium", "328.50", "1000"),  # 0.45 an hour
        ("cache", "redis standard c0", "40.15", "120"),  # 0.055 an hour, of a size that is called 0
        ("air", "mwaa mw1.small", "357.70", "1100"),  # 0.49 an hour
        ("air", "mwaa worker mw1.small", "200.75", "620"),  # 4 workers and a scheduler beyond the price, 0.055 an hour
        ("many", "spanner multi region node", "19710", "60000"),  # three nodes at 9 an hour
        ("one", "spanner node", "1971", "8000"),
    ],
)
def test_a_bound_is_of_all_units_that_a_name_or_an_input_says(
    resource: str, name: str, list_price: str, too_much: str
) -> None:
    held = line(many(), name, resource).monthly_at_most
    assert held is not None
    assert Decimal(list_price) <= held.expected <= Decimal(too_much)


def test_a_large_database_without_a_price_is_not_within_the_budget() -> None:
    assert many().said("stack-budget") == {Outcome.UNDETERMINED}


@pytest.mark.parametrize(
    ("resource", "name", "figures"),
    [
        ("blue", "on-demand nodes", (1, 2, 6)),  # an autoscale setting: 1 to 6, two to begin with
        ("plan", "app service p1v3", (2, 2, 6)),
        ("web", "fargate vcpu", (2, 2, 20)),
        ("rows", "dynamodb rcu", (5, 5, 400)),
        ("rows", "dynamodb wcu", (5, 5, 5)),  # nothing scales it
        ("air", "mwaa worker mw1.small", (5, 5, 10)),
    ],
)
def test_what_scales_has_the_ceiling_that_its_scaling_says(
    resource: str, name: str, figures: tuple[int, int, int]
) -> None:
    assert line(many(), name, resource).monthly_quantity == Range(*(Decimal(730 * it) for it in figures))


def test_a_bound_says_that_it_leaves_out_what_is_held_to_nothing() -> None:
    month = many().month
    shield = [urn for urn in month.unpriced if urn.endswith("::shield")]
    assert len(shield) == 1
    assert set(shield) < set(month.held_to_nothing)
    assert to_json(month)["held_to_nothing"] == list(month.held_to_nothing)
    assert headline(month).plain.endswith(", plus what is held to nothing")
