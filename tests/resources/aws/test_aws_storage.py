"""Buckets with their lifecycles, wherever the program writes them, and block volumes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.resources.facts import LifecycleRule, LifecycleTransition
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN, SecretText
from resources.resource_facts import BUCKET, bucket, facts, resource, urn

LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
LIFECYCLE_V2 = "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
VOLUME = "aws:ebs/volume:Volume"

KIB_128 = 128 * 1024
DATA = resource(BUCKET, "data", {"bucket": "data"})
EMPTY = LifecycleRule(enabled=True, whole_bucket=True)


def part(token: str, inputs: Any, *, of: Any = "data") -> Resource:
    return resource(token, "part", {"bucket": of} | inputs)


def rule(**inputs: Any) -> LifecycleRule:
    """The one rule of a lifecycle configuration of its own."""
    found = bucket(DATA, part(LIFECYCLE, {"rules": [{"status": "Enabled"} | inputs]})).lifecycle
    assert isinstance(found, tuple)
    (only,) = found
    return only


def charges(inputs: Any) -> dict[str, object]:
    found = facts(resource(VOLUME, "v", inputs)).charges
    return {charge.sku: charge.quantity for charge in found}


def test_a_bucket_has_what_its_own_inputs_and_its_tags_say() -> None:
    inputs = {
        "bucket": "data",
        "tags": {"penstock:use": "dataset"},
        "versioning": {"enabled": "true"},
        "region": "eu-west-1",
    }
    found = bucket(resource(BUCKET, "data", inputs))
    assert (found.bucket_name, found.use, found.versioned, found.region) == ("data", "dataset", True, "eu-west-1")
    assert found.lifecycle == ()


def test_a_bucket_that_says_nothing_has_no_use_and_an_unknown_name() -> None:
    found = bucket(resource(BUCKET, "data", {}))
    assert (found.bucket_name, found.use, found.versioned, found.gib) == (UNKNOWN, None, False, None)


@pytest.mark.parametrize("token", [LIFECYCLE, LIFECYCLE_V2])
def test_a_lifecycle_of_its_own_belongs_to_the_bucket_that_it_names(token: str) -> None:
    found = bucket(DATA, part(token, {"rules": [{"status": "Enabled", "expiration": {"days": "30"}}]}))
    assert found.lifecycle == (LifecycleRule(enabled=True, whole_bucket=True, expire_days=30),)
    assert bucket(DATA, part(token, {"rules": []}, of="another")).lifecycle == ()


def test_a_lifecycle_finds_its_bucket_by_where_the_name_came_from() -> None:
    unnamed = resource(BUCKET, "unnamed", {})
    rules = resource(
        LIFECYCLE, "l", {"bucket": UNKNOWN, "rules": [{"status": "Enabled"}]}, sources={"bucket": (unnamed,)}
    )
    assert bucket(unnamed, rules).lifecycle == (EMPTY,)
    assert bucket(DATA, unnamed, rules).lifecycle == ()


def test_rules_of_a_bucket_that_cannot_be_told_may_be_any_buckets() -> None:
    stray = part(LIFECYCLE, {"rules": [{"status": "Enabled"}]}, of=UNKNOWN)
    assert bucket(DATA, stray).lifecycle is UNKNOWN
    own = resource(LIFECYCLE, "own", {"bucket": "data", "rules": [{"status": "Enabled"}]})
    assert bucket(DATA, stray, own).lifecycle == (EMPTY,)  # it has its own: AWS takes one configuration for each


@pytest.mark.parametrize("unreadable", [UNKNOWN, "text"])
def test_rules_that_cannot_be_read_are_unknown(unreadable: Any) -> None:
    assert bucket(DATA, part(LIFECYCLE, {"rules": unreadable})).lifecycle is UNKNOWN


def test_a_rule_that_cannot_be_read_is_unknown_in_every_part() -> None:
    found = bucket(DATA, part(LIFECYCLE, {"rules": [UNKNOWN]})).lifecycle
    moves = (LifecycleTransition(UNKNOWN, UNKNOWN),)
    assert found == (LifecycleRule(UNKNOWN, UNKNOWN, moves, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),)


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"expiration": {"days": 30.0}}, {"expire_days": 30}),
        ({"expiration": {"days": UNKNOWN}}, {"expire_days": UNKNOWN}),
        ({"expiration": UNKNOWN}, {"expire_days": UNKNOWN}),
        ({"expiration": {"date": "2027-01-01"}}, {"expire_days": UNKNOWN}),
        ({"expiration": {"expiredObjectDeleteMarker": True}}, {"expire_days": None}),
        ({"expiration": {"days": 0}}, {"expire_days": None}),  # how a state writes what is not given
        ({"noncurrent_version_expiration": {"noncurrent_days": 7}}, {"noncurrent_expire_days": 7}),
        ({"abortIncompleteMultipartUpload": {"daysAfterInitiation": "7"}}, {"abort_incomplete_days": 7}),
        ({"abortIncompleteMultipartUpload": UNKNOWN}, {"abort_incomplete_days": UNKNOWN}),
        ({"status": "Disabled"}, {"enabled": False}),
        ({"status": "enabled"}, {"enabled": UNKNOWN}),  # not S3's word
        ({"status": UNKNOWN}, {"enabled": UNKNOWN}),
        (
            {"transitions": [{"days": 30, "storageClass": "STANDARD_IA"}, {"storage_class": UNKNOWN}, UNKNOWN]},
            {
                "transitions": (
                    LifecycleTransition("STANDARD_IA", 30, KIB_128),
                    LifecycleTransition(UNKNOWN, 0, KIB_128),
                    LifecycleTransition(UNKNOWN, UNKNOWN, KIB_128),
                )
            },
        ),
    ],
)
def test_what_a_rule_does(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    found = rule(**inputs)
    assert {key: getattr(found, key) for key in expected} == expected
    rest = {"expire_days", "noncurrent_expire_days", "abort_incomplete_days"} - expected.keys()
    assert all(getattr(found, key) is None for key in rest)


@pytest.mark.parametrize(
    ("inputs", "whole"),
    [
        ({}, True),
        ({"filter": {}}, True),
        ({"filter": {"prefix": ""}}, True),
        ({"prefix": "logs/"}, False),
        ({"filter": {"prefix": "logs/"}}, False),
        ({"filter": {"prefix": UNKNOWN}}, UNKNOWN),
        ({"filter": {"tag": {"key": "a", "value": "b"}}}, False),
        ({"filter": {"and": {"prefix": "x", "tags": {}}}}, False),
        ({"filter": {"and": {"objectSizeGreaterThan": 131072}}}, True),  # smaller objects are not worth a rule
        ({"filter": {"object_size_greater_than": "1000000"}}, False),
        ({"filter": {"objectSizeLessThan": 0}}, True),
        ({"filter": UNKNOWN}, UNKNOWN),
    ],
)
def test_whether_a_rule_covers_the_whole_bucket(inputs: dict[str, Any], whole: object) -> None:
    assert rule(**inputs).whole_bucket is whole


def test_rules_inside_a_bucket_are_read_too() -> None:
    inside = {
        "enabled": True,
        "expiration": {"days": 30},
        "noncurrentVersionExpiration": {"days": 7},
        "abortIncompleteMultipartUploadDays": 3,
        "transitions": [{"days": 1, "storageClass": "GLACIER"}],
    }
    expected = LifecycleRule(True, True, (LifecycleTransition("GLACIER", 1, KIB_128),), 30, 7, 3)
    assert bucket(resource(BUCKET, "data", {"lifecycleRules": [inside]})).lifecycle == (expected,)


@pytest.mark.parametrize(
    ("configuration", "versioned"),
    [
        ({"status": "Enabled"}, True),
        ({"status": "Suspended"}, False),
        ({"status": UNKNOWN}, UNKNOWN),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_versioning_of_its_own(configuration: Any, versioned: object) -> None:
    assert bucket(DATA, part(VERSIONING, {"versioningConfiguration": configuration})).versioned is versioned


def test_our_component_says_the_size_and_the_use_and_no_other_component_does() -> None:
    def held_by(token: str) -> Any:
        holder = resource(token, "held", {"gib": 800, "use": "checkpoint"}, custom=False, provider=None)
        return bucket(resource(BUCKET, "held", {}, parent=urn(token, "held")), holder)

    ours, theirs = held_by("penstock:aws:CheckpointBucket"), held_by("team:index:CheckpointBucket")
    assert (ours.gib, ours.use) == (Decimal(800), "checkpoint")
    assert (theirs.gib, theirs.use) == (None, None)


def test_a_secret_use_stays_masked() -> None:
    found = bucket(resource(BUCKET, "data", {"tags": {"penstock:use": SecretText("hunter2")}}))
    assert f"{found.use}" == "[secret]"


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"size": "100"}, {"gp2-gib-month": Decimal(100)}),
        (
            {"type": "gp3", "size": 100, "iops": 4000, "throughput": 250},
            {"gp3-gib-month": Decimal(100), "gp3-iops-month": Decimal(1000), "gp3-mibps-month": Decimal(125)},
        ),
        (
            {"type": "gp3", "size": 1, "iops": 3000},
            {"gp3-gib-month": Decimal(1), "gp3-iops-month": Decimal(0)},
        ),
        (
            {"type": "io2", "size": 400, "iops": 80_000},
            {
                "io2-gib-month": Decimal(400),
                "io2-iops-month": Decimal(32_000),
                "io2-iops-above-32000-month": Decimal(32_000),
                "io2-iops-above-64000-month": Decimal(16_000),
            },
        ),
        (
            {"type": "io1", "size": 400, "iops": 40_000},
            {"io1-gib-month": Decimal(400), "io1-iops-month": Decimal(40_000)},
        ),
        ({"type": "io2", "size": 8, "iops": UNKNOWN}, {"io2-gib-month": Decimal(8), "io2-iops-month": UNKNOWN}),
        ({"type": "gp3"}, {"gp3-gib-month": UNKNOWN}),
        ({"type": UNKNOWN, "size": 8}, {"ebs-gib-month": UNKNOWN}),
    ],
)
def test_what_a_volume_bills(inputs: Any, expected: dict[str, object]) -> None:
    assert charges(inputs) == expected


@pytest.mark.parametrize(
    ("configuration", "rule_filter", "smallest"),
    [
        ({}, {}, (KIB_128, KIB_128)),
        ({"transitionDefaultMinimumObjectSize": "all_storage_classes_128K"}, {}, (KIB_128, KIB_128)),
        ({"transitionDefaultMinimumObjectSize": "varies_by_storage_class"}, {}, (KIB_128, 0)),
        ({"transitionDefaultMinimumObjectSize": UNKNOWN}, {}, (KIB_128, KIB_128)),
        ({}, {"objectSizeGreaterThan": 1000}, (1000, 1000)),
        ({}, {"and": {"prefix": "", "objectSizeGreaterThan": 1000}}, (1000, 1000)),
    ],
)
def test_small_objects_stay_unless_a_filter_says_otherwise(
    configuration: dict[str, Any], rule_filter: dict[str, Any], smallest: tuple[int, int]
) -> None:
    moves = [{"days": 1, "storageClass": "GLACIER_IR"}, {"days": 9, "storageClass": "DEEP_ARCHIVE"}]
    rules = [{"status": "Enabled", "filter": rule_filter, "transitions": moves}]
    found = bucket(DATA, part(LIFECYCLE, configuration | {"rules": rules})).lifecycle
    assert isinstance(found, tuple)
    assert tuple(move.smallest for move in found[0].transitions) == smallest
