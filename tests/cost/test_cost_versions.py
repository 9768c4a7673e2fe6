"""What a version costs on a day: before the end of its standard support, and after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from penstock.catalog import load
from penstock.catalog.support import lifecycle, lifecycles
from penstock.cli.views.cost_lines import shown
from penstock.cost import Range, ResourceCost, Usage, estimate
from penstock.cost.services import charge_cost
from penstock.cost.versions import standing
from penstock.resources.facts import FactSet, Support
from penstock.resources.reading.values import UNKNOWN

from .cost_facts import charge

DAY = date(2026, 6, 1)
PLANE = charge("eks-cluster-hour", Decimal(730))


def eks(version: Any, day: date = DAY) -> ResourceCost:
    line = replace(PLANE, support=Support("eks", version, "eks-cluster-extended-hour"))
    found = charge_cost(line, load, Usage(), day)
    assert found is not None
    return found


def dollars(cost: ResourceCost) -> tuple[Decimal, Decimal, Decimal]:
    return cost.monthly.floor, cost.monthly.expected, cost.monthly.ceiling


STANDARD, EXTENDED = Decimal("73.0"), Decimal("438.0")  # 730 h at 0.10 and at 0.60 $


@pytest.mark.parametrize(
    ("version", "day", "figures"),
    [
        (None, DAY, (STANDARD, STANDARD, STANDARD)),
        ("1.29", DAY, (EXTENDED, EXTENDED, EXTENDED)),  # since 2025-03-23
        ("1.33", date(2026, 6, 28), (STANDARD, STANDARD, EXTENDED)),  # from 2026-07-29 on, 31 days later
        ("1.33", date(2026, 6, 29), (EXTENDED, EXTENDED, EXTENDED)),  # within the 30 days that the estimate is of
        ("1.34", date(2026, 12, 1), (EXTENDED, EXTENDED, EXTENDED)),  # from tomorrow on
        ("1.33", date(2026, 7, 29), (EXTENDED, EXTENDED, EXTENDED)),
        ("1.37", DAY, (STANDARD, STANDARD, STANDARD)),  # more than a year to go
        ("1.20", DAY, (EXTENDED, EXTENDED, EXTENDED)),  # older than every one that has a date
        ("1.38", date(2027, 1, 1), (STANDARD, STANDARD, EXTENDED)),  # of no known date
        ("newest", DAY, (STANDARD, STANDARD, EXTENDED)),
        (UNKNOWN, DAY, (STANDARD, STANDARD, EXTENDED)),
    ],
)
def test_a_kubernetes_version_costs_six_times_as_much_once_it_is_past_its_standard_support(
    version: Any, day: date, figures: tuple[Decimal, Decimal, Decimal]
) -> None:
    assert dollars(eks(version, day)) == figures


def test_the_basis_says_why_and_since_when() -> None:
    assert eks("1.29").components[0].basis == "declared; 1.29 is past its standard support since 2025-03-23"
    assert eks("1.33").components[0].basis == "declared; 1.33 is past its standard support from 2026-07-29 on"
    assert eks("1.34", date(2026, 12, 1)).components[0].basis == (
        "declared; 1.34 is past its standard support from 2026-12-02 on, within the month: counted at that price"
    )
    assert "the dates of 1.38 are not known here" in eks("1.38", date(2027, 1, 1)).components[0].basis


def test_an_estimate_is_of_the_day_that_it_is_given_and_else_of_the_years_last() -> None:
    line = replace(PLANE, support=Support("eks", "1.33", "eks-cluster-extended-hour"))
    facts = FactSet(charges=(line,))
    assert estimate(facts, year=2026, day=date(2026, 1, 15)).total.expected == STANDARD
    assert estimate(facts, year=2026).total.expected == EXTENDED


def surcharge(version: str, day: date, **changes: Any) -> ResourceCost | None:
    """Two vCPUs of RDS for MySQL."""
    sku = "rds-extended-vcpu-hour"
    support = Support("rds-mysql", version, sku, "rds-extended-year-3-vcpu-hour")
    return charge_cost(replace(charge(sku, Decimal(1460)), support=support, **changes), load, Usage(), day)


def test_what_comes_on_top_is_no_line_before_its_day_and_dearer_in_its_third_year() -> None:
    assert surcharge("8.4.3", DAY) is None
    early = surcharge("5.7.44", date(2025, 2, 1))  # year 3 is more than a year away
    assert early is not None
    assert dollars(early) == (Decimal(146), Decimal(146), Decimal(146))  # 1,460 vCPU-hours at 0.10 $
    late = surcharge("5.7.44", date(2026, 3, 1))
    assert late is not None
    assert dollars(late) == (Decimal(292), Decimal(292), Decimal(292))  # at 0.20 $
    soon = surcharge("8.0.36", date(2026, 6, 30))  # from 2026-08-01 on
    assert soon is not None
    assert dollars(soon) == (Decimal(0), Decimal(0), Decimal(146))


def test_a_surcharge_without_a_price_is_unpriced_and_held_to_a_bound() -> None:
    found = surcharge("5.7", date(2026, 6, 1), region="ap-south-1")
    assert found is not None
    assert found.why_unpriced == ("no price of rds-extended-year-3-vcpu-hour in ap-south-1",)
    assert found.monthly_at_most == Range.of(Decimal(1460) * Decimal("0.6"))
    assert not found.unbounded


def test_a_version_may_be_written_longer_than_in_the_table() -> None:
    assert lifecycle("rds-postgres", "13.7") == lifecycle("rds-postgres", "13")
    assert lifecycle("gke", "1.30.5-gke.1014001") == lifecycle("gke", "1.30")
    assert lifecycle("elasticsearch", "7.1") != lifecycle("elasticsearch", "7.10")
    assert lifecycle("eks", "1.3") is None
    assert lifecycle("nobody", "1") is None


def test_versions_stand_in_order_and_get_no_younger() -> None:
    products = ("cloud-sql-mysql", "cloud-sql-postgres", "eks", "elasticache-redis", "gke", "mysql", "postgresql")
    for product in (*products, "rds-aurora-mysql", "rds-aurora-postgresql", "rds-mysql", "rds-postgres"):
        found = lifecycles(product)
        assert found
        assert [it.order for it in found] == sorted(it.order for it in found)
        days = [it.bills_from for it in found if product != "eks" or it.order > (1, 22)]  # billed at once with 1.23
        assert days == sorted(days)
        assert all(it.dearer_from is None or it.dearer_from > it.bills_from for it in found)


def test_an_unknown_engine_may_be_past_its_support_too() -> None:
    assert standing(Support(UNKNOWN, "5.7", "x-hour"), DAY).at_most == "x-hour"


def test_a_row_of_several_is_the_sum_of_its_members_and_says_why() -> None:
    """Three control planes at 0.10 $, one of which may come to 0.60 $: no row multiplies one's ceiling by three."""
    std, more = replace(PLANE, name="std"), replace(PLANE, urn=f"{PLANE.urn}3", name="more")
    soon = replace(PLANE, urn=f"{PLANE.urn}2", name="soon", support=Support("eks", "1.35", "eks-cluster-extended-hour"))
    found = estimate(FactSet(charges=(std, soon, more)), year=2026, day=date(2026, 12, 1))
    rows = [it.component for it in shown(found, every=True).lines if it.component is not None]
    assert {row.basis: row.monthly for row in rows} == {
        "2 of them, more, std: declared": Range.of(2 * STANDARD),
        "soon: declared; 1.35 is past its standard support from 2027-03-27 on": Range(STANDARD, STANDARD, EXTENDED),
    }
