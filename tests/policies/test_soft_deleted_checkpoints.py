"""soft-deleted-checkpoints: what a job deletes is not kept and billed."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import BUCKET, outcome, resource, urn, verdict

NAME = "soft-deleted-checkpoints"
TOKEN = "gcp:storage/bucket:Bucket"


def bucket(use: Any = "checkpoint", **inputs: Any) -> Resource:
    labels = {} if use is None else {"penstock-use": use}
    return Resource(
        urn=urn(TOKEN, "data"), type=TOKEN, name="data", inputs={"location": "us-central1", "labels": labels} | inputs
    )


def kept(days: Any) -> Any:
    return {"softDeletePolicy": {"retentionDurationSeconds": days if days is UNKNOWN else days * 86400}}


@pytest.mark.parametrize(
    ("use", "days", "expected"),
    [
        ("checkpoint", 0, Outcome.PASS),
        ("checkpoint", 7, Outcome.FAIL),
        ("scratch", 7, Outcome.FAIL),
        ("dataset", 90, Outcome.NOT_APPLICABLE),
        (None, 7, Outcome.PASS),
        (None, 8, Outcome.FAIL),
        ("checkpoint", UNKNOWN, Outcome.UNDETERMINED),
        (UNKNOWN, 7, Outcome.UNDETERMINED),
        (UNKNOWN, 0, Outcome.PASS),
    ],
)
def test_how_long_a_deleted_object_may_be_kept(use: Any, days: Any, expected: Outcome) -> None:
    assert outcome(NAME, bucket(use, **kept(days))) is expected


def test_what_says_nothing_has_the_clouds_own_seven_days() -> None:
    found = verdict(NAME, bucket())
    assert found.outcome is Outcome.FAIL
    assert found.message == "deleted objects are kept and billed for 7 days; limit for a bucket for checkpoint: 0 days"
    assert found.fix == "set softDeletePolicy.retentionDurationSeconds to 0"


def test_a_cloud_without_soft_delete_passes() -> None:
    assert outcome(NAME, resource(BUCKET, "data", {"tags": {"penstock:use": "checkpoint"}})) is Outcome.PASS


def test_a_limit_can_be_set() -> None:
    assert outcome(NAME, bucket(**kept(7)), settings={"limits_days": {"checkpoint": 7}}) is Outcome.PASS
    assert outcome(NAME, bucket("dataset"), settings={"limits_days": {"dataset": 3}}) is Outcome.FAIL
