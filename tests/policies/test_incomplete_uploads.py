"""incomplete-uploads: each bucket aborts uploads that never ended, in time and as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import BUCKET, LIFECYCLE, facts, outcome, resource, rule, verdict

NAME = "incomplete-uploads"
DATA = resource(BUCKET, "data", {"bucket": "data"})


def rules(*given: Any) -> Any:
    return resource(LIFECYCLE, "rules", {"bucket": "data", "rules": list(given)})


def abort(days: Any, **rest: Any) -> Any:
    return {"status": "Enabled", "abortIncompleteMultipartUpload": {"daysAfterInitiation": days}} | rest


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], Outcome.FAIL),
        ([abort(7)], Outcome.PASS),
        ([abort(30)], Outcome.PASS),
        ([abort(31)], Outcome.FAIL),
        ([abort(31), abort(7)], Outcome.PASS),
        ([abort(7, status="Disabled")], Outcome.FAIL),
        ([abort(7, filter={"prefix": "runs/"})], Outcome.FAIL),
        ([abort(UNKNOWN)], Outcome.UNDETERMINED),
        ([abort(7, status=UNKNOWN)], Outcome.UNDETERMINED),
        ([abort(7, status="enabled")], Outcome.UNDETERMINED),
        ([abort(7), UNKNOWN], Outcome.PASS),
        ([{"status": "Enabled", "expiration": {"days": 1}}], Outcome.FAIL),
    ],
)
def test_what_counts_as_a_rule_that_aborts_uploads(given: list[Any], expected: Outcome) -> None:
    assert outcome(NAME, DATA, rules(*given)) is expected


def test_a_message_has_the_limit_and_the_fix() -> None:
    found = verdict(NAME, DATA)
    assert found.message == "no enabled rule for the whole bucket aborts incomplete uploads; limit: 30 days"
    assert found.fix == "abort incomplete multipart uploads after 7 days, in an enabled rule for the whole bucket"


def test_the_limit_can_be_set() -> None:
    assert outcome(NAME, DATA, rules(abort(7)), settings={"max_days": 3}) is Outcome.FAIL


def test_rules_that_are_not_known_are_not_passed() -> None:
    assert (
        outcome(NAME, DATA, resource(LIFECYCLE, "rules", {"bucket": "data", "rules": UNKNOWN})) is Outcome.UNDETERMINED
    )


def test_a_cloud_that_drops_uploads_by_itself_needs_no_rule() -> None:
    (data,) = facts(DATA).buckets
    there = replace(facts(DATA), buckets=(replace(data, uploads_expire=True),))
    (found,) = rule(NAME).check(there, rule(NAME).defaults())
    assert found.outcome is Outcome.NOT_APPLICABLE
