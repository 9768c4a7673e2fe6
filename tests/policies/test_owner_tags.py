"""owner-tags: machines and buckets name who owns and who pays."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import BUCKET, TEMPLATE, group, instance, outcome, provider, resource, verdict, verdicts

NAME = "owner-tags"
BOTH = {"owner": "vision", "cost-center": "ml-1234"}


def test_what_nobody_owns_fails_and_is_told() -> None:
    found = verdict(NAME, instance("t3.micro"))
    assert found.outcome is Outcome.FAIL
    assert found.message == "has no tag owner, cost-center; limit: owner, cost-center"
    assert found.fix == "add the tags owner, cost-center"


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (BOTH, Outcome.PASS),
        ({"owner": "vision"}, Outcome.FAIL),
        ({"owner": "vision", "cost-center": ""}, Outcome.FAIL),
        ({"Owner": "vision", "cost-center": "ml-1234"}, Outcome.FAIL),
        ({"owner": UNKNOWN, "cost-center": "ml-1234"}, Outcome.UNDETERMINED),
        ({"owner": UNKNOWN}, Outcome.FAIL),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_by_its_tags(tags: Any, expected: Outcome) -> None:
    assert outcome(NAME, instance("t3.micro", tags=tags)) is expected
    assert outcome(NAME, resource(BUCKET, "data", {"tags": tags})) is expected


def test_a_group_has_its_tags_in_a_list() -> None:
    assert outcome(NAME, group(tags=BOTH)) is Outcome.PASS
    assert outcome(NAME, group(tags={"owner": "vision"})) is Outcome.FAIL
    assert outcome(NAME, group(tags=BOTH | {"owner": ""})) is Outcome.FAIL


def test_the_providers_default_tags_count() -> None:
    tagged = provider("us-east-1", "tagged", defaultTags={"tags": BOTH})
    assert outcome(NAME, tagged, resource(BUCKET, "data", {}, provider=tagged.urn)) is Outcome.PASS


def test_a_description_of_machines_is_none() -> None:
    assert verdicts(NAME, resource(TEMPLATE, "template", {"instanceType": "g5.xlarge"})) == []


@pytest.mark.parametrize(
    ("tags", "expected"),
    [({"team": "vision"}, Outcome.PASS), (BOTH, Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED)],
)
def test_keys_of_ones_own(tags: Any, expected: Outcome) -> None:
    assert outcome(NAME, instance("t3.micro", tags=tags), settings={"keys": ["team"]}) is expected
