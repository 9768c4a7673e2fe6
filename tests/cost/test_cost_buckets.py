"""What a bucket costs along its lifecycle, with the minimum days that make a cold tier dearer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.catalog import load
from penstock.cost import Range, ResourceCost, Usage
from penstock.cost.storage.buckets import bucket_cost
from penstock.resources.facts import Bucket, LifecycleRule
from penstock.resources.reading.values import UNKNOWN

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


def test_data_that_never_expires_counts_by_its_first_year() -> None:
    found = cost(bucket(rule(("STANDARD_IA", 30), ("GLACIER_IR", 90))))
    year = (STANDARD * 30 + IA * 60 + GIR * 275) / 365
    assert figures(found.monthly) == near(1000 * GIR, 1000 * year, 1000 * STANDARD)
    assert found.always_on is not None
    assert figures(Range.of(found.always_on)) == near(*[1000 * STANDARD] * 3)
    assert found.components[0].basis == (
        "STANDARD, STANDARD_IA from day 30, GLACIER_IR from day 90: the mean of an object's first year; "
        "4.00 $ a month once all is in GLACIER_IR, after day 90"
    )


def test_ten_tebibytes_with_two_transitions_cost_what_their_first_year_does() -> None:
    """60 days at 0.023, 120 at 0.0125 and 185 at 0.00099 $ a GiB-month, of 365: 0.008392 x 10,240 GiB."""
    found = cost(bucket(rule(("STANDARD_IA", 60), ("DEEP_ARCHIVE", 180)), gib=Decimal(10240)))
    assert round(found.monthly.expected, 2) == Decimal("85.94")
    assert round(found.monthly.floor, 2) == Decimal("10.14")  # 10,240 x 0.00099
    assert round(found.monthly.ceiling, 2) == Decimal("235.52")  # 10,240 x 0.023
    assert "10.14 $ a month once all is in DEEP_ARCHIVE, after day 180" in found.components[0].basis
    assert {saving.control: round(saving.monthly, 2) for saving in found.savings} == {"tiers": Decimal("149.58")}


def test_a_transition_that_comes_after_the_year_saves_nothing_in_it() -> None:
    found = cost(bucket(rule(("DEEP_ARCHIVE", 3650))))
    assert found.monthly.expected == found.monthly.ceiling == 1000 * STANDARD
    assert found.savings == ()
    assert "0.99 $ a month once all is in DEEP_ARCHIVE, after day 3650" in found.components[0].basis


def test_an_expiry_in_ten_years_makes_this_year_no_cheaper() -> None:
    forever = cost(bucket(rule(("DEEP_ARCHIVE", 180))))
    assert cost(bucket(rule(("DEEP_ARCHIVE", 180), expire=3650))).monthly.expected == forever.monthly.expected


def test_a_transition_before_the_minimum_of_the_class_that_it_leaves_is_billed_to_the_minimum() -> None:
    """From 30 to 40 days in Standard-IA, which bills 30: 10 days at three times its price."""
    found = cost(bucket(rule(("STANDARD_IA", 30), ("GLACIER_IR", 40))))
    year = (STANDARD * 30 + IA * 30 + GIR * 325) / 365
    assert found.monthly.expected == pytest.approx(1000 * year)
    assert found.monthly.ceiling == pytest.approx(1000 * IA * 3)


def test_transitions_are_requests_to_the_classes_that_objects_move_to() -> None:
    """A million objects: 0.01 $ for 1,000 into Standard-IA, 0.05 $ into Deep Archive, once in twelve months each: 5 $ a month."""
    found = bucket(rule(("STANDARD_IA", 60), ("DEEP_ARCHIVE", 180), ("DEEP_ARCHIVE", 3650)))
    usage = Usage(names={"data": {"objects": Decimal(10**6)}})
    (line,) = (it for it in bucket_cost(found, load, usage).components if it.name == "transitions")
    assert line.monthly == Range(Decimal(0), Decimal(5), Decimal(60))
    (use,) = (it for it in cost(found).undeclared if it.key == "objects")
    assert (use.name, use.unit_price, use.unit) == ("transitions", Decimal("0.005"), "1,000")


def test_objects_that_live_for_a_month_make_their_transition_every_month() -> None:
    """40 days: 365 / 12 / 40 times a month, into Standard-IA at 0.01 $ for 1,000."""
    usage = Usage(names={"data": {"objects": Decimal(12000)}})
    found = bucket_cost(bucket(rule(("STANDARD_IA", 10), expire=40)), load, usage)
    (line,) = (it for it in found.components if it.name == "transitions")
    assert line.monthly is not None
    assert line.monthly.expected == pytest.approx(Decimal("0.12") * 365 / 12 / 40)


def test_intelligent_tiering_takes_something_for_each_object_and_twice_a_write_to_enter() -> None:
    usage = Usage(names={"data": {"objects": Decimal(10**6)}})
    found = bucket_cost(bucket(rule(("INTELLIGENT_TIERING", 0))), load, usage)
    lines = {line.name: line.monthly.expected for line in found.components if line.monthly is not None}
    assert lines == {
        "storage": 1000 * STANDARD,  # as if everything were read again and again
        "transitions": pytest.approx(Decimal("0.01") * 1000 / 12),
        "monitoring": Decimal("0.0025") * 1000,
    }


GCP = {"cloud": "gcp", "region": "us-central1"}


def kept(found: Bucket) -> tuple[Decimal, Decimal, Decimal] | None:
    lines = [line.monthly for line in cost(found).components if line.name == "deleted, kept"]
    return figures(lines[0]) if lines and lines[0] is not None else None


def test_what_is_soft_deleted_comes_on_top_of_what_a_bucket_holds() -> None:
    """1,000 GiB that live 30 days at 0.02 $, and a week of them after that: 7 / 30 more."""
    assert kept(bucket(rule(expire=30), soft_delete_days=7, **GCP)) == near(*[Decimal(20) * 7 / 30] * 3)
    assert kept(bucket(rule(expire=30), soft_delete_days=0, **GCP)) is None
    assert kept(bucket(soft_delete_days=7, **GCP)) is None
    assert kept(bucket(rule(expire=30), soft_delete_days=UNKNOWN, **GCP)) == near(*[Decimal(20) * 90 / 30] * 3)


def test_an_expiry_in_a_versioned_bucket_leaves_old_versions() -> None:
    plain = rule(expire=30)
    removed = replace(plain, noncurrent_expire_days=15)
    assert kept(bucket(removed, versioned=True)) == near(*[1000 * STANDARD * 15 / 30] * 3)
    piling = near(Decimal(0), 1000 * STANDARD * Decimal("182.5") / 30, 1000 * STANDARD * 365 / 30)
    assert kept(bucket(plain, versioned=True)) == kept(bucket(plain, versioned=UNKNOWN)) == piling
    assert kept(bucket(replace(plain, expires_old_versions=True), versioned=True)) is None
    assert kept(bucket(plain)) is None


def test_on_google_cloud_the_whole_age_of_an_object_counts_to_the_minimum_of_its_class() -> None:
    """Archive from day 100 bills 365 days of age: of the 200 days that it is there, 265."""
    found = cost(bucket(rule(("ARCHIVE", 100), expire=300), soft_delete_days=0, **GCP))
    archive = Decimal("0.0012") * 265 / 200
    assert found.monthly.expected == pytest.approx(1000 * (Decimal("0.02") * 100 + archive * 200) / 300)


def test_days_that_a_deleted_object_is_kept_count_to_the_minimum_of_its_class() -> None:
    """Nearline from day 10, deleted on day 20 and kept 7 more: 17 of the 20 days that are left of its 30."""
    found = cost(bucket(rule(("NEARLINE", 10), expire=20), soft_delete_days=7, **GCP))
    near_line = Decimal("0.01") * 20 / 17
    held = 1000 * (Decimal("0.02") * 10 + near_line * 10) / 20
    assert found.monthly.expected == pytest.approx(held + 1000 * near_line * 7 / 20)


def test_an_expiry_that_is_not_known_makes_nothing_cheaper() -> None:
    assert cost(bucket(rule(("GLACIER_IR", 30), expire=UNKNOWN))).monthly == Range.of(1000 * STANDARD)


@pytest.mark.parametrize("autoclass", [True, UNKNOWN])
def test_rules_that_set_a_class_have_no_effect_where_the_cloud_moves_objects_by_itself(autoclass: Any) -> None:
    found = cost(bucket(rule(("ARCHIVE", 10)), autoclass=autoclass, **GCP))
    assert found.monthly == Range.of(1000 * Decimal("0.02"))


def test_azure_and_google_cloud_count_by_the_first_year_too() -> None:
    """Hot 0.018 and Archive 0.00099 in eastus; Standard 0.02 and Coldline 0.004 in us-central1; the move on day 73 of 365, a fifth."""
    azure = bucket(rule(("Archive_LRS", 73)), cloud="azure", region="eastus", storage_class="Hot_LRS")
    prices = [load("azure").storage_class(name, "eastus") for name in ("Hot_LRS", "Archive_LRS")]
    hot, cold = (price.gib_month for price in prices if price is not None)
    assert cost(azure).monthly.expected == pytest.approx(1000 * (hot / 5 + cold * 4 / 5))
    google = bucket(rule(("COLDLINE", 73)), **GCP)
    assert cost(google).monthly.expected == pytest.approx(Decimal("7.2"))  # 1,000 x (0.02 / 5 + 0.004 x 4 / 5)


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
    soft=st.sampled_from([0, 7, UNKNOWN]),
    versioned=st.sampled_from([False, True, UNKNOWN]),
)
def test_floor_expected_and_ceiling_are_in_order_whatever_the_lifecycle(
    moves: list[tuple[str, int]], expire: int | None, gib: int, soft: Any, versioned: Any
) -> None:
    found = bucket(rule(*moves, expire=expire), gib=Decimal(gib), soft_delete_days=soft, versioned=versioned)
    monthly = cost(found).monthly
    assert 0 < monthly.floor <= monthly.expected * (1 + Decimal("1e-20"))
    assert monthly.expected <= monthly.ceiling * (1 + Decimal("1e-20"))
