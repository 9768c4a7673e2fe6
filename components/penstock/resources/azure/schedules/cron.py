"""Azure's weekly schedules as cron expressions of five fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.reading.inputs import Inputs, as_list, as_number, as_text, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .windows_time_zones import WINDOWS_ZONES

_DAYS: Final = {
    name: str(number)
    for number, name in enumerate(("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"))
}


def iana(zone: Maybe[str] | None, default: Maybe[str] = UNKNOWN) -> Maybe[str]:
    """The IANA name of a time zone; `default` when none is given, `UNKNOWN` for a name that is no Windows zone."""
    if zone is None:
        return default
    return UNKNOWN if isinstance(zone, Unknown) else WINDOWS_ZONES.get(plain(zone), UNKNOWN)


def weekly(schedule: Maybe[Inputs] | None, days: str) -> Maybe[str]:
    """A schedule of `hours`, `minutes` and days of the week, the input of which is `days`; no days: every day."""
    if not isinstance(schedule, Inputs):
        return UNKNOWN
    hours = _field(_number(it, 23) for it in _items(schedule.raw("hours")))
    minutes = _field(_number(it, 59) for it in _items(schedule.raw("minutes")))
    named = schedule.raw(days)
    on = "*" if named is None or named == [] else _field(_day(it) for it in _items(named))
    if hours is None or minutes is None or on is None:
        return UNKNOWN
    return f"{minutes} {hours} * * {on}"


def daily(time: Maybe[str] | None) -> Maybe[str]:
    """A time of day, `1900` or `19:00`, every day."""
    digits = plain(time).replace(":", "") if isinstance(time, str) else ""
    if len(digits) != 4 or not (digits.isascii() and digits.isdecimal()):
        return UNKNOWN
    hour, minute = int(digits[:2]), int(digits[2:])
    return f"{minute} {hour} * * *" if hour < 24 and minute < 60 else UNKNOWN


def _items(value: Value) -> Iterable[Value]:
    found = as_list(value)
    return (UNKNOWN,) if isinstance(found, Unknown) else found


def _number(value: Value, most: int) -> str | None:
    number = as_number(value)
    if number is None or isinstance(number, Unknown) or number not in range(most + 1):
        return None
    return f"{int(number)}"


def _day(value: Value) -> str | None:
    name = as_text(value)
    return _DAYS.get(plain(name).lower()) if isinstance(name, str) else None


def _field(parts: Iterable[str | None]) -> str | None:
    """A cron field; None when a part of it is not known or there is none."""
    found = list(parts)
    known = [part for part in found if part is not None]
    return ",".join(known) if known and len(known) == len(found) else None
