"""The small types, and what direct construction in Python says of a bad value."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import penstock.spec
from penstock.problem import ArgumentError
from penstock.spec import Budget, Gpu, Network, Pool, Schedule, format_duration, parse_duration
from penstock.spec.types import BadValueError, Cidr, Cron, Email, Label, Name, PositiveAmount, TimeZoneName, show


def refusal(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    return str(caught.value)


@given(
    st.timedeltas(timedelta(seconds=1), timedelta(days=3650)).map(lambda t: timedelta(seconds=int(t.total_seconds())))
)
def test_a_duration_is_written_so_that_it_reads_back_as_itself(value: timedelta) -> None:
    assert parse_duration(format_duration(value)) == value


@pytest.mark.parametrize(
    "text", ["", "20", "20 m", "m", "1.5h", "-5m", "1w", "0m", "20M", "٣m", "999999999d", 20, None, True]
)
def test_what_is_not_a_duration_is_refused(text: object) -> None:
    with pytest.raises(BadValueError, match="write"):
        parse_duration(text)


@pytest.mark.parametrize("value", [timedelta(0), timedelta(seconds=-1), timedelta(microseconds=1500)])
def test_a_timedelta_must_be_whole_seconds_above_none(value: timedelta) -> None:
    with pytest.raises(BadValueError, match=r"write (one above 0|a whole number)"):
        parse_duration(value)


@pytest.mark.parametrize(
    ("cron", "says"),
    [
        ("0 8 * *", "has 4 cron fields"),
        ("0 0 8 * * *", "has 6 cron fields"),
        ("60 8 * * *", "bad minute"),
        ("0 24 * * *", "bad hour"),
        ("0 8 * * 8", "bad day-of-week"),
        ("0 8 30 2 *", "never fire"),
        ("0 8 L * *", "not every scheduler"),
        ("0 8 LW * *", "not every scheduler"),
        ("0 8 * * 5L", "not every scheduler"),
        ("0 8 * * MON#1", "not every scheduler"),
        ("0 8 ? * *", "not every scheduler"),
        ("", "has 0 cron fields"),
    ],
)
def test_what_is_not_a_cron_expression_says_what_is_wrong(cron: str, says: str) -> None:
    assert says in refusal(Cron, cron)


@pytest.mark.parametrize(
    "cron", ["0 8 * * 1-5", "*/5 0-6 1,15 JUL WED", "  0  8 * * MON-FRI ", "0 8 29 2 *", "0 0 * * 7"]
)
def test_cron_expressions_that_every_scheduler_knows_are_taken_with_single_spaces(cron: str) -> None:
    assert TypeAdapter[str](Cron).validate_python(cron) == " ".join(cron.split())


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Berlin", "did you mean Europe/Berlin?"),
        ("europe/berlin", "did you mean Europe/Berlin?"),
        ("new york", "did you mean America/New_York?"),
        ("Europe/Berlyn", "did you mean Europe/Berlin?"),
        ("EST", "is not an IANA time zone"),
        ("../etc/passwd", "is not an IANA time zone"),
        ("Europe", "is not an IANA time zone"),
        ("", "is not an IANA time zone"),
        ("CEST+2", "write an area and a city"),
    ],
)
def test_what_is_not_a_time_zone_names_the_nearest(name: str, says: str) -> None:
    assert says in refusal(TimeZoneName, name)


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+9"])
def test_iana_time_zones_are_taken(name: str) -> None:
    assert TypeAdapter[str](TimeZoneName).validate_python(name) == name


@pytest.mark.parametrize(
    ("cidr", "says"),
    [
        ("10.40.0.1/16", "write 10.40.0.0/16"),
        ("10.0.0.0/8", "write a private IPv4 block of /16 to /24"),
        ("10.0.0.0/25", "write a private IPv4 block of /16 to /24"),
        ("10.0.0.0", "write a private IPv4 block of /16 to /24"),
        ("8.8.0.0/16", "is not private"),
        ("fd00::/16", "is not a block of IPv4 addresses"),
        ("300.0.0.0/16", "is not a block of IPv4 addresses"),
        ("10.0.0.0/255.255.0.0", "write a private IPv4 block"),
    ],
)
def test_what_is_not_a_private_network_is_refused(cidr: str, says: str) -> None:
    assert says in refusal(Cidr, cidr)


@pytest.mark.parametrize("cidr", ["10.40.0.0/16", "172.31.0.0/20", "192.168.3.0/24", "100.64.0.0/16"])
def test_private_networks_are_taken(cidr: str) -> None:
    assert TypeAdapter[str](Cidr).validate_python(cidr) == cidr


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Name, "x"),
        (Name, "a-"),
        (Name, "Train"),
        (Name, "1a"),
        (Name, "a" * 21),
        (Label, " x"),
        (Label, "ü"),
        (Label, ""),
        (Label, "x" * 129),
        (Email, "a@b"),
        (Email, "a b@c.de"),
        (Email, "a@b.c\n"),
    ],
)
def test_text_of_the_wrong_form_says_what_to_write(kind: Any, value: str) -> None:
    assert "write" in refusal(kind, value)


def test_money_is_exact_and_never_a_word_or_a_flag() -> None:
    money = TypeAdapter[Decimal](PositiveAmount)
    assert money.validate_python(0.1) == Decimal("0.1")
    assert money.validate_python(20000) == 20000
    for value in ("5", True, None, float("nan"), float("inf"), Decimal("NaN")):
        assert "is not a number" in refusal(PositiveAmount, value)
    assert "greater than 0" in refusal(PositiveAmount, 0)


def test_values_are_shown_as_a_stack_file_has_them() -> None:
    assert show({"a": [None, True, 1.5, "x", timedelta(minutes=5)]}) == "{a: [null, true, 1.5, 'x', 5m]}"
    assert len(show(list(range(1000)))) == 60


def test_direct_construction_says_what_to_write() -> None:
    with pytest.raises(ArgumentError) as caught:
        Pool.model_validate({"name": "Train", "max": "4", "gang": "yes", "gpu": {"name": "A100"}})
    for part in ("2 to 20 lower-case letters", "'4' is not a whole number", "'yes' is neither true nor false"):
        assert part in str(caught.value)


def test_accelerators_are_chosen_in_one_way() -> None:
    with pytest.raises(ArgumentError, match="not both"):
        Pool(name="train", gpu=Gpu(name="A100"), instance_types=("p4d.24xlarge",), max=1)
    with pytest.raises(ArgumentError, match="nothing to start"):
        Pool(name="train", max=1)


def test_a_network_is_new_or_existing() -> None:
    assert Network().cidr == "10.0.0.0/16"
    assert Network(vpc_id="vpc-1", subnet_ids=("subnet-1",)).cidr is None
    with pytest.raises(ArgumentError, match="not both"):
        Network(vpc_id="vpc-1", subnet_ids=("subnet-1",), cidr="10.0.0.0/16")
    with pytest.raises(ArgumentError, match="remove zones"):
        Network(vpc_id="vpc-1", subnet_ids=("subnet-1",), zones=3)
    with pytest.raises(ArgumentError, match="remove zone_names"):
        Network(vpc_id="vpc-1", subnet_ids=("subnet-1",), zone_names=("us-east-1b",))
    with pytest.raises(ArgumentError, match="remove zones"):
        Network(zones=2, zone_names=("us-east-1b",))
    with pytest.raises(ArgumentError, match="subnet_ids"):
        Network(vpc_id="vpc-1")
    with pytest.raises(ArgumentError, match="without vpc_id"):
        Network(subnet_ids=("subnet-1",))
    with pytest.raises(ArgumentError, match="there is no network"):
        Network(cidr=None)


def test_models_are_frozen_and_typed() -> None:
    schedule = Schedule(timezone="UTC", onhour="0  8 * * *", offhour="0 9 * * *", size=1)
    assert schedule.onhour == "0 8 * * *"
    with pytest.raises(AttributeError, match="not changed once it is made: write model_copy"):
        schedule.size = 2  # pyright: ignore[reportAttributeAccessIssue]
    assert Budget(monthly_usd=Decimal(5), notify=("a@b.cd",)).alert_at == (
        Decimal("0.5"),
        Decimal("0.8"),
        Decimal("1.0"),
    )


def test_what_is_exported_exists_and_is_sorted() -> None:
    assert all(hasattr(penstock.spec, name) for name in penstock.spec.__all__)
    assert list(penstock.spec.__all__) == sorted(penstock.spec.__all__)
