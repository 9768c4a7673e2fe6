"""min-above-zero: a group of GPU nodes may go down to nothing."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import change, group, instance, outcome, verdict

NAME = "min-above-zero"


def test_a_minimum_fails_and_is_told() -> None:
    found = verdict(NAME, group(minSize=2))
    assert found.outcome is Outcome.FAIL
    assert found.message == "its minimum is 2; limit for an environment with no stated purpose: 0"
    assert found.fix == "set the minimum to 0, also the one that a schedule sets for the night"


@pytest.mark.parametrize(
    ("minimum", "expected"),
    [(0, Outcome.PASS), ("0", Outcome.PASS), (1, Outcome.FAIL), ("1", Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED)],
)
def test_the_minimum_by_its_value(minimum: Any, expected: Outcome) -> None:
    assert outcome(NAME, group(minSize=minimum)) is expected


def test_what_it_leaves_alone() -> None:
    assert outcome(NAME, group(minSize=1, tags={"purpose": "inference"})) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, group(minSize=1, kind="t3.micro")) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, instance("g5.xlarge")) is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("purpose", "minimum", "expected"),
    [
        ("training", 1, Outcome.FAIL),
        ("evaluation", 1, Outcome.FAIL),
        ("development", 1, Outcome.FAIL),
        ("development", 0, Outcome.PASS),
        (UNKNOWN, 0, Outcome.PASS),
        (UNKNOWN, 1, Outcome.UNDETERMINED),  # it may be inference
    ],
)
def test_by_purpose(purpose: Any, minimum: int, expected: Outcome) -> None:
    assert outcome(NAME, group(minSize=minimum, tags={"purpose": purpose})) is expected


def test_what_may_have_accelerators_is_not_passed_for_it() -> None:
    assert outcome(NAME, group(minSize=1, kind=UNKNOWN)) is Outcome.UNDETERMINED
    assert outcome(NAME, group(minSize=0, kind=UNKNOWN)) is Outcome.PASS


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([change(minSize=1, desiredCapacity=1)], Outcome.FAIL),
        ([change("0 8 * * *", name="on", minSize=1), change(minSize=0)], Outcome.PASS),
        ([change("0 8 * * *", name="on", minSize=1), change(minSize=-1)], Outcome.FAIL),
        ([change("0 8 * * *", name="on", minSize=1), change(minSize=UNKNOWN)], Outcome.UNDETERMINED),
        (
            [change(None, minSize=1), change(name="night", minSize=0)],
            Outcome.FAIL,
        ),  # once, and nothing says that it is over
        ([change(minSize=-1)], Outcome.PASS),
    ],
)
def test_a_schedule_may_raise_it_when_it_lowers_it_again(changes: list[Resource], expected: Outcome) -> None:
    assert outcome(NAME, group(), *changes) is expected


def test_a_schedule_that_lowers_the_declared_minimum_counts() -> None:
    assert outcome(NAME, group(minSize=1), change(minSize=0)) is Outcome.PASS


def test_a_limit_of_its_own() -> None:
    chosen = {"limits": {"training": 1}}
    training = {"purpose": "training"}
    assert outcome(NAME, group(minSize=1, tags=training), settings=chosen) is Outcome.PASS
    assert outcome(NAME, group(minSize=2, tags=training), settings=chosen) is Outcome.FAIL
