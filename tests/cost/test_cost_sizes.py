"""How many nodes are counted: floor, expected and ceiling in order, and none of them lower for a size that is raised."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.cost.machines.sizes import node_hours, sizes
from penstock.resources.reading.values import UNKNOWN

from .cost_facts import pool

STATED = ("desired", "begins")


def counted(**figures: Any) -> list[float]:
    """Nodes of floor, expected and ceiling."""
    found = sizes(pool(**figures), 2026)
    return [float(node_hours(it)) / 730 for it in (found.floor, found.expected, found.ceiling)]


@pytest.mark.parametrize("stated", STATED)
@given(
    figures=st.lists(st.integers(0, 30), min_size=2, max_size=2).map(sorted),
    first=st.one_of(st.none(), st.just(UNKNOWN), st.integers(0, 40)),
    more=st.integers(1, 9),
)
def test_raising_the_least_the_stated_or_the_most_never_lowers_a_figure(
    stated: str, figures: list[int], first: Any, more: int
) -> None:
    least, most = figures
    before = counted(minimum=least, maximum=most, **{stated: first})
    assert before == sorted(before)
    raised = [{"minimum": least, "maximum": most + more, stated: first}]
    raised += [{"minimum": least + more, "maximum": most, stated: first}] if least + more <= most else []
    raised += [{"minimum": least, "maximum": most, stated: first + more}] if isinstance(first, int) else []
    for changed in raised:
        after = counted(**changed)
        assert after == sorted(after)
        assert all(now >= then for now, then in zip(after, before, strict=True))


@pytest.mark.parametrize("stated", STATED)
@pytest.mark.parametrize(("least", "expected"), [(0, 2), (2, 2), (4, 4), (6, 6)])
def test_the_stated_size_is_expected_and_the_least_where_that_is_more(stated: str, least: int, expected: int) -> None:
    assert counted(minimum=least, maximum=6, **{stated: 2}) == [least, expected, 6]


def test_a_size_above_the_most_is_the_most_and_none_at_all_is_the_most_too() -> None:
    assert counted(minimum=0, maximum=6, begins=9) == [0, 6, 6]
    assert counted(minimum=0, maximum=6) == counted(minimum=0, maximum=6, begins=UNKNOWN) == [0, 6, 6]


def test_what_a_group_begins_with_is_nothing_beside_a_desired_size() -> None:
    assert counted(minimum=0, maximum=6, desired=1, begins=5) == [0, 1, 6]
