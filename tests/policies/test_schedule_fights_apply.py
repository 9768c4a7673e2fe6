"""schedule-fights-apply: a schedule and a declared desired size do not stand side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from penstock.resources.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import change, group, instance, outcome, verdict, verdicts

NAME = "schedule-fights-apply"


def test_a_declared_size_beside_a_schedule_fails_and_is_told() -> None:
    found = verdict(NAME, group(desiredCapacity=2), change())
    assert found.outcome is Outcome.FAIL
    assert found.property == "desiredCapacity"
    assert found.message == "a schedule changes its size, and every deployment sets desiredCapacity; limit: one of them"
    assert found.fix == "leave desiredCapacity out, or add it to ignore_changes"


def test_a_size_that_only_the_cloud_knows_is_set_all_the_same() -> None:
    assert outcome(NAME, group(desiredCapacity=UNKNOWN), change()) is Outcome.FAIL
    assert outcome(NAME, group(desiredCapacity=0), change()) is Outcome.FAIL


def test_the_schedule_alone_passes() -> None:
    assert outcome(NAME, group(), change()) is Outcome.PASS


@pytest.mark.parametrize(
    ("ignored", "expected"),
    [("desiredCapacity", Outcome.PASS), ("*", Outcome.PASS), ("minSize", Outcome.FAIL), ("desired", Outcome.FAIL)],
)
def test_a_size_whose_changes_are_ignored_is_not_set_again(ignored: str, expected: Outcome) -> None:
    pool = replace(group(desiredCapacity=2), ignore_changes=(ignored,))
    assert outcome(NAME, pool, change()) is expected


def test_without_a_schedule_of_its_size_there_is_nothing_to_fight() -> None:
    assert outcome(NAME, group(desiredCapacity=2)) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, group(desiredCapacity=2), change(desiredCapacity=-1)) is Outcome.NOT_APPLICABLE
    assert verdicts(NAME, instance("g5.xlarge")) == []


def test_a_schedule_of_another_group_does_not_count() -> None:
    other = group("other")
    assert outcome(NAME, group(desiredCapacity=2), other, change(of="other"), about="pool") is Outcome.NOT_APPLICABLE


def test_machines_without_accelerators_count_too() -> None:
    assert outcome(NAME, group(desiredCapacity=2, kind="t3.micro"), change()) is Outcome.FAIL
