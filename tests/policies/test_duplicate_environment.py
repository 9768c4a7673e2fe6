"""duplicate-environment: two groups that are the same thing are one too many."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import FAR, TRAINING, change, group, instance, outcome, verdict, verdicts

NAME = "duplicate-environment"


def test_a_copy_with_another_name_fails_and_names_the_other() -> None:
    found = verdict(NAME, group(), group("copy"), about="pool")
    assert found.outcome is Outcome.FAIL
    assert found.message == (
        "is copy once more: place, types, size, hours, purpose and owner are the same; limit: one of a kind"
    )
    assert found.fix == "make them one group with a larger maximum, or remove one"
    assert outcome(NAME, group(), group("copy"), about="copy") is Outcome.FAIL


def test_of_many_copies_one_is_named() -> None:
    found = verdict(NAME, *(group(f"pool-{number}") for number in range(5)), about="pool-4")
    assert found.message.startswith("is pool-0 and 3 more once more:")


@pytest.mark.parametrize(
    "inputs",
    [
        {"kind": "g6.xlarge"},
        {"spot": False},
        {"maxSize": 5},
        {"desiredCapacity": 1},
        {"tags": TRAINING},
        {"tags": {"owner": "vision"}},
        {"region": "eu-west-1"},
        {"kind": "t3.micro"},
    ],
)
def test_what_differs_in_anything_is_no_copy(inputs: dict[str, Any]) -> None:
    assert outcome(NAME, group(), group("other", **inputs), about="pool") is Outcome.PASS


def test_other_hours_or_another_providers_region_make_another_group() -> None:
    assert outcome(NAME, group(), group("night"), change(of="night"), about="pool") is Outcome.PASS
    both = group(), group("night"), change(), change(of="night", name="off-2")
    assert outcome(NAME, *both, about="pool") is Outcome.FAIL
    elsewhere = group("other")
    moved = type(elsewhere)(
        urn=elsewhere.urn, type=elsewhere.type, name="other", inputs=elsewhere.inputs, provider=FAR.urn
    )
    assert outcome(NAME, group(), moved, about="pool") is Outcome.PASS


@pytest.mark.parametrize(
    "inputs", [{"kind": UNKNOWN}, {"maxSize": UNKNOWN}, {"tags": {"owner": UNKNOWN}}, {"region": UNKNOWN}]
)
def test_what_is_not_known_may_be_a_copy_of_another(inputs: dict[str, Any]) -> None:
    assert outcome(NAME, group(), group("other", **inputs), about="other") is Outcome.UNDETERMINED
    assert outcome(NAME, group("other", **inputs)) is Outcome.PASS


def test_what_it_leaves_alone() -> None:
    micro = "t3.micro"
    assert outcome(NAME, group(kind=micro), group("copy", kind=micro), about="copy") is Outcome.NOT_APPLICABLE
    assert verdicts(NAME, instance("g5.xlarge"), instance("g5.xlarge", "j")) == []
