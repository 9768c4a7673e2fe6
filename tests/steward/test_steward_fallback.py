"""When on-demand nodes stand in for dry spot, and that their hours stay within the cap."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.steward.fallback import FallbackLimits, Shortage, Size, decide_fallback, node_hours

MIDNIGHT = datetime(2026, 1, 5, tzinfo=UTC)
NOON = MIDNIGHT + timedelta(hours=12)
LIMITS = FallbackLimits(after=timedelta(minutes=20), max_hours_per_day=Decimal(4))
LONG_AGO = MIDNIGHT - timedelta(days=30)


def minutes(start: datetime, end: datetime) -> list[datetime]:
    return [start + timedelta(minutes=each) for each in range(int((end - start) / timedelta(minutes=1)))]


def series(value: float, times: Iterable[datetime]) -> dict[datetime, float]:
    return dict.fromkeys(times, value)


LAST_HOUR = minutes(NOON - timedelta(hours=1), NOON)
NONE_USED = series(0, minutes(MIDNIGHT, NOON))
DRY = Shortage(series(2, LAST_HOUR), series(0, LAST_HOUR))


def size(desired: int, in_service: int, maximum: int = 4, created_at: datetime = LONG_AGO) -> Size:
    return Size(desired, in_service, maximum, created_at)


NO_SPOT = size(2, 0)
NO_STAND_IN = size(0, 0)


def chosen(
    shortage: Shortage = DRY,
    *,
    primary: Size = NO_SPOT,
    fallback: Size = NO_STAND_IN,
    used: dict[datetime, float] = NONE_USED,
    idle_nodes: int = 0,
) -> int | None:
    return decide_fallback(
        LIMITS,
        primary=primary,
        fallback=fallback,
        shortage=shortage,
        in_service_today=used,
        idle_nodes=idle_nodes,
        now=NOON,
    ).desired


def test_lasting_dry_spot_is_stood_in_for() -> None:
    assert chosen() == 2


def test_no_more_than_the_maximum_stands_in() -> None:
    assert chosen(fallback=size(0, 0, maximum=1)) == 1


def test_spot_that_was_there_within_after_is_waited_for() -> None:
    got = {**DRY.in_service, NOON - timedelta(minutes=15): 2.0}
    assert chosen(Shortage(DRY.wanted, got)) is None


def test_spot_that_has_just_come_needs_no_stand_in() -> None:
    assert chosen(primary=size(2, 2)) is None


@pytest.mark.parametrize("known", [[], LAST_HOUR[:-10], LAST_HOUR[-10:]], ids=["none", "late", "too short"])
def test_metrics_that_do_not_cover_the_time_start_nothing(known: list[datetime]) -> None:
    assert chosen(Shortage(series(2, known), series(0, known))) is None
    assert chosen(Shortage(series(2, LAST_HOUR), series(0, known))) is None


def test_idle_nodes_in_the_pool_mean_that_no_more_are_needed() -> None:
    assert chosen(idle_nodes=1) is None


def test_stand_ins_are_not_ended_when_spot_recovers() -> None:
    recovered = Shortage(series(2, LAST_HOUR), series(2, LAST_HOUR))
    assert chosen(recovered, primary=size(2, 2), fallback=size(2, 2)) is None


def test_a_used_up_cap_ends_the_stand_ins() -> None:
    used = {**NONE_USED, **series(2, minutes(NOON - timedelta(hours=2), NOON))}
    assert chosen(fallback=size(2, 2), used=used) == 0


def test_a_used_up_cap_starts_nothing() -> None:
    used = {**NONE_USED, **series(2, minutes(MIDNIGHT, MIDNIGHT + timedelta(hours=2)))}
    assert chosen(used=used) is None


def test_a_day_of_which_nothing_is_known_counts_as_used_up() -> None:
    assert chosen(used={}) is None
    assert chosen(used={}, fallback=size(2, 2)) == 0


def test_a_hole_in_the_day_counts_as_the_group_at_its_maximum() -> None:
    used = {at: nodes for at, nodes in NONE_USED.items() if not MIDNIGHT < at < MIDNIGHT + timedelta(minutes=30)}
    assert node_hours(used, size(0, 0, maximum=4), NOON) == 2


def test_yesterday_does_not_count() -> None:
    yesterday = series(4, minutes(MIDNIGHT - timedelta(hours=5), MIDNIGHT))
    assert node_hours({**yesterday, **NONE_USED}, size(0, 0), NOON) == 0


def test_a_group_made_today_is_charged_from_then_on() -> None:
    new = size(1, 1, created_at=NOON - timedelta(minutes=3))
    assert node_hours({}, new, NOON) == Decimal(3) / 60


@settings(max_examples=20)
@given(
    cap=st.integers(1, 12).map(Decimal),
    maximum=st.integers(1, 8),
    interval=st.integers(5, 15),
    lost=st.lists(st.integers(0, 1439), max_size=40),
    dry=st.lists(st.booleans(), min_size=12, max_size=12),
)
def test_stand_ins_never_run_longer_than_the_cap_and_one_interval(
    cap: Decimal, maximum: int, interval: int, lost: list[int], dry: list[bool]
) -> None:
    """A day, minute by minute: spot dry or not every two hours, some metrics lost, sizes reached at once."""
    limits = FallbackLimits(timedelta(minutes=20), cap)
    wanted: dict[datetime, float] = {}
    got: dict[datetime, float] = {}
    used: dict[datetime, float] = {}
    nodes, node_minutes = 0, 0
    for minute, at in enumerate(minutes(MIDNIGHT, MIDNIGHT + timedelta(days=1))):
        spot = 0 if dry[minute // 120] else 8
        if minute % interval == 0:
            desired = decide_fallback(
                limits,
                primary=size(8, spot),
                fallback=size(nodes, nodes, maximum),
                shortage=Shortage(wanted, got),
                in_service_today=used,
                idle_nodes=0,
                now=at,
            ).desired
            nodes = nodes if desired is None else desired
        node_minutes += nodes
        if minute not in lost:
            wanted[at], got[at], used[at] = 8, spot, nodes
    assert Decimal(node_minutes) / 60 <= cap + Decimal(interval * maximum) / 60
