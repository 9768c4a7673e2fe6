"""tier-too-short: a class that objects leave before its minimum fails when it costs more than staying would."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import BUCKET, LIFECYCLE, on_gcp, resource, verdicts

NAME = "tier-too-short"
DATA = resource(BUCKET, "data", {"bucket": "data"})


def judged(*rules: Any, data: Any = DATA) -> list[Outcome]:
    enabled = [it if it is UNKNOWN else {"status": "Enabled"} | it for it in rules]
    lifecycle = resource(LIFECYCLE, "rules", {"bucket": "data", "rules": enabled})
    return [it.outcome for it in verdicts(NAME, data, lifecycle)]


def move(days: Any, into: Any) -> Any:
    return {"transitions": [{"days": days, "storageClass": into}]}


def expire(days: Any) -> Any:
    return {"expiration": {"days": days}}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([], Outcome.NOT_APPLICABLE),
        ([expire(30)], Outcome.NOT_APPLICABLE),
        ([move(30, "GLACIER_IR")], Outcome.NOT_APPLICABLE),  # they stay for good
        ([move(20, "GLACIER_IR") | expire(30)], Outcome.FAIL),
        ([move(30, "GLACIER_IR") | expire(120)], Outcome.PASS),
        ([move(30, "GLACIER_IR") | expire(70)], Outcome.PASS),  # 90 days of it are less than 40 in STANDARD
        ([move(20, "GLACIER_IR"), expire(30)], Outcome.FAIL),  # in two rules of the whole bucket
        ([move(20, "GLACIER_IR") | {"filter": {"prefix": "a/"}}, expire(30)], Outcome.FAIL),
        ([move(20, "GLACIER_IR"), expire(30) | {"filter": {"prefix": "a/"}}], Outcome.NOT_APPLICABLE),
        ([move(20, "GLACIER_IR") | expire(30) | {"status": "Disabled"}], Outcome.NOT_APPLICABLE),
        ([move(10, "INTELLIGENT_TIERING") | expire(12)], Outcome.PASS),
        ([move(UNKNOWN, "GLACIER_IR") | expire(30)], Outcome.UNDETERMINED),
        ([move(20, UNKNOWN) | expire(30)], Outcome.UNDETERMINED),
        ([move(20, "GLACIER_IR") | expire(UNKNOWN)], Outcome.UNDETERMINED),
        ([move(20, "A_CLASS_YET_TO_COME") | expire(30)], Outcome.UNDETERMINED),
    ],
)
def test_what_a_short_stay_costs(rules: list[Any], expected: Outcome) -> None:
    assert judged(*rules) == [expected]


def test_each_step_is_judged_by_the_class_that_it_comes_from() -> None:
    steps = {
        "transitions": [
            {"days": 30, "storageClass": "STANDARD_IA"},
            {"days": 60, "storageClass": "GLACIER_IR"},
            {"days": 70, "storageClass": "DEEP_ARCHIVE"},
        ]
    }
    assert sorted(judged(steps)) == [Outcome.FAIL, Outcome.PASS]


def test_a_message_has_both_prices() -> None:
    rules = [{"status": "Enabled"} | move(20, "GLACIER_IR") | expire(30)]
    (found,) = verdicts(NAME, DATA, resource(LIFECYCLE, "rules", {"bucket": "data", "rules": rules}))
    assert found.message == (
        "10 days in GLACIER_IR bill 90: 0.0120 $ per GiB, 0.0077 $ in STANDARD; limit: a class that saves"
    )
    assert found.fix == "expire the objects in STANDARD, or keep them in GLACIER_IR for 90 days"


def test_a_region_that_is_not_known_is_not_passed() -> None:
    somewhere = resource(BUCKET, "data", {"bucket": "data", "region": UNKNOWN})
    assert judged(move(20, "GLACIER_IR") | expire(30), data=somewhere) == [Outcome.UNDETERMINED]


def test_rules_that_are_not_known_are_not_passed() -> None:
    unknown = resource(LIFECYCLE, "rules", {"bucket": "data", "rules": UNKNOWN})
    assert [it.outcome for it in verdicts(NAME, DATA, unknown)] == [Outcome.UNDETERMINED]


def test_a_rule_that_is_not_known_may_move_objects() -> None:
    unknown = resource(LIFECYCLE, "rules", {"bucket": "data", "rules": [UNKNOWN]})
    assert [it.outcome for it in verdicts(NAME, DATA, unknown)] == [Outcome.UNDETERMINED]


def test_on_google_cloud_the_age_of_an_object_counts_to_the_minimum() -> None:
    """Coldline bills 90 days of age: from day 80 on 10 more, which a stay of 10 is; from day 30 on 60, of a stay of 10."""

    def on_google(start: int, end: int) -> list[Outcome]:
        moves = {"action": {"type": "SetStorageClass", "storageClass": "COLDLINE"}, "condition": {"age": start}}
        ends = {"action": {"type": "Delete"}, "condition": {"age": end}}
        data = on_gcp("gcp:storage/bucket:Bucket", "data", location="US-CENTRAL1", lifecycleRules=[moves, ends])
        return [it.outcome for it in verdicts(NAME, data)]

    assert on_google(80, 90) == [Outcome.PASS]
    assert on_google(30, 40) == [Outcome.FAIL]
