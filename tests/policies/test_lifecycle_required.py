"""lifecycle-required: every bucket expires or moves its objects, and lets old versions go."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome, Verdict

from .rule_facts import BUCKET, LIFECYCLE, outcome, resource, verdict

NAME = "lifecycle-required"
ABORT = {"abortIncompleteMultipartUpload": {"daysAfterInitiation": 7}}
EXPIRE = {"expiration": {"days": 30}}
MOVE = {"transitions": [{"days": 30, "storageClass": "GLACIER_IR"}]}
OLD = {"noncurrentVersionExpiration": {"noncurrentDays": 7}}


def judged(*rules: Any, **inputs: Any) -> Verdict:
    """What is said of a bucket with these rules."""
    data = resource(BUCKET, "data", {"bucket": "data"} | inputs)
    status: dict[str, Any] = {"status": "Enabled"}
    enabled: list[Any] = [it if it is UNKNOWN else status | it for it in rules]
    return verdict(NAME, data, resource(LIFECYCLE, "rules", {"bucket": "data", "rules": enabled}))


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([], Outcome.FAIL),
        ([ABORT], Outcome.FAIL),
        ([EXPIRE], Outcome.PASS),
        ([ABORT | EXPIRE], Outcome.PASS),
        ([ABORT, EXPIRE], Outcome.PASS),
        ([ABORT, MOVE], Outcome.PASS),
        ([ABORT, EXPIRE | {"status": "Disabled"}], Outcome.FAIL),
        ([ABORT, EXPIRE | {"filter": {"prefix": "logs/"}}], Outcome.FAIL),
        ([ABORT, EXPIRE | {"filter": {"prefix": UNKNOWN}}], Outcome.UNDETERMINED),
        ([ABORT, EXPIRE | {"status": UNKNOWN}], Outcome.UNDETERMINED),
        ([ABORT, {"expiration": {"days": UNKNOWN}}], Outcome.UNDETERMINED),
        ([ABORT, {"expiration": {"expiredObjectDeleteMarker": True}}], Outcome.FAIL),
        ([ABORT, UNKNOWN], Outcome.UNDETERMINED),
        ([EXPIRE, ABORT, UNKNOWN], Outcome.PASS),  # what is known is enough
    ],
)
def test_what_a_buckets_rules_must_do(rules: list[Any], expected: Outcome) -> None:
    assert judged(*rules).outcome is expected


def test_a_bucket_without_any_rule_is_told_what_is_missing() -> None:
    found = verdict(NAME, resource(BUCKET, "data", {}))
    assert found.outcome is Outcome.FAIL
    assert found.message == (
        "no enabled rule for the whole bucket that expires or moves objects; limit for any bucket: one each"
    )
    assert found.fix == "expire objects, or move them to a cheaper class, after some days"


@pytest.mark.parametrize("use", ["checkpoint", "scratch"])
def test_checkpoints_and_scratch_must_expire(use: str) -> None:
    tags = {"penstock:use": use}
    assert judged(ABORT, MOVE, tags=tags).outcome is Outcome.FAIL
    assert judged(ABORT, EXPIRE, tags=tags).outcome is Outcome.PASS


@pytest.mark.parametrize("use", ["dataset", "output", None, "anything"])
def test_other_buckets_may_move_their_objects(use: str | None) -> None:
    assert judged(ABORT, MOVE, tags={"penstock:use": use} if use else {}).outcome is Outcome.PASS


def test_a_use_that_is_not_known_may_be_any() -> None:
    tags = {"penstock:use": UNKNOWN}
    assert judged(ABORT, MOVE, tags=tags).outcome is Outcome.UNDETERMINED
    assert judged(ABORT, EXPIRE, tags=tags).outcome is Outcome.PASS
    assert judged(ABORT, tags=tags).outcome is Outcome.UNDETERMINED


def test_the_systems_own_bucket_may_keep_its_files_but_no_old_versions() -> None:
    tags = {"penstock:use": "system"}
    assert judged(tags=tags).outcome is Outcome.NOT_APPLICABLE
    assert judged(tags=tags, versioning={"enabled": True}).outcome is Outcome.FAIL
    assert judged(OLD, tags=tags, versioning={"enabled": True}).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("versioning", "without", "with_old"),
    [
        ({"enabled": True}, Outcome.FAIL, Outcome.PASS),
        ({"enabled": UNKNOWN}, Outcome.UNDETERMINED, Outcome.PASS),
        ({"enabled": False}, Outcome.PASS, Outcome.PASS),
    ],
)
def test_a_bucket_that_keeps_versions_must_let_them_go(versioning: Any, without: Outcome, with_old: Outcome) -> None:
    assert judged(ABORT, EXPIRE, versioning=versioning).outcome is without
    assert judged(ABORT, EXPIRE | OLD, versioning=versioning).outcome is with_old


def test_rules_of_a_bucket_that_cannot_be_told_pass_no_other() -> None:
    data = resource(BUCKET, "data", {"bucket": "data"})
    stray = resource(LIFECYCLE, "rules", {"bucket": UNKNOWN, "rules": [{"status": "Enabled"} | ABORT | EXPIRE]})
    assert outcome(NAME, data, stray) is Outcome.UNDETERMINED


def test_which_uses_must_expire_can_be_set() -> None:
    data = resource(BUCKET, "data", {"bucket": "data", "tags": {"penstock:use": "output"}})
    rules = resource(LIFECYCLE, "rules", {"bucket": "data", "rules": [{"status": "Enabled"} | ABORT | MOVE]})
    assert outcome(NAME, data, rules) is Outcome.PASS
    assert outcome(NAME, data, rules, settings={"must_expire": ["output"]}) is Outcome.FAIL
