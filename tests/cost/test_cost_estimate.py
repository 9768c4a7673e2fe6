"""A whole stack's month: sums, order, and what has no price or no quantity."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from penstock.catalog import Catalog, Offering, load
from penstock.cost import Range, estimate, to_json
from penstock.cost.shapes import CostComponent
from penstock.resources.facts import Capacity, DiskShape, FactSet, Free, Node, Transfer, Unread
from penstock.resources.reading.values import UNKNOWN

from .cost_facts import ALL_ON_DEMAND, BUCKET_URN, POOL_URN, WORKING_HOURS, bucket, change, charge, choices, pool, rule


def environment() -> FactSet:
    """About the reference stack: a spot pool with its fallback, two buckets, a NAT gateway and logs."""
    disks = (DiskShape("gp3", Decimal(200), True),)
    return FactSet(
        nodes=(
            pool(choices=choices("p4d.24xlarge", "p4de.24xlarge"), schedule=WORKING_HOURS, disks=disks),
            pool(urn=f"{POOL_URN}-fallback", capacity=ALL_ON_DEMAND, fallback_hours_per_day=Decimal(4)),
        ),
        buckets=(
            bucket(rule(("STANDARD_IA", 30), ("GLACIER_IR", 90)), gib=Decimal(5000)),
            bucket(rule(expire=7), urn=f"{BUCKET_URN}-scratch", gib=None),
        ),
        charges=(charge("nat-gateway-hour", Decimal(730)), charge("nat-gateway-gib", None)),
        free=(Free(urn="urn:free", cloud="aws"),),
    )


def test_the_numbers_are_those_of_a_reckoning_by_hand() -> None:
    """Prices of us-east-1: p4d spot 10.33075, p4de spot 21.12625, on-demand 21.957642 and 27.44705, gp3 0.08, S3 0.023 / 0.0125 / 0.004, NAT 0.045."""
    found = estimate(environment(), year=2026)
    hours = Decimal(2 * 261)  # 2 nodes, 261 weekdays of 12 h, a twelfth of a year
    nat = Decimal(730) * Decimal("0.045")
    spot = (Decimal("10.33075") + Decimal("21.12625")) / 2  # which of the two comes, capacity decides
    year = (30 * Decimal("0.023") + 60 * Decimal("0.0125") + 275 * Decimal("0.004")) / 365  # of an object that stays
    expected = hours * spot + 200 * hours / 730 * Decimal("0.08") + 5000 * year + nat
    ceiling = (
        4 * 730 * Decimal("27.44705")
        + 4 * 200 * Decimal("0.08")
        + 4 * Decimal(365) / 12 * Decimal("21.957642")
        + 5000 * Decimal("0.023")
        + nat
    )
    always_on = (
        730 * (Decimal("21.957642") + Decimal("27.44705")) + 2 * 200 * Decimal("0.08") + 5000 * Decimal("0.023") + nat
    )
    assert cents(found.total) == cents(Range(5000 * Decimal("0.004") + nat, expected, ceiling))
    assert round(found.always_on, 2) == round(always_on, 2)
    assert found.unpriced == {}


def cents(amounts: Range) -> list[Decimal]:
    return [round(amount, 2) for amount in (amounts.floor, amounts.expected, amounts.ceiling)]


def test_a_spot_price_over_90_days_old_is_said_in_the_basis_by_the_clock_that_is_passed() -> None:
    """The price is of 2026-02-06: 22 days of February, 31 + 30 of March and April, 7 and 8 of May."""
    (day,) = {line.price_date for line in spot_lines(None)}
    assert day == date(2026, 2, 6)
    assert [line.basis for line in spot_lines(date(2026, 5, 7))] == [line.basis for line in spot_lines(None)]
    old = spot_lines(date(2026, 5, 8))
    assert all(line.basis.endswith("; spot price of 2026-02-06, over 90 days old") for line in old)
    plain = estimate(environment(), year=2026)
    aged = estimate(environment(), year=2026, today=date(2027, 5, 8))
    assert aged.total == plain.total
    others = [[line for line in it.components if line.name != "spot nodes"] for it in aged.resources]
    assert others == [[line for line in it.components if line.name != "spot nodes"] for it in plain.resources]


def spot_lines(today: date | None) -> list[CostComponent]:
    found = estimate(environment(), year=2026, today=today)
    lines = [line for resource in found.resources for line in resource.components if line.name == "spot nodes"]
    assert lines
    return lines


def test_use_that_nobody_declares_is_shown_and_in_no_sum() -> None:
    found = estimate(environment(), year=2026)
    shown = [(resource.urn.rpartition("::")[2], use.key, use.unit_price) for resource, use in found.undeclared]
    assert shown == [
        ("train-fallback", "disk_gib", Decimal("0.08")),
        ("data", "writes", Decimal("0.005")),
        ("data", "reads", Decimal("0.0004")),
        ("data", "objects", (Decimal("0.01") + Decimal("0.02")) / 12),
        ("data-scratch", "storage_gib", Decimal("0.023")),
        ("data-scratch", "writes", Decimal("0.005")),
        ("data-scratch", "reads", Decimal("0.0004")),
        ("aws:x:nat-gateway-gib", "nat-gateway-gib", Decimal("0.045")),
    ]
    without = replace(environment(), charges=(charge("nat-gateway-hour", Decimal(730)),))
    assert found.total == estimate(without, year=2026).total


def test_an_unread_resource_is_unpriced_by_name_of_its_type() -> None:
    facts = FactSet(unread=(Unread(urn="urn:x", cloud="aws", type="aws:redshift/cluster:Cluster", name="x"),))
    assert estimate(facts, year=2026).unpriced == {"urn:x": "no reader knows the type aws:redshift/cluster:Cluster"}


def test_an_unknown_quantity_and_an_unknown_sku_are_unpriced() -> None:
    facts = FactSet(charges=(charge("nat-gateway-hour", UNKNOWN), charge("no-such-sku", Decimal(1))))
    found = estimate(facts, year=2026)
    assert set(found.unpriced) == {one.urn for one in facts.charges}
    assert found.total == Range.of(Decimal(0))


def transfer(source: Any, target: Any) -> Transfer:
    return Transfer(
        urn=POOL_URN,
        cloud="aws",
        data=BUCKET_URN,
        source_region=source,
        target_region=target,
        evidence="role policy",
        evidence_urn="urn:policy",
    )


def test_reading_another_region_is_shown_by_its_price_per_gib() -> None:
    found = estimate(FactSet(transfers=(transfer("eu-west-1", "us-east-1"),)), year=2026)
    [(resource, usage)] = found.undeclared
    assert (resource.label, usage.unit_price) == ("train reads data", Decimal("0.02"))
    assert usage.basis.startswith("eu-west-1 to us-east-1")


def test_reading_the_same_region_is_free_and_an_unknown_one_is_unpriced() -> None:
    assert estimate(FactSet(transfers=(transfer("us-east-1", "us-east-1"),)), year=2026).resources == ()
    unsure = estimate(FactSet(transfers=(transfer("us-east-1", UNKNOWN),)), year=2026)
    assert unsure.unpriced == {POOL_URN: "the region that the bytes go to is not known"}


def test_every_reason_of_one_resource_is_kept() -> None:
    facts = FactSet(nodes=(pool(choices=choices(UNKNOWN), disks=(DiskShape("gp9", Decimal(1)),)),))
    why = estimate(facts, year=2026).unpriced[POOL_URN]
    assert "instance type" in why
    assert "gp9" in why


class Without(Catalog):
    """The catalog with one type's prices gone."""

    def __init__(self, gone: str) -> None:
        super().__init__("aws")
        self.gone = gone

    def offering(self, instance_type: str, region: str) -> Offering | None:
        return None if instance_type == self.gone else super().offering(instance_type, region)


def test_a_price_that_goes_missing_is_told_and_never_a_lower_total_in_silence() -> None:
    before = estimate(environment(), year=2026)
    after = estimate(environment(), year=2026, catalog_of=lambda _: Without("p4de.24xlarge"))
    assert before.unpriced == {}
    assert after.total.expected < before.total.expected
    assert after.unpriced[POOL_URN].startswith("no spot price of p4de.24xlarge in us-east-1")


def test_price_dates_are_all_that_were_used() -> None:
    used = estimate(FactSet(charges=(charge("nat-gateway-hour", Decimal(730)),)), year=2026)
    price = load("aws").unit_price("nat-gateway-hour", "us-east-1")
    assert price is not None
    assert used.price_dates == (price.price_date,)


def test_json_keeps_every_figure_as_text_and_money_in_cents() -> None:
    document = json.loads(json.dumps(to_json(estimate(environment(), year=2026))))
    nodes = document["resources"][0]["components"][0]
    assert nodes["monthly"] == {"floor": "0.00", "expected": "8210.28", "ceiling": "80145.39"}
    assert nodes["monthly_quantity"] == {"floor": "0", "expected": "522", "ceiling": "2920"}
    assert (nodes["unit_price"], nodes["price_range"]["ceiling"]) == ("15.7285", "27.44705")
    assert document["resources"][3]["undeclared"][0]["unit_price"] == "0.023"
    assert document["total"]["expected"] == "8289.36"
    assert document["price_dates"] == sorted(document["price_dates"])


def test_json_says_null_where_there_is_no_price() -> None:
    document = to_json(estimate(FactSet(nodes=(pool(region="atlantis-1", desired=1),)), year=2026))
    [line] = document["resources"][0]["components"]
    assert (line["unit_price"], line["monthly"], line["price_range"]) == (None, None, None)
    assert list(document["unpriced"]) == [POOL_URN]


sizes = st.integers(0, 6)
changes = st.builds(
    change,
    st.sampled_from(["0 8 * * 1-5", "0 20 * * *", "30 12 1 * *", UNKNOWN, None]),
    st.none() | sizes,
    minimum=st.none() | sizes,
    maximum=st.none() | sizes,
    zone=st.sampled_from(["UTC", "Europe/Berlin"]),
)
nodes = st.builds(
    pool,
    choices=st.lists(st.sampled_from(["p4d.24xlarge", "p4de.24xlarge", "g6.xlarge"]), min_size=1, max_size=3).map(
        lambda types: choices(*types)
    ),
    minimum=sizes | st.just(UNKNOWN),
    desired=st.none() | sizes | st.just(UNKNOWN),
    maximum=sizes,
    capacity=st.builds(
        Capacity, sizes | st.just(UNKNOWN), st.sampled_from([Decimal(0), Decimal(35), Decimal(100), UNKNOWN])
    ),
    disks=st.sampled_from([(), (DiskShape("gp3", Decimal(200)),), (DiskShape("gp3", UNKNOWN),)]),
    public_address=st.sampled_from([True, False, UNKNOWN]),
    schedule=st.lists(changes, max_size=3).map(tuple),
    fallback_hours_per_day=st.none() | st.decimals(0, 50, places=1) | st.just(UNKNOWN),
)


@settings(max_examples=200)
@given(found=st.lists(nodes, max_size=3))
def test_figures_are_in_order_and_the_total_is_the_sum_of_its_parts(found: list[Node]) -> None:
    result = estimate(FactSet(nodes=tuple(found)), year=2026)
    for resource in result.resources:
        for line in resource.components:
            for amounts in (line.monthly_quantity, line.monthly or Range.of(Decimal(0))):
                assert 0 <= amounts.floor <= amounts.expected <= amounts.ceiling, line
    parts = [line.monthly for resource in result.resources for line in resource.components if line.monthly]
    assert cents(result.total) == cents(sum(parts, Range.of(Decimal(0))))


@settings(max_examples=200)
@given(found=st.lists(nodes, max_size=3))
def test_what_the_controls_save_leads_from_always_on_to_the_expected_total(found: list[Node]) -> None:
    result = estimate(
        FactSet(nodes=tuple(found), buckets=(bucket(rule(("STANDARD_IA", 30)), gib=Decimal(50)),)), year=2026
    )
    assert all(saving.quantity >= 0 for resource in result.resources for saving in resource.savings)
    assert abs(result.always_on - sum(result.savings.values()) - result.total.expected) < Decimal("0.000001")


@settings(max_examples=100)
@given(found=nodes, more=st.integers(1, 5))
def test_a_higher_maximum_never_costs_less(found: Node, more: int) -> None:
    assert isinstance(found.maximum, int)
    assume(not isinstance(found.desired, int) or found.desired <= found.maximum)  # no cloud takes another
    before = estimate(FactSet(nodes=(found,)), year=2026).total
    after = estimate(FactSet(nodes=(replace(found, maximum=found.maximum + more),)), year=2026).total
    assert after.ceiling >= before.ceiling
    assert after.expected >= before.expected
