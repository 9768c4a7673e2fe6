"""Programs whose price was shown wrong, as a fact."""

from __future__ import annotations

from decimal import Decimal

from cases.case import Case, checked
from penstock.cost import CostComponent, Range, to_json


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
