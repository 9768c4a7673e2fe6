"""What objects cost that are small, that go before their class lets them, or that others are written over."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from penstock.catalog import load
from penstock.cost import ResourceCost, Usage
from penstock.cost.storage.buckets import bucket_cost
from penstock.resources.facts import Bucket, LifecycleRule, LifecycleTransition
from penstock.resources.reading.values import UNKNOWN

from .cost_facts import bucket, rule

KIB_128 = 128 * 1024


def cost(found: Bucket, **declared: Any) -> ResourceCost:
    usage = Usage(names={"data": {key: Decimal(value) for key, value in declared.items()}})
    return bucket_cost(found, load, usage)


def moves(name: str, smallest: int) -> LifecycleRule:
    return LifecycleRule(True, True, (LifecycleTransition(name, 1, smallest),))


def test_ten_million_small_objects_stay_in_standard_and_make_no_transition() -> None:
    """100 GiB in 10,000,000 objects: 10.5 KiB each, below the 128 KiB from which S3 moves them. 100 x 0.023 $."""
    found = cost(bucket(moves("GLACIER_IR", KIB_128), gib=Decimal(100)), objects=10_000_000)
    assert [(line.name, line.monthly and line.monthly.expected) for line in found.components] == [
        ("storage", Decimal("2.300"))
    ]
    assert found.components[0].basis == "STANDARD; objects of 10.5 KiB stay: none below 128 KiB moves"
    assert found.savings == ()


def test_large_objects_move() -> None:
    """1,000 GiB in 1,000,000 objects, 1,049 KiB each: 1 day at 0.023 and 364 at 0.004 $ of 365."""
    found = cost(bucket(moves("GLACIER_IR", KIB_128)), objects=1_000_000)
    expected = 1000 * (Decimal("0.023") + 364 * Decimal("0.004")) / 365
    assert found.components[0].monthly is not None
    assert found.components[0].monthly.expected == pytest.approx(expected)


def test_a_cold_class_bills_a_small_object_as_128_kib() -> None:
    """64 KiB each, 100 GiB of them, written to Standard-IA at 0.0125 $: twice that. On Azure Cool at 0.0152 $ in eastus too."""
    objects = 100 * 2**20 // 64
    ia = cost(bucket(storage_class="STANDARD_IA", gib=Decimal(100)), objects=objects)
    assert ia.monthly.expected == Decimal("2.5")
    assert ia.components[0].basis == "STANDARD_IA; STANDARD_IA bills 64.0 KiB as 128"
    there = {"cloud": "azure", "region": "eastus", "gib": Decimal(100)}
    assert cost(bucket(storage_class="Cool_LRS", **there), objects=objects).monthly.expected == Decimal("3.04")
    assert cost(bucket(storage_class="Hot_LRS", **there), objects=objects).monthly.expected == Decimal("2.08")


def test_glacier_adds_forty_kib_to_each_object() -> None:
    """A KiB at 0.00099 $ a GiB and 40 KiB beside an object of 64: 32 at that price, 8 at 0.023 $. 100 GiB."""
    found = cost(bucket(moves("DEEP_ARCHIVE", 0), gib=Decimal(100)), objects=100 * 2**20 // 64)
    deep = Decimal("0.00099") + (32 * Decimal("0.00099") + 8 * Decimal("0.023")) / 64
    assert found.components[0].monthly is not None
    assert found.components[0].monthly.expected == pytest.approx(100 * (Decimal("0.023") + 364 * deep) / 365)


def test_the_basis_names_the_days_that_are_billed_though_an_object_is_gone() -> None:
    """30 days in Glacier, which bills 90: three times 0.0036 $."""
    (line,) = cost(bucket(rule(("GLACIER", 0), expire=30))).components
    assert line.unit_price == Decimal("0.0108")
    assert line.basis == "GLACIER, gone after 30 days; GLACIER billed for at least 90 days"


REMOVED = replace(rule(), noncurrent_expire_days=45)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (bucket(versioned=True), "old versions of what is overwritten, which no rule removes by age"),
        (bucket(REMOVED, versioned=True), "old versions of what is overwritten, kept 45 days"),
        (
            bucket(replace(rule(expire=400), expires_old_versions=True), versioned=True),
            "old versions of what is overwritten, which go by the same rule",
        ),
        (
            bucket(versioned=UNKNOWN),
            "old versions of what is overwritten, which no rule removes by age, if it is versioned",
        ),
    ],
)
@pytest.mark.parametrize(
    ("place", "usd"),
    [
        ({"cloud": "aws", "region": "us-east-1"}, "0.023"),
        ({"cloud": "gcp", "region": "us-central1"}, "0.02"),
        ({"cloud": "azure", "region": "eastus", "storage_class": "Hot_LRS"}, "0.0208"),
    ],
)
def test_old_versions_are_named_and_have_a_price_until_a_usage_file_says_how_much_of_them_there_is(
    found: Bucket, words: str, place: dict[str, Any], usd: str
) -> None:
    held = cost(replace(found, **place))
    assert f"; not in it: {words}" in held.components[0].basis
    (use,) = (it for it in held.undeclared if it.key == "old_versions_gib")
    assert (use.unit_price, use.basis) == (Decimal(usd), words)
    declared = cost(replace(found, **place), old_versions_gib=200)
    assert declared.monthly.expected == 1200 * Decimal(usd)
    assert "not in it" not in declared.components[0].basis
    assert "old_versions_gib" not in {it.key for it in declared.undeclared}


def test_a_bucket_without_versions_has_no_old_ones() -> None:
    assert "old_versions_gib" not in {it.key for it in cost(bucket()).undeclared}
