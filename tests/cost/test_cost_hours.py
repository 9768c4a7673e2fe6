"""Hours of a schedule: weekends, month lengths, daylight saving, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.cost.machines.hours import NotKnownError, Size, hours_by_size
from penstock.resources.facts import SizeChange
from penstock.resources.reading.values import UNKNOWN

from .cost_facts import WORKING_HOURS, change

OFF = Size(0, 0, 4)


def weekdays(year: int) -> int:
    return sum(day.weekday() < 5 for day in days(year))


def days(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_a_working_hours_schedule_runs_twelve_hours_on_each_weekday(year: int) -> None:
    assert hours_by_size(OFF, WORKING_HOURS, year)[2] == Decimal(weekdays(year) * 12) / 12


def test_a_leap_year_is_still_a_month_of_730_hours() -> None:
    hours = hours_by_size(OFF, WORKING_HOURS, 2028)
    assert sum(hours.values()) == pytest.approx(Decimal(730))
    assert hours[2] == pytest.approx(Decimal(weekdays(2028) * 12) * 730 / (366 * 24))


def test_a_night_schedule_gains_and_loses_the_hour_of_daylight_saving() -> None:
    """22:00 to 06:00 in Berlin is 7 hours once, 9 hours once; the year's sum is as if nothing had been."""
    nights = (change("0 22 * * *", 1), change("0 6 * * *", 0))
    assert hours_by_size(OFF, nights, 2026)[1] == Decimal(365 * 8) / 12
    spring_only = (change("0 22 28 3 *", 1), change("0 6 29 3 *", 0))
    assert hours_by_size(OFF, spring_only, 2026)[1] == Decimal(7) / 12
    autumn_only = (change("0 22 24 10 *", 1), change("0 6 25 10 *", 0))
    assert hours_by_size(OFF, autumn_only, 2026)[1] == Decimal(9) / 12


def test_the_year_begins_as_the_year_before_ended() -> None:
    """On from December to January over New Year, whatever the group started with."""
    over_new_year = (change("0 0 31 12 *", 3, zone="UTC"), change("0 0 2 1 *", 0, zone="UTC"))
    assert hours_by_size(OFF, over_new_year, 2026)[3] == Decimal(48) / 12


def test_a_change_at_the_first_minute_of_the_year_counts() -> None:
    at_midnight = (change("0 0 1 1 *", 1), change("0 1 1 1 *", 0))
    assert hours_by_size(OFF, at_midnight, 2026)[1] == Decimal(1) / 12


def test_figures_left_out_stay_and_the_minimum_raises_desired() -> None:
    raised = (change("0 8 * * *", minimum=1, zone="UTC"), change("0 20 * * *", 0, minimum=0, zone="UTC"))
    assert hours_by_size(OFF, raised, 2026) == {0: Decimal(365), 1: Decimal(365)}


def test_a_lowered_maximum_lowers_desired() -> None:
    capped = (change("0 0 * * *", 4, maximum=4, zone="UTC"), change("0 12 * * *", maximum=1, zone="UTC"))
    assert hours_by_size(OFF, capped, 2026) == {4: Decimal(365), 1: Decimal(365)}


def test_of_two_changes_at_one_moment_the_later_declared_wins() -> None:
    clash = (change("0 8 * * *", 4, zone="UTC"), change("0 8 * * *", 1, zone="UTC"))
    assert hours_by_size(OFF, clash, 2026) == {1: Decimal(730)}


def test_zones_are_kept_apart() -> None:
    """On at 08:00 in Tokyo (23:00 UTC), off at 08:00 UTC: nine hours."""
    two = (change("0 8 * * *", 1, zone="Asia/Tokyo"), change("0 8 * * *", 0, zone="UTC"))
    assert hours_by_size(OFF, two, 2026)[1] == Decimal(365 * 9) / 12


def test_without_changes_the_start_lasts() -> None:
    assert hours_by_size(Size(0, 3, 4), (), 2026) == {3: Decimal(730)}


@pytest.mark.parametrize(
    ("unknown", "words"),
    [
        (change(UNKNOWN, 2), "time is not known"),
        (change("0 8 * * *", 2, zone=UNKNOWN), "time zone is not known"),
        (change("0 8 * * *", UNKNOWN), "size is not known"),
        (change("0 8 * * *", minimum=UNKNOWN), "size is not known"),
        (change("0 8 * * *", maximum=UNKNOWN), "size is not known"),
        (change(None, 2), "once"),
        (change("0 8 * *", 2), "five fields"),
        (change("0 0 8 * * *", 2), "five fields"),
        (change("0 25 * * *", 2), "cannot be read"),
        (change("0 8 * * *", 2, zone="Europe/Atlantis"), "no time zone"),
        (change("0 8 * * *", 2, zone="Europe"), "no time zone"),
        (change("* * * * *", 2), "more than twice an hour"),
    ],
)
def test_what_cannot_be_counted_says_why(unknown: SizeChange, words: str) -> None:
    with pytest.raises(NotKnownError, match=words):
        hours_by_size(OFF, (unknown,), 2026)


@settings(max_examples=25)
@given(
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]),
    on=st.integers(0, 23),
    off=st.integers(0, 23),
    weekend=st.booleans(),
)
def test_hours_agree_with_a_walk_over_every_quarter_of_an_hour(zone: str, on: int, off: int, weekend: bool) -> None:
    """A slow second reckoning by wall clock. Minute 30 keeps off the hour that daylight saving skips or repeats."""
    if on == off or {on, off} & {1, 2, 3}:
        return
    week = "*" if weekend else "1-5"
    changes = (change(f"30 {on} * * {week}", 2, zone=zone), change(f"30 {off} * * {week}", 0, zone=zone))
    place = ZoneInfo(zone)
    moment = datetime(2025, 12, 20, tzinfo=place).astimezone(UTC)
    begin, end = datetime(2026, 1, 1, tzinfo=place), datetime(2027, 1, 1, tzinfo=place)
    size, quarters = 0, 0
    while moment < end:
        wall = moment.astimezone(place)
        if wall.minute == 30 and (weekend or wall.weekday() < 5):
            size = 2 if wall.hour == on else 0 if wall.hour == off else size
        quarters += size == 2 and moment >= begin
        moment += timedelta(minutes=15)
    assert hours_by_size(OFF, changes, 2026).get(2, Decimal(0)) == Decimal(quarters) / 4 / 12
