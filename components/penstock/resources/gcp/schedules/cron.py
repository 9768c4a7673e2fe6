"""When each run of a schedule with a duration ends, as a cron expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from penstock.regex import regex

_DAY: Final = 24 * 60
_WEEK: Final = 7 * _DAY
_NAMES: Final = {name: str(index) for index, name in enumerate(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"))}
_DAYS: Final = regex(r"([0-7])(?:-([0-7]))?")


@dataclass(frozen=True, slots=True)
class Weekly:
    """Starts at `minute` of the day (0 to 1439) on `days` (Sunday 0 to Saturday 6) and lasts `minutes`."""

    minute: int
    days: frozenset[int]
    minutes: int

    @property
    def end(self) -> str:
        """The cron expression of its ends."""
        later, minute = divmod(self.minute + self.minutes, _DAY)
        days = sorted((day + later) % 7 for day in self.days)
        return f"{minute % 60} {minute // 60} * * {'*' if len(days) == 7 else ','.join(map(str, days))}"

    def overlaps(self, other: Weekly) -> bool:
        """Whether both run at some moment of the week."""
        return any(
            (start - begin) % _WEEK < self.minutes or (begin - start) % _WEEK < other.minutes
            for begin in self._starts()
            for start in other._starts()
        )

    def endless(self) -> bool:
        """Whether one run reaches into the next."""
        starts = sorted(self._starts())
        gaps = ((later - start) % _WEEK or _WEEK for start, later in zip(starts, [*starts[1:], starts[0]], strict=True))
        return any(gap < self.minutes for gap in gaps)

    def _starts(self) -> list[int]:
        return [day * _DAY + self.minute for day in self.days]


def weekly(schedule: str, seconds: int) -> Weekly | None:
    """A schedule of fixed times on days of the week; None when it is of another kind, which has no weekly ends."""
    fields = schedule.upper().split()
    if len(fields) != 5 or fields[2:4] != ["*", "*"] or seconds <= 0 or seconds % 60:
        return None
    minute, hour, _, _, names = fields
    days = _days(names)
    if not (minute.isdecimal() and hour.isdecimal() and int(minute) < 60 and int(hour) < 24) or not days:
        return None
    return Weekly(int(hour) * 60 + int(minute), days, seconds // 60)


def _days(field: str) -> frozenset[int]:
    """Days of the week of a cron field; none when it cannot be read."""
    if field == "*":
        return frozenset(range(7))
    for name, number in _NAMES.items():
        field = field.replace(name, number)
    found: set[int] = set()
    for part in field.split(","):
        match = _DAYS.fullmatch(part)
        if match is None:
            return frozenset()
        first, last = int(match[1]), int(match[2] or match[1])
        found.update(day % 7 for day in range(first, last + 1))
    return frozenset(found)
