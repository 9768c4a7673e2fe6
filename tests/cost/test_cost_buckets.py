"""What a bucket costs along its lifecycle, with the minimum days that make a cold tier dearer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.catalog import load
from penstock.cost import Range, ResourceCost, Usage
from penstock.cost.buckets import bucket_cost
from penstock.resources.facts import Bucket
from penstock.resources.stored import LifecycleRule
from penstock.resources.values import UNKNOWN

from .cost_facts import bucket, rule

STANDARD, IA, GIR = Decimal("0.023"), Decimal("0.0125"), Decimal("0.004")


def cost(found: Bucket) -> ResourceCost:
    return bucket_cost(found, load, Usage())


def near(floor: Decimal, expected: Decimal, ceiling: Decimal) -> Any:
    return (pytest.approx(floor), pytest.approx(expected), pytest.approx(ceiling))


def figures(amounts: Range) -> tuple[Decimal, Decimal, Decimal]:
    return amounts.floor, amounts.expected, amounts.ceiling


def test_without_a_lifecycle_everything_stays_in_standard() -> None:
    found = cost(bucket())
    assert found.monthly == Range.of(1000 * STANDARD)
    assert found.always_on == 1000 * STANDARD


def test_data_that_never_expires_has_aged_past_the_last_transition() -> None:
    found = cost(bucket(rule(("STANDARD_IA", 30), ("GLACIER_IR", 90))))
    assert figures(found.monthly) == near(1000 * GIR, 1000 * GIR, 1000 * STANDARD)
    assert found.always_on == 1000 * STANDARD
    assert found.components[0].basis == "STANDARD, STANDARD_IA from day 30, GLACIER_IR from day 90"


def test_data_that_expires_is_spread_evenly_over_its_life() -> None:
    found = cost(bucket(rule(("STANDARD_IA", 30), expire=90)))
    assert figures(found.monthly) == near(1000 * IA, 1000 * (STANDARD * 30 + IA * 60) / 90, 1000 * STANDARD)


def test_objects_that_leave_a_tier_early_are_billed_to_its_minimum_days() -> None:
    """A day in Glacier Instant Retrieval bills ninety: dearer than staying, and the ceiling says so."""
    found = cost(bucket(rule(("GLACIER_IR", 30), expire=31)))
    trap = GIR * 90
    assert figures(found.monthly) == near(1000 * STANDARD, 1000 * (STANDARD * 30 + trap) / 31, 1000 * trap)
    assert found.monthly.expected > 1000 * STANDARD


def test_a_transition_after_the_end_of_life_never_happens() -> None:
    found = cost(bucket(rule(("STANDARD_IA", 30), expire=30)))
    assert found.monthly == Range.of(1000 * STANDARD)


def test_the_earliest_expiry_of_all_rules_counts() -> None:
    found = cost(bucket(rule(("STANDARD_IA", 30)), rule(expire=60), rule(expire=90)))
    assert found.components[0].basis.endswith("gone after 60 days")


def test_a_transition_on_the_first_day_leaves_standard_out() -> None:
    assert cost(bucket(rule(("STANDARD_IA", 0)))).monthly == Range.of(1000 * IA)


@pytest.mark.parametrize(
    "ignored",
    [
        rule(("GLACIER_IR", 30), enabled=False),
        rule(("GLACIER_IR", 30), enabled=UNKNOWN),
        rule(("GLACIER_IR", 30), whole=False),
        rule(("GLACIER_IR", 30), whole=UNKNOWN),
        rule(("GLACIER_IR", UNKNOWN)),
        rule((UNKNOWN, 30)),
    ],
)
def test_a_rule_that_may_not_move_everything_makes_nothing_cheaper(ignored: LifecycleRule) -> None:
    assert cost(bucket(ignored)).monthly == Range.of(1000 * STANDARD)


def test_an_unknown_lifecycle_makes_nothing_cheaper() -> None:
    found = cost(bucket(lifecycle=UNKNOWN))
    assert found.monthly == Range.of(1000 * STANDARD)
    assert "not known" in found.components[0].basis


def test_a_size_that_nobody_declared_is_shown_by_its_unit_price() -> None:
    found = cost(bucket(gib=None))
    assert found.components == ()
    size, *requests = found.undeclared
    assert (size.key, size.unit, size.unit_price) == ("storage_gib", "GiB-month", STANDARD)
    assert [request.key for request in requests] == ["writes", "reads"]
    assert found.why_unpriced == ()


def test_a_class_without_a_price_leaves_the_bucket_unpriced_and_is_named() -> None:
    found = cost(bucket(rule(("EXPRESS_ONEZONE", 30))))
    assert [line.monthly for line in found.components] == [None]
    assert found.why_unpriced == ("no price of storage class EXPRESS_ONEZONE in us-east-1",)


def test_what_a_bucket_starts_in_is_its_first_tier() -> None:
    found = cost(bucket(storage_class="STANDARD_IA"))
    assert [line.monthly for line in found.components] == [Range.of(1000 * Decimal("0.0125"))]
    assert cost(bucket(storage_class=UNKNOWN)).why_unpriced == ("its storage class is not known yet",)


def test_a_region_without_a_price_leaves_the_bucket_unpriced() -> None:
    found = cost(bucket(region="atlantis-1"))
    assert found.monthly == Range.of(Decimal(0))
    assert found.why_unpriced == ("no price of storage class STANDARD in atlantis-1",)


@given(
    moves=st.lists(
        st.tuples(st.sampled_from(["STANDARD_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"]), st.integers(0, 400)),
        max_size=4,
    ),
    expire=st.none() | st.integers(0, 500),
    gib=st.integers(1, 10**6),
)
def test_floor_expected_and_ceiling_are_in_order_whatever_the_lifecycle(
    moves: list[tuple[str, int]], expire: int | None, gib: int
) -> None:
    monthly = cost(bucket(rule(*moves, expire=expire), gib=Decimal(gib))).monthly
    assert 0 < monthly.floor <= monthly.expected * (1 + Decimal("1e-20"))
    assert monthly.expected <= monthly.ceiling * (1 + Decimal("1e-20"))
