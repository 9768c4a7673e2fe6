"""How old a price may be. A stale price is an error only where somebody said what stale is (`--max-age`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from penstock.problem import InputError, Problem

_NAMED: Final = 3
"""How many prices of one day a message names: enough to recognise them."""


def require_fresh(prices: Iterable[tuple[str, date]], *, max_age: timedelta, today: date) -> None:
    """Raise InputError when a price is older than `max_age` on `today`: one problem per price date, oldest first.

    `prices`: what is priced, for people (`aws p5.48xlarge us-east-1 spot`, a resource's label), and its price date. A price of
    today is 0 days old; one of exactly `max_age` is still fresh.
    """
    stale: dict[date, list[str]] = defaultdict(list)
    for what, day in prices:
        if today - day > max_age:
            stale[day].append(what)
    if stale:
        raise InputError([_problem(day, stale[day], max_age, today) for day in sorted(stale)])


def _problem(day: date, names: list[str], max_age: timedelta, today: date) -> Problem:
    unique = sorted(set(names))
    more = f" and {len(unique) - _NAMED} more" if len(unique) > _NAMED else ""
    return Problem(
        f"prices of {day}",
        f"{(today - day).days} days old, over --max-age {max_age.days}d: {', '.join(unique[:_NAMED])}{more}",
        "fetch today's with `penstock prices refresh`, or allow a greater --max-age",
    )
