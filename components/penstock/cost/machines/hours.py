"""Hours of a group of nodes in an average month, from its scheduled size changes.

The year is walked change by change in the schedule's own time zone, so that weekends, month lengths and daylight saving
are what they will be; a change in the hour that spring skips happens right after it, as EC2 Auto Scaling's cron does.
What a person or an autoscaler does between two changes is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import islice, pairwise, takewhile
from typing import Final
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from penstock.resources.facts import SizeChange
from penstock.resources.reading.values import UNKNOWN, Maybe, known
from penstock.terms import HOURS_PER_MONTH

_MOST_CHANGES: Final = 366 * 48
"""Twice an hour, all year. A denser schedule is no schedule of working hours, and would take seconds to walk."""


class NotKnownError(Exception):
    """The schedule says too little to count its hours; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Size:
    """A group's three figures, in nodes. The desired one is kept between the others, as the group does by itself."""

    minimum: int
    desired: int
    maximum: int

    def changed(self, change: SizeChange) -> Size:
        """After `change`: what it leaves out stays; a raised minimum raises desired, a lowered maximum lowers it."""
        minimum = _or(change.minimum, self.minimum)
        maximum = _or(change.maximum, self.maximum)
        desired = _or(change.desired, self.desired)
        return Size(minimum, min(max(desired, minimum), maximum), maximum)


@lru_cache(maxsize=512)
def hours_by_size(start: Size, changes: tuple[SizeChange, ...], year: int) -> Mapping[int, Decimal]:
    """Desired nodes -> hours of an average month of `year` (730 in all) at that size.

    `start` is the group before any change has ever run; what the year begins with is what the year before ended with.
    Raises NotKnownError when a change's time or figures are not known, or its cron or time zone cannot be read.
    """
    year_seconds, first, events = _walk(changes, year)
    known: dict[tuple[Size, int], Size] = {}

    def changed(size: Size, index: int) -> Size:
        """After one change; a schedule goes to and fro between a few sizes."""
        if (size, index) not in known:
            known[size, index] = size.changed(changes[index])
        return known[size, index]

    size = start
    for index, _ in events:  # the year before: its end is this year's beginning
        size = changed(size, index)
    seconds = {size.desired: first}
    for index, after in events:
        size = changed(size, index)
        seconds[size.desired] = seconds.get(size.desired, 0) + after
    return {nodes: part * HOURS_PER_MONTH / Decimal(year_seconds) for nodes, part in seconds.items() if part}


@lru_cache(maxsize=512)
def _walk(changes: tuple[SizeChange, ...], year: int) -> tuple[int, int, Sequence[tuple[int, int]]]:
    """The seconds of the year; those before its first change; each change in turn, by its place among `changes`, with the seconds
    until the next. Kept, because the pools of a stack share their hours, whatever their sizes."""
    begin, end = _bounds(changes, year)
    events = sorted(
        ((when, index) for index, change in enumerate(changes) for when in _times(change, begin, end)),
        key=lambda event: event[0],  # of two at one moment, the one declared later wins
    )
    moments = [*(when for when, _ in events), end]
    lasting = [_seconds(before, after) for before, after in pairwise(moments)]
    after_each = tuple((index, seconds) for (_, index), seconds in zip(events, lasting, strict=True))
    return _seconds(begin, end), _seconds(begin, moments[0]), after_each


def _bounds(changes: Iterable[SizeChange], year: int) -> tuple[datetime, datetime]:
    """The year's first moment and the next year's, in the first change's time zone."""
    zone = next((_zone(change) for change in changes), UTC)
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)


def _times(change: SizeChange, begin: datetime, end: datetime) -> tuple[datetime, ...]:
    """When `change` happens, from `begin` to before `end`."""
    if change.minimum is UNKNOWN or change.desired is UNKNOWN or change.maximum is UNKNOWN:
        raise NotKnownError("a scheduled size is not known")
    if change.recurrence is None:
        raise NotKnownError("a scheduled change happens once, and when is not known")
    if not known(change.recurrence):
        raise NotKnownError("a scheduled time is not known")
    return _cron_times(change.recurrence, _zone(change), begin, end)


@lru_cache(maxsize=512)
def _cron_times(recurrence: str, zone: ZoneInfo, begin: datetime, end: datetime) -> tuple[datetime, ...]:
    """Kept, because the pools of a stack share their hours and a year of one expression takes milliseconds."""
    if len(recurrence.split()) != 5:
        raise NotKnownError(f"schedule {recurrence!r} is not a cron expression of five fields")
    try:
        # CronSim gives what comes after its start, so it starts a minute early for midnight to count.
        times = _Cron(recurrence, begin.astimezone(zone) - timedelta(minutes=1))
    except CronSimError as error:
        raise NotKnownError(f"schedule {recurrence!r} cannot be read: {error}") from error
    found = tuple(islice(takewhile(lambda when: when < end, times), _MOST_CHANGES + 1))
    if len(found) > _MOST_CHANGES:
        raise NotKnownError(f"schedule {recurrence!r} changes the size more than twice an hour")
    return found


class _Cron(CronSim):
    """CronSim, which looks for the next hour of a day hour by hour, with a jump to it. Only on a clock without daylight saving: UTC,
    or none, on which it walks an expression of set hours in any zone before it asks what the zone makes of them."""

    def advance_hour(self) -> bool:
        """To the next hour that the expression has, else to midnight; whether there was anything to do."""
        if self.dt.tzinfo not in (None, UTC):
            return super().advance_hour()
        now = self.dt.hour
        if now in self.hours:
            return False
        following = min((hour for hour in self.hours if hour > now), default=24)
        self.dt = self.dt.replace(minute=0, second=0) + timedelta(hours=following - now)
        return True


def _zone(change: SizeChange) -> ZoneInfo:
    if not known(change.timezone):
        raise NotKnownError("a schedule's time zone is not known")
    try:
        return ZoneInfo(change.timezone)
    except (KeyError, ValueError, OSError) as error:
        raise NotKnownError(f"there is no time zone {change.timezone!r}") from error


def _seconds(start: datetime, end: datetime) -> int:
    """Between two moments: in UTC, since a difference within one zone would be of its wall clock."""
    return int((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds())


def _or(figure: Maybe[int] | None, before: int) -> int:
    return before if figure is None or not known(figure) else figure
