"""The suite is wide enough, every way says what answers it, and the page of them is current."""

from __future__ import annotations

from pathlib import Path

import pytest

from penstock_policies import Outcome

from .trial import COUNTING
from .way import CLOUDS, Way, page, ways

PAGE = Path(__file__).parents[2] / "docs" / "evasion.md"


def test_there_are_many_ways_on_each_cloud() -> None:
    assert all(len(ways(cloud)) >= 20 for cloud in CLOUDS)


@pytest.mark.parametrize("way", ways(), ids=lambda way: f"{way.cloud}-{way.name}")
def test_a_way_is_answered_by_rules_that_count(way: Way) -> None:
    assert way.tries.endswith(".")
    assert {answer.rule for answer in way.answers} <= COUNTING
    assert {answer.outcome for answer in way.answers} <= {Outcome.FAIL, Outcome.UNDETERMINED}


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(ways()), "run: python tests/evasion/way.py > docs/evasion.md"
