"""When a schedule is on, over one reference year, on the clock of its own time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from cronsim import CronSim

from .model import Schedule

YEAR: Final = 2028
"""The year that is looked at: a leap year, so that 29 February counts."""


@dataclass(frozen=True, slots=True)
class YearOfSchedule:
    """What the reference year looks like.

    Attributes:
        turns_on, turns_off: whether each happens at all.
        clash: the first moment at which both happen, on the schedule's clock; None when there is none.
        on: how long the pool is on up to the clash or the end; the time before the first `onhour` is left out.
        longest: the longest time from one `onhour` to its `offhour`.
    """

    turns_on: bool
    turns_off: bool
    clash: datetime | None
    on: timedelta
    longest: timedelta


def minutes_of_hour(cron: str) -> int:
    """At how many minutes of an hour `cron`, a valid expression, fires."""
    return len(CronSim(cron, datetime(YEAR, 1, 1, tzinfo=UTC)).minutes)


def year_of(schedule: Schedule) -> YearOfSchedule:
    """Walk from each `onhour` to the next `offhour`, and from there to the next `onhour`, through the year."""
    zone = ZoneInfo(schedule.timezone)
    start, end = (datetime(year, 1, 1, tzinfo=zone).astimezone(UTC) for year in (YEAR, YEAR + 1))
    just_before = timedelta(seconds=1)  # so that a change at the very same moment is seen

    def following(cron: str, moment: datetime) -> datetime | None:
        # When a clock goes back, cronsim can answer with the first of two equal times: only a later moment counts.
        for found in CronSim(cron, moment.astimezone(zone)):
            if found.astimezone(UTC) > moment:
                return found.astimezone(UTC) if found.astimezone(UTC) < end else None
        return None

    turns_off = following(schedule.offhour, start - just_before) is not None
    on = following(schedule.onhour, start - just_before)
    turns_on, total, longest = on is not None, timedelta(0), timedelta(0)
    while on is not None:
        off = following(schedule.offhour, on - just_before)
        if off == on:
            return YearOfSchedule(turns_on, turns_off, on.astimezone(zone), total, longest)
        total += (off or end) - on
        longest = max(longest, off - on) if off else longest
        on = following(schedule.onhour, off - just_before) if off else None
        if on is not None and on == off:
            return YearOfSchedule(turns_on, turns_off, on.astimezone(zone), total, longest)
    return YearOfSchedule(turns_on, turns_off, None, total, longest)
