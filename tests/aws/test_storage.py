"""A bucket's lifecycle never makes data dearer, and data outlives the environment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock import aws
from penstock.aws.storage import BUCKETS, expire_days, tiers_that_pay
from penstock.terms import Purpose, Use

from .recorder import Stack, run

LABELS = aws.Labels(environment="vision", owner="vision", cost_center="ml-1", purpose=Purpose.TRAINING)

MINIMUM_DAYS = {"INTELLIGENT_TIERING": 0, "STANDARD_IA": 30, "GLACIER_IR": 90}
"""S3 User Guide, "Understanding and managing Amazon S3 storage classes"."""


def bucket(use: Use, expire_after: timedelta | None) -> Stack:
    return run(lambda: BUCKETS[use]("data", labels=LABELS, expire_after=expire_after))


def rules(use: Use, expire_after: timedelta | None) -> Mapping[str, Mapping[str, Any]]:
    return {each["id"]: each for each in bucket(use, expire_after).one("BucketLifecycleConfiguration").inputs["rules"]}


@given(st.sampled_from(Use), st.none() | st.integers(1, 4000))
def test_an_object_stays_in_each_class_as_long_as_it_is_billed(use: Use, days: int | None) -> None:
    tiers = tiers_that_pay(use, days)
    leaves = [*(tier.days for tier in tiers[1:]), inf if days is None else days]
    for tier, left in zip(tiers, leaves, strict=False):
        assert left - tier.days >= MINIMUM_DAYS[tier.storage_class]
        assert left > tier.days
    assert all(tier.days >= 30 for tier in tiers if tier.storage_class == "STANDARD_IA")  # S3 refuses sooner
    assert all(one.days < other.days for one, other in pairwise(tiers))


@given(st.timedeltas(timedelta(seconds=1), timedelta(days=4000)))
def test_nothing_is_deleted_sooner_than_asked_for_nor_a_whole_day_later(expire_after: timedelta) -> None:
    days = expire_days(expire_after)
    assert days is not None
    assert timedelta(0) <= timedelta(days=days) - expire_after < timedelta(days=1)


def test_checkpoints_that_live_a_month_are_not_moved() -> None:
    assert rules(Use.CHECKPOINT, timedelta(days=30)).keys() == {"clean"}
    assert len(rules(Use.CHECKPOINT, None)["tier"]["transitions"]) == 2


@pytest.mark.parametrize("use", Use)
def test_small_objects_stay_where_they_are(use: Use) -> None:
    found = rules(use, timedelta(days=3650))
    assert "transitions" not in found["clean"]
    assert found.get("tier", {"filter": {"objectSizeGreaterThan": 131072}})["filter"] == {
        "objectSizeGreaterThan": 131072
    }


@pytest.mark.parametrize("use", Use)
def test_uploads_that_never_ended_and_old_versions_go(use: Use) -> None:
    declared = bucket(use, timedelta(days=10))
    (clean,) = [each for each in declared.one("BucketLifecycleConfiguration").inputs["rules"] if each["id"] == "clean"]
    assert clean["filter"] == {"prefix": ""}
    assert 1 <= clean["abortIncompleteMultipartUpload"]["daysAfterInitiation"] <= 7
    assert clean["expiration"] == {"days": 10}
    assert bool(declared.of("BucketVersioning")) == ("noncurrentVersionExpiration" in clean) == (use is not Use.SCRATCH)


@pytest.mark.parametrize("use", Use)
def test_data_is_retained_with_its_locks_and_scratch_is_not(use: Use) -> None:
    declared = [each for each in bucket(use, None) if each.type.startswith("aws:")]
    assert len(declared) >= 6
    assert {each.retained for each in declared} == {None if use is Use.SCRATCH else True}


@pytest.mark.parametrize("use", Use)
def test_a_bucket_is_closed_encrypted_and_tls_only(use: Use) -> None:
    declared = bucket(use, None)
    public = declared.one("BucketPublicAccessBlock").inputs
    assert all(value is True for key, value in public.items() if key != "bucket")
    assert len(public) == 5
    assert declared.one("BucketOwnershipControls").inputs["rule"]["objectOwnership"] == "BucketOwnerEnforced"
    assert "AES256" in str(declared.one("BucketServerSideEncryptionConfiguration").inputs["rules"])
    assert '"aws:SecureTransport": "false"' in declared.one("BucketPolicy").inputs["policy"]


def test_scratch_always_expires() -> None:
    assert rules(Use.SCRATCH, None)["clean"]["expiration"] == {"days": 7}
