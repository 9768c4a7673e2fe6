"""Programs whose price was shown wrong, as a fact."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from cases.case import Case, checked
from penstock.catalog import load
from penstock.cli.views.costs import headline
from penstock.cost import CostComponent, Range, to_json
from penstock_policies import Outcome


def line(case: Case, name: str, resource: str | None = None) -> CostComponent:
    """The one line of that name, of the resource of that label."""
    found = [
        component
        for cost in case.month.resources
        for component in cost.components
        if component.name == name and resource in (None, cost.label)
    ]
    assert len(found) == 1
    return found[0]


def test_asking_for_less_costs_less() -> None:
    case = checked("desired-at-the-minimum", aws__region="us-west-2")
    nodes = [line(case, "on-demand nodes", f"want-{wanted}").monthly_quantity for wanted in (1, 2, 3)]
    assert [it.expected for it in nodes] == [Decimal(730), Decimal(1460), Decimal(2190)]


THREE_CLOUDS = {"aws__region": "us-east-1", "gcp__region": "us-central1", "azure_native__location": "eastus"}


@pytest.mark.parametrize(("kind", "zones"), [("group", 1), ("eks", 1), ("gke", 2), ("aks", 1), ("mig", 1), ("vmss", 1)])
def test_two_nodes_more_at_the_least_are_two_nodes_more_on_three_clouds(kind: str, zones: int) -> None:
    """One is kept and begun with of eight: one is expected. Three are kept: three are. GKE counts by zone."""
    case = sizes_on_three_clouds()
    found = [line(case, "on-demand nodes", f"{kind}-{least}").monthly_quantity for least in (1, 3)]
    hours = Decimal(730 * zones)
    assert found == [Range(hours, hours, 8 * hours), Range(3 * hours, 3 * hours, 8 * hours)]


@cache
def sizes_on_three_clouds() -> Case:
    return checked("one-reading-of-sizes", **THREE_CLOUDS)


@cache
def types_on_three_clouds() -> Case:
    return checked("which-type-comes", **THREE_CLOUDS)


def hourly(cloud: str, region: str, *types: str) -> list[Decimal]:
    offerings = [load(cloud).offering(it, region) for it in types]
    return [it.on_demand_hourly for it in offerings if it is not None and it.on_demand_hourly is not None]


DEAR, CHEAP = hourly("aws", "us-east-1", "g5.12xlarge", "g5.xlarge")
BIG, SMALL, MIDDLE = hourly("gcp", "us-central1", "g2-standard-96", "g2-standard-8", "g2-standard-24")
LARGE, LITTLE = hourly("azure", "eastus", "Standard_NC96ads_A100_v4", "Standard_NC24ads_A100_v4")
EXPECTED = {
    "asg-default": 2 * DEAR,
    "asg-lowest": 2 * CHEAP,
    "asg-weighted": DEAR,  # one node is two units
    "asg-weighted-lowest": 2 * CHEAP,  # a unit is 2.836 of the one and 1.006 of the other
    "fleet-default": 2 * CHEAP,
    "fleet-ranked": 2 * CHEAP,
    "fleet-ranked-dear": 2 * DEAR,
    "fleet-unranked": DEAR + CHEAP,  # none comes before the other: the mean
    "eks": 2 * DEAR,
    "mig-ranked": 2 * BIG,
    "mig-alike": BIG + MIDDLE,
    "mig-one": BIG + SMALL,
    "vmss-default": 2 * LITTLE,
    "vmss-capacity": LARGE + LITTLE,
    "vmss-ranked": 2 * LITTLE,
    "vmss-ranked-dear": 2 * LARGE,
}
"""USD an hour of two nodes, in us-east-1, us-central1 and eastus."""


@pytest.mark.parametrize("name", EXPECTED)
def test_the_type_that_each_cloud_launches_is_the_one_that_is_expected(name: str) -> None:
    nodes = line(types_on_three_clouds(), "on-demand nodes", name).monthly
    assert nodes is not None
    assert round(nodes.expected / 730, 4) == round(EXPECTED[name], 4)
    assert nodes.floor <= nodes.expected <= nodes.ceiling


def test_the_first_type_of_a_group_is_expected_and_the_floor_may_be_lower() -> None:
    nodes = line(checked("first-type-on-demand", aws__region="us-west-2"), "on-demand nodes")
    two = Decimal(2 * 730)
    assert nodes.monthly == Range(two * Decimal("1.006"), two * Decimal("16.288"), two * Decimal("16.288"))
    assert "the first type, g5.48xlarge" in nodes.basis


def test_three_disks_of_200_gib_are_600_gib() -> None:
    case = checked("gp3-remainder", aws__region="us-west-2")
    [pool] = [it for it in to_json(case.month)["resources"] if it["label"] == "three"]
    [disk] = [it for it in pool["components"] if it["name"] == "gp3 disk"]
    assert disk["monthly_quantity"]["expected"] == "600"


def test_a_type_without_a_price_here_is_one_figure_for_the_total_and_the_rules() -> None:
    """c7a.16xlarge: 3.28448 $/h, 2,397.67 a month; with its address 2,401.32."""
    case = checked("two-sums", aws__region="us-west-2")
    assert case.month.total == Range.of(Decimal("3.65"))
    assert case.month.total_at_most == Range.of(730 * Decimal("3.28448") + Decimal("3.65"))
    assert case.said("oversized-instance") == {Outcome.PASS}
    told = {it.verdict.rule: it.verdict.message for it in case.report.verdicts}
    assert "3.28 $/h on-demand (the dearest price known: none in us-west-2)" in told["oversized-instance"]
    assert told["stack-budget"].startswith(
        "expected 2,401 $ a month; at most 2,401 $ a month, of which at most 2,398 $ is c7a.16xlarge at the dearest price known, "
        "for it has none in us-west-2; limit"
    )
    assert "with them at most $2,401.32 expected" in headline(case.month).plain


def test_windows_has_a_windows_price_or_none() -> None:
    """0.526 $/h is Linux; 0.71 is Windows, in eastus."""
    case = checked("azure-windows-gpu", azure_native__location="eastus")
    nodes = line(case, "on-demand nodes")
    assert (nodes.unit_price, nodes.at_most) == (None, Decimal("0.71"))
    assert "runs Windows, only Linux prices are known" in case.month.unpriced.values()
    assert case.said("oversized-instance") == case.said("stack-budget") == {Outcome.PASS}
