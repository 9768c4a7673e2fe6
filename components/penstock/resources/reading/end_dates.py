"""Whether an end date or a duration that a program writes is a real end: one beyond any plan is none.

The longest that a cloud sells capacity for is three years. No clock is read, so that the same program is judged alike on every day.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Final

from penstock.regex import regex

from .inputs import plain
from .values import UNKNOWN, Maybe, Unknown

_LAST_YEAR: Final = 2036
_LONGEST: Final = timedelta(days=3660)
_DATE: Final = regex(r"(\d{4,})-\d{2}-\d{2}(?:[T ].*)?")


def ends_on(date: Maybe[str]) -> Maybe[bool]:
    """Whether a date in ISO 8601 is the end of something."""
    if isinstance(date, Unknown):
        return UNKNOWN
    match = _DATE.fullmatch(plain(date))
    return UNKNOWN if match is None else int(match[1]) <= _LAST_YEAR


def ends_after(seconds: Maybe[int] | Maybe[Decimal]) -> Maybe[bool]:
    """Whether a number of seconds is."""
    return UNKNOWN if isinstance(seconds, Unknown) else seconds <= _LONGEST.total_seconds()
