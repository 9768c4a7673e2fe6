"""`--max-age`: a price is stale when it is older than somebody said, and then every stale day is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from penstock.problem import InputError
from penstock.refresh import require_fresh

TODAY = date(2026, 11, 24)
MONTH = timedelta(days=30)


@pytest.mark.parametrize("days", [0, 30])
def test_a_price_of_at_most_max_age_is_fresh(days: int) -> None:
    require_fresh([("aws g5.xlarge us-east-1", TODAY - timedelta(days=days))], max_age=MONTH, today=TODAY)


def test_stale_prices_are_told_by_day_the_oldest_first_and_named() -> None:
    prices = [
        ("e", date(2026, 10, 24)),
        ("fresh", date(2026, 10, 25)),
        *[(name, date(2025, 11, 30)) for name in ("d", "b", "a", "c", "a")],
    ]
    with pytest.raises(InputError) as told:
        require_fresh(prices, max_age=MONTH, today=TODAY)
    oldest, other = told.value.problems
    assert (oldest.where, oldest.what) == (
        "prices of 2025-11-30",
        "359 days old, over --max-age 30d: a, b, c and 1 more",
    )
    assert (other.where, other.what) == ("prices of 2026-10-24", "31 days old, over --max-age 30d: e")
    assert "penstock prices refresh" in oldest.fix
