"""budget-required: a program with GPU nodes has a budget that tells somebody."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import RULES, Enforcement, Outcome

from .rule_facts import instance, outcome, resource, urn, verdict

NAME = "budget-required"
BUDGET = "aws:budgets/budget:Budget"
MAIL: dict[str, Any] = {"subscriberEmailAddresses": ["ml-platform@example.com"]}
NOTIFIED: list[tuple[list[Any], Outcome]] = [
    ([MAIL], Outcome.PASS),
    ([{"subscriberSnsTopicArns": [UNKNOWN]}], Outcome.PASS),
    ([{"subscriberEmailAddresses": []}], Outcome.FAIL),
    ([{}, MAIL], Outcome.PASS),
    ([], Outcome.FAIL),
    ([UNKNOWN], Outcome.UNDETERMINED),
    ([UNKNOWN, MAIL], Outcome.PASS),
]


def budget(*notifications: Any, kind: Any = "COST") -> Resource:
    return resource(BUDGET, "month", {"budgetType": kind, "notifications": list(notifications)})


def test_a_program_without_one_fails_and_is_told() -> None:
    found = verdict(NAME, instance("g5.xlarge"))
    assert found.outcome is Outcome.FAIL
    assert found.message == "no budget of aws is in its program; limit: one that tells somebody"
    assert found.fix == "declare a budgets Budget with a notification and its subscribers"


@pytest.mark.parametrize(("notifications", "expected"), NOTIFIED)
def test_a_budget_that_tells_nobody_is_none(notifications: list[Any], expected: Outcome) -> None:
    assert outcome(NAME, instance("g5.xlarge"), budget(*notifications)) is expected


@pytest.mark.parametrize(
    ("kind", "expected"), [("COST", Outcome.PASS), ("USAGE", Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED)]
)
def test_a_budget_of_something_else_than_cost_is_none(kind: Any, expected: Outcome) -> None:
    assert outcome(NAME, instance("g5.xlarge"), budget(MAIL, kind=kind)) is expected


@pytest.mark.parametrize(
    ("notification", "words"),
    [({}, "the budget of aws in its program tells nobody; limit"), (UNKNOWN, "tells anybody is not known before the")],
)
def test_it_says_what_the_budget_lacks(notification: Any, words: str) -> None:
    assert words in verdict(NAME, instance("g5.xlarge"), budget(notification)).message


def test_a_budget_of_another_cloud_does_not_count() -> None:
    token = "azure-native:consumption:Budget"
    inputs = {"notifications": {"all": {"enabled": True, "contactEmails": ["ml-platform@example.com"]}}}
    other = Resource(urn=urn(token, "month"), type=token, name="month", inputs=inputs)
    assert outcome(NAME, instance("g5.xlarge"), other) is Outcome.FAIL


def test_what_it_leaves_alone() -> None:
    assert outcome(NAME, instance("t3.micro")) is Outcome.NOT_APPLICABLE


def test_what_may_have_accelerators_is_undetermined() -> None:
    assert outcome(NAME, instance(UNKNOWN)) is Outcome.UNDETERMINED
    assert outcome(NAME, instance(UNKNOWN), budget(MAIL)) is Outcome.PASS


def test_it_advises_because_a_budget_may_be_in_another_stack() -> None:
    (rule,) = (it for it in RULES if it.name == NAME)
    assert rule.enforcement is Enforcement.ADVISORY
