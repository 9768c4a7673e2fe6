"""What a usage file declares enters the sums; what it gets wrong is told; what it leaves out stays out and is listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.cost import Estimate, Range, Usage, estimate, read_usage
from penstock.cost.machines.hours_of_work import DEFAULTS
from penstock.problem import InputError
from penstock.resources.facts import Capacity, FactSet, IdleStopper, Transfer
from penstock.resources.facts import Path as PathFact
from penstock.resources.reading.values import UNKNOWN

from .cost_facts import ALL_ON_DEMAND, BUCKET_URN, POOL_URN, WORKING_HOURS, bucket, charge, pool

P4D, P4D_SPOT = Decimal("21.957642"), Decimal("10.33075")
STOPPER = IdleStopper(urn="urn", cloud="aws", mechanism="steward", targets=(POOL_URN,), idle_duration=UNKNOWN)
NAT = "urn:pulumi:s::p::aws:x:nat-gateway-gib"


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write_it(text: str) -> Path:
        path = tmp_path / "usage.yaml"
        path.write_text(text)
        return path

    return write_it


def declared(names: dict[str, dict[str, Any]], facts: FactSet) -> tuple[Estimate, Usage]:
    usage = Usage(where="usage.yaml", names={n: {k: Decimal(v) for k, v in e.items()} for n, e in names.items()})
    return estimate(facts, year=2026, usage=usage), usage


def stack(**changes: Any) -> FactSet:
    return FactSet(
        nodes=(pool(schedule=WORKING_HOURS, idle=(STOPPER,)),),
        buckets=(bucket(gib=None),),
        charges=(charge("nat-gateway-gib", None, urn="urn:pulumi:s::p::aws:ec2/natGateway:NatGateway::out"),),
        **changes,
    )


def test_declared_quantities_enter_the_sums_at_their_prices() -> None:
    before, _ = declared({}, stack())
    after, usage = declared({"data": {"storage_gib": 100, "writes": 20_000}, "out": {"nat-gateway-gib": 1000}}, stack())
    more = 100 * Decimal("0.023") + 20 * Decimal("0.005") + 1000 * Decimal("0.045")
    assert after.total.expected == before.total.expected + more
    assert usage.problems() == []
    assert {use.key for _, use in after.undeclared} == {"reads", "disk_gib"}


def test_a_declared_size_goes_before_the_program_s_own() -> None:
    found, _ = declared({"da*": {"storage_gib": 10}}, FactSet(buckets=(bucket(),)))
    assert found.total.expected == 10 * Decimal("0.023")


def test_of_two_entries_that_match_the_later_decides_each_key() -> None:
    names = {"*": {"storage_gib": 10, "writes": 1000}, "data": {"storage_gib": 20}}
    found, _ = declared(names, FactSet(buckets=(bucket(gib=None),)))
    assert found.total.expected == 20 * Decimal("0.023") + Decimal("0.005")


NOTHING_ADDED = {"boot_minutes": 0, "idle_minutes": 0, "reclaims_per_month": 0}


def hours_of(entry: dict[str, Any], **changes: Any) -> tuple[Decimal, str]:
    """(expected node-hours, the basis) of the pool with such an entry."""
    node = pool(**{"desired": 2, "idle": (STOPPER,), **changes})
    found, usage = declared({"train": entry}, FactSet(nodes=(node,)))
    [machines] = found.resources[0].components
    assert usage.problems() == []
    return machines.monthly_quantity.expected, machines.basis


def test_hours_of_work_bring_boots_idle_windows_and_what_reclaims_repeat() -> None:
    """300 hours are 38 starts of 8 and, at one reclaim in 730 hours of spot, 0.41 reclaims. Boots: 38.41 x 10 minutes are 6.40 hours; idle:
    38 x 30 minutes are 19; repeated: 0.41 x half an hour is 0.21."""
    hours, basis = hours_of({"node_hours": 300})
    assert hours == Decimal("325.61")
    assert (
        "300 node-hours of work declared, and 6.40 to boot (38 starts and 0.4 reclaims), 19.00 idle before it is "
        in basis
    )
    assert "0.21 that reclaims repeat" in basis


def test_what_work_brings_can_be_said() -> None:
    """30 starts of 10 hours: 30 + 4 reclaims x 6 minutes are 3.4 hours, 30 x 12 minutes are 6, 4 x a quarter of an hour is 1."""
    entry = {"node_hours": 300, "hours_per_start": 10, "boot_minutes": 6, "idle_minutes": 12}
    hours, _ = hours_of({**entry, "reclaims_per_month": Decimal(730 * 4) / 300, "checkpoint_minutes": 30})
    assert hours == Decimal("310.40")


def test_on_demand_nodes_are_not_reclaimed_and_a_pool_waits_as_its_stopper_says() -> None:
    """38 starts: 6.33 hours to boot, and 38 x 90 minutes are 57."""
    stopper = replace(STOPPER, idle_duration=timedelta(minutes=90))
    hours, _ = hours_of({"node_hours": 300}, capacity=ALL_ON_DEMAND, idle=(stopper,))
    assert hours == Decimal("363.33")


@pytest.mark.parametrize(("work", "hours"), [(2000, 2000), (2920, 2920), (9000, 2920)])
def test_more_work_than_the_desired_size_has_takes_more_nodes_up_to_the_most(work: int, hours: int) -> None:
    found, basis = hours_of({"node_hours": work, **NOTHING_ADDED})
    assert found == hours
    stack_of_one = FactSet(nodes=(pool(desired=2, idle=(STOPPER,)),))
    month, _ = declared({"train": {"node_hours": work, **NOTHING_ADDED}}, stack_of_one)
    assert month.always_on - sum(month.savings.values()) == pytest.approx(month.total.expected)
    assert min(month.savings.values()) > 0
    assert ("more than its largest size has" in basis) == (work > hours)


@given(
    work=st.decimals(0, 5000, places=2),
    said=st.fixed_dictionaries({key: st.integers(0, 900) for key in DEFAULTS}),
    spot=st.booleans(),
)
def test_work_is_never_billed_for_less_than_it_is_nor_for_more_than_all_nodes(
    work: Decimal, said: dict[str, int], *, spot: bool
) -> None:
    hours, _ = hours_of({"node_hours": work, **said}, capacity=Capacity(0, Decimal(100 if spot else 0)))
    assert min(work, Decimal(2920)) <= round(hours, 6) <= 2920


def test_busy_hours_are_fewer_than_the_schedule_s_only_where_something_stops_idle_nodes() -> None:
    found, _ = declared({"train": {"node_hours": 300, **NOTHING_ADDED}}, stack())
    assert found.resources[0].monthly.expected == 300 * P4D_SPOT
    assert found.savings["idle"] == (522 - 300) * P4D
    unstopped, _ = declared({"train": {"node_hours": 300}}, FactSet(nodes=(pool(schedule=WORKING_HOURS),)))
    assert unstopped.resources[0].monthly.expected == 522 * P4D_SPOT
    assert "nothing stops idle nodes" in unstopped.resources[0].components[0].basis


def test_what_stands_in_for_spot_does_no_work_that_is_declared() -> None:
    node = pool(fallback_hours_per_day=Decimal(4), capacity=ALL_ON_DEMAND, idle=(STOPPER,))
    found, _ = declared({"*": {"node_hours": 300}}, FactSet(nodes=(node,)))
    assert found.total.expected == 0


def test_busy_hours_do_not_go_below_what_always_runs() -> None:
    node = pool(minimum=1, maximum=2, desired=2, idle=(STOPPER,))
    found, _ = declared({"train": {"node_hours": 10}}, FactSet(nodes=(node,)))
    assert found.total.expected == found.total.floor


def test_a_path_between_regions_costs_the_declared_gib_and_without_them_is_listed_with_its_price() -> None:
    transfer = Transfer(
        urn=POOL_URN,
        cloud="aws",
        data=BUCKET_URN,
        source_region="eu-central-1",
        target_region="us-east-1",
        evidence="role policy",
        evidence_urn=POOL_URN,
    )
    listed, _ = declared({}, FactSet(transfers=(transfer,)))
    assert [(use.key, use.unit_price) for _, use in listed.undeclared] == [("read_gib.data", Decimal("0.02"))]
    found, usage = declared({"train": {"read_gib.*": 500}}, FactSet(transfers=(transfer,)))
    assert found.total.expected == 500 * Decimal("0.02")
    assert usage.problems() == []
    free, _ = declared(
        {"train": {"read_gib.data": 500}}, FactSet(transfers=(replace(transfer, source_region="us-east-1"),))
    )
    assert free.total.expected == 0


def test_an_entry_that_would_have_no_effect_is_told_with_the_nearest() -> None:
    _, usage = declared({"trian": {"node_hours": 1}, "data": {"storge_gib": 1}}, stack())
    first, second = usage.problems()
    assert first.where == "usage.yaml resource_usage.trian"
    assert first.fix == "did you mean train?"
    assert second.where == "usage.yaml resource_usage.data.storge_gib"
    assert second.fix == "did you mean storage_gib?"


def test_defaults_by_type_serve_resources_without_an_entry(write: Any) -> None:
    usage = read_usage(
        write(
            "version: 0.1\n"
            "resource_type_default_usage:\n  aws:s3/bucket:Bucket: {storage_gib: 7}\n"
            "resource_usage:\n  train: {read_gib: {data: 5}}\n"
        )
    )
    assert usage.of(BUCKET_URN, "storage_gib") == 7
    assert usage.of(POOL_URN, "read_gib.data") == 5
    assert usage.of(POOL_URN, "node_hours") is None


@pytest.mark.parametrize(
    ("text", "where", "fix"),
    [
        ("resource_usge: {}", "usage.yaml resource_usge", "did you mean resource_usage?"),
        ("version: 2", "usage.yaml version", "write 0.1"),
        ("resource_usage: [1]", "usage.yaml resource_usage", "write name: {key: quantity}"),
        ("resource_usage: {a: 3}", "usage.yaml resource_usage.a", "write {key: quantity}"),
        ("resource_usage: {a: {b: x}}", "usage.yaml resource_usage.a.b", "write a number of 0 or more, without quotes"),
        (
            "resource_usage: {a: {b: -1}}",
            "usage.yaml resource_usage.a.b",
            "write a number of 0 or more, without quotes",
        ),
        (
            "resource_usage: {a: {b: .nan}}",
            "usage.yaml resource_usage.a.b",
            "write a number of 0 or more, without quotes",
        ),
        ("a: [", "usage.yaml:1", "correct the file"),
        ("- 1", "usage.yaml", "write version: 0.1 and resource_usage: {...}"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(write: Any, text: str, where: str, fix: str) -> None:
    with pytest.raises(InputError) as error:
        read_usage(write(text))
    [problem] = error.value.problems
    assert problem.where.endswith(where)
    assert problem.fix == fix


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_usage(tmp_path / "none.yaml")


def way(target: Any, key: str, **changes: Any) -> PathFact:
    plain = PathFact(
        urn=POOL_URN,
        cloud="aws",
        region="us-east-1",
        source_region="us-east-1",
        target=target,
        key=key,
        evidence="a test",
    )
    return replace(plain, **changes)


def test_bytes_between_zones_are_billed_at_both_ends_on_aws_and_once_elsewhere() -> None:
    found, _ = declared({"train": {"cross_zone_gib": 100}}, FactSet(paths=(way("zone", "cross_zone_gib"),)))
    assert found.total.expected == 100 * 2 * Decimal("0.01")
    listed, _ = declared({}, FactSet(paths=(way("zone", "cross_zone_gib"),)))
    assert [(use.key, use.unit_price) for _, use in listed.undeclared] == [("cross_zone_gib", Decimal("0.02"))]
    google = way("zone", "cross_zone_gib", cloud="gcp", source_region="us-central1")
    found, _ = declared({"train": {"cross_zone_gib": 100}}, FactSet(paths=(google,)))
    assert found.total.expected == 100 * Decimal("0.01")


def test_bytes_to_the_internet_are_billed_by_tier() -> None:
    found, _ = declared({"train": {"internet_gib": 20_000}}, FactSet(paths=(way("internet", "internet_gib"),)))
    lines = {line.name: line.monthly for line in found.resources[0].components}
    first, second = 10_240 * Decimal("0.09"), (20_000 - 10_240) * Decimal("0.085")
    assert lines == {
        "internet, from 0 GiB": Range.of(first),
        "internet, from 10,240 GiB": Range.of(second),
    }


def test_a_replica_in_another_region_costs_its_declared_gib_and_in_the_same_region_nothing() -> None:
    found, usage = declared({"train": {"replicated_gib": 50}}, FactSet(paths=(way("eu-west-1", "replicated_gib"),)))
    assert found.total.expected == 50 * Decimal("0.02")
    assert usage.problems() == []
    same, usage = declared({"train": {"replicated_gib": 50}}, FactSet(paths=(way("us-east-1", "replicated_gib"),)))
    assert same.total.expected == 0
    assert usage.problems() == []


def test_a_path_to_nobody_knows_where_is_unpriced() -> None:
    found, _ = declared({}, FactSet(paths=(way(UNKNOWN, "replicated_gib"),)))
    assert found.unpriced == {POOL_URN: "the region that the bytes go to is not known"}
