"""Buckets, disks, snapshots and file systems."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.facts import Bucket, FactSet, LifecycleRule, LifecycleTransition
from penstock.resources.reading.values import UNKNOWN
from resources.programs import only, skus

from .gcp_program import bucket, charges, facts, resource, run, urn

BUCKET = "gcp:storage/bucket:Bucket"
DISK = "gcp:compute/disk:Disk"
FILESTORE = "gcp:filestore/instance:Instance"

PROGRAM = """
gcp.storage.Bucket(
    "checkpoints",
    name="team-checkpoints",
    location="EUROPE-WEST4",
    storage_class="STANDARD",
    labels={"penstock-use": "checkpoint", "cost-center": "7"},
    versioning={"enabled": True},
    soft_delete_policy={"retention_duration_seconds": 0},
    lifecycle_rules=[
        {"action": {"type": "SetStorageClass", "storage_class": "NEARLINE"}, "condition": {"age": 30, "matches_storage_classes": ["STANDARD"]}},
        {"action": {"type": "SetStorageClass", "storage_class": "COLDLINE"}, "condition": {"age": 90, "matches_storage_classes": ["NEARLINE"]}},
        {"action": {"type": "Delete"}, "condition": {"age": 365, "with_state": "ANY"}},
        {"action": {"type": "Delete"}, "condition": {"days_since_noncurrent_time": 7}},
        {"action": {"type": "Delete"}, "condition": {"age": 3, "matches_prefixes": ["tmp/"]}},
        {"action": {"type": "AbortIncompleteMultipartUpload"}, "condition": {"age": 2}},
    ],
)
gcp.storage.Bucket("plain", location="US", autoclass={"enabled": True})
gcp.compute.Disk("fast", zone="us-central1-a", type="hyperdisk-balanced", size=500, provisioned_iops=5000, provisioned_throughput=240)
gcp.compute.RegionDisk("both", region="us-east1", replica_zones=["us-east1-b", "us-east1-c"], type="pd-ssd", size=100)
gcp.compute.Snapshot("snapshot", source_disk="x")
gcp.filestore.Instance(
    "share",
    location="us-central1-a",
    tier="BASIC_SSD",
    file_shares={"name": "share", "capacity_gb": 2560},
    networks=[{"network": "default", "modes": ["MODE_IPV4"]}],
)
gcp.lustre.Instance(
    "scratch",
    instance_id="scratch",
    location="us-central1-a",
    filesystem="scratch",
    capacity_gib="18000",
    network="default",
    per_unit_storage_throughput="1000",
)
"""


@pytest.fixture(scope="module")
def found() -> FactSet:
    return read(run(PROGRAM))


def test_a_bucket_is_read_whole(found: FactSet) -> None:
    assert only(found.buckets, "checkpoints") == Bucket(
        urn=urn(BUCKET, "checkpoints"),
        cloud="gcp",
        region="europe-west4",
        provider_region="us-central1",
        tags={"penstock:use": "checkpoint", "cost-center": "7"},
        name="checkpoints",
        label="checkpoints",
        bucket_name="team-checkpoints",
        use="checkpoint",
        versioned=True,
        lifecycle=(
            LifecycleRule(True, True, (LifecycleTransition("NEARLINE", 30),)),
            LifecycleRule(True, True, (LifecycleTransition("COLDLINE", 90),)),
            LifecycleRule(True, True, expire_days=365, expires_old_versions=True),
            LifecycleRule(True, True, noncurrent_expire_days=7),
            LifecycleRule(True, False, expire_days=3, expires_old_versions=True),
            LifecycleRule(True, True, abort_incomplete_days=2),
        ),
        soft_delete_days=0,
    )


def test_a_bucket_that_says_nothing_keeps_what_is_deleted_for_a_week(found: FactSet) -> None:
    plain = only(found.buckets, "plain")
    assert (plain.region, plain.storage_class, plain.soft_delete_days, plain.autoclass) == ("us", "STANDARD", 7, True)
    assert (plain.versioned, plain.lifecycle, plain.bucket_name) == (False, (), UNKNOWN)


def test_disks_and_file_systems_bill_what_they_hold(found: FactSet) -> None:
    assert skus(found) == {
        "hyperdisk-balanced-gib-month": 500,
        "hyperdisk-balanced-iops-month": 2000,
        "hyperdisk-balanced-mibps-month": 100,
        "pd-ssd-regional-gib-month": 100,
        "snapshot-gib-month": None,
        "filestore-basic-ssd-gib-month": 2560,
        "lustre-1000-gib-month": 18000,
    }


def rule(condition: Any, kind: object = "Delete", **action: object) -> LifecycleRule:
    rules = bucket({"lifecycleRules": [{"action": {"type": kind, **action}, "condition": condition}]}).lifecycle
    assert isinstance(rules, tuple)
    (found,) = rules
    return found


@pytest.mark.parametrize(
    ("condition", "whole"),
    [
        ({"age": 1}, True),
        ({"age": 1, "matchesPrefixes": ["a"]}, False),
        ({"age": 1, "matchesPrefixes": []}, True),
        ({"age": 1, "matchesSuffixes": UNKNOWN}, UNKNOWN),
        ({"age": 1, "createdBefore": "2026-01-01"}, False),
        ({"age": 1, "matchesStorageClasses": ["STANDARD"]}, True),
        ({"age": 1, "matchesStorageClasses": ["ARCHIVE"]}, False),
        ({"age": 1, "matchesStorageClasses": UNKNOWN}, UNKNOWN),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_which_objects_a_rule_covers(condition: Any, whole: object) -> None:
    assert rule(condition).whole_bucket is whole


@pytest.mark.parametrize(
    ("condition", "current", "old"),
    [
        ({"age": 5}, 5, None),
        ({"age": UNKNOWN}, UNKNOWN, None),
        ({"age": 0}, UNKNOWN, None),
        ({"age": 0, "sendAgeIfZero": True}, 0, None),
        ({"age": 5, "withState": "LIVE"}, 5, None),
        ({"age": 5, "withState": "ARCHIVED"}, None, 5),
        ({"daysSinceNoncurrentTime": 9, "age": 5}, None, 9),
        ({"numNewerVersions": 3}, None, UNKNOWN),
        ({"age": 5, "withState": UNKNOWN}, UNKNOWN, UNKNOWN),
    ],
)
def test_what_a_rule_deletes(condition: dict[str, Any], current: object, old: object) -> None:
    assert (rule(condition).expire_days, rule(condition).noncurrent_expire_days) == (current, old)


def test_a_move_of_which_a_part_is_not_known() -> None:
    assert rule({"age": UNKNOWN}, "SetStorageClass", storageClass="ARCHIVE").transitions == (
        LifecycleTransition("ARCHIVE", UNKNOWN),
    )
    assert rule({"age": 9}, "SetStorageClass", storageClass=UNKNOWN).transitions == (LifecycleTransition(UNKNOWN, 9),)
    assert rule({"age": 9}, UNKNOWN).enabled is UNKNOWN


@pytest.mark.parametrize(
    ("inputs", "field", "value"),
    [
        ({"lifecycleRules": UNKNOWN}, "lifecycle", UNKNOWN),
        ({"storageClass": UNKNOWN}, "storage_class", UNKNOWN),
        ({"storageClass": "NEARLINE"}, "storage_class", "NEARLINE"),
        ({"softDeletePolicy": UNKNOWN}, "soft_delete_days", UNKNOWN),
        ({"softDeletePolicy": {"retentionDurationSeconds": 2592000}}, "soft_delete_days", 30),
        ({"versioning": UNKNOWN}, "versioned", UNKNOWN),
        ({"autoclass": {"enabled": UNKNOWN}}, "autoclass", UNKNOWN),
        ({"location": UNKNOWN}, "region", UNKNOWN),
        ({"location": "NAM4"}, "region", "nam4"),
        ({"labels": UNKNOWN}, "use", UNKNOWN),
    ],
)
def test_what_a_bucket_says(inputs: dict[str, Any], field: str, value: object) -> None:
    assert getattr(bucket(inputs), field) == value


@pytest.mark.parametrize(
    ("inputs", "billed"),
    [
        ({"size": 10}, {"pd-standard-gib-month": 10}),
        (
            {"type": "projects/p/zones/z/diskTypes/pd-extreme", "size": 10, "provisionedIops": 9},
            {"pd-extreme-gib-month": 10, "pd-extreme-iops-month": 9},
        ),
        ({"type": "pd-ssd", "size": UNKNOWN}, {"pd-ssd-gib-month": UNKNOWN}),
        ({"type": "pd-ssd", "image": "cos"}, {"pd-ssd-gib-month": UNKNOWN}),
        ({"type": UNKNOWN, "size": 10}, {"disk-gib-month": UNKNOWN}),
        (
            {"type": "hyperdisk-balanced", "size": 10, "provisionedIops": 3000},
            {"hyperdisk-balanced-gib-month": 10, "hyperdisk-balanced-iops-month": 0},
        ),
        ({"type": "hyperdisk-balanced", "size": 10, "storagePool": "pool"}, {}),
    ],
)
def test_what_a_disk_bills(inputs: dict[str, Any], billed: dict[str, object]) -> None:
    assert charges(resource(DISK, "disk", inputs)) == billed


@pytest.mark.parametrize(
    ("inputs", "sku", "gib"),
    [
        ({"tier": "STANDARD", "fileShares": {"capacityGb": 1024}}, "filestore-basic-hdd-gib-month", 1024),
        ({"tier": "ENTERPRISE", "fileShares": {"capacityGb": UNKNOWN}}, "filestore-enterprise-gib-month", UNKNOWN),
        ({"tier": UNKNOWN, "fileShares": {"capacityGb": 1024}}, "filestore-gib-month", UNKNOWN),
        ({"tier": "REGIONAL", "fileShares": UNKNOWN}, "filestore-regional-gib-month", UNKNOWN),
    ],
)
def test_what_a_share_bills(inputs: dict[str, Any], sku: str, gib: object) -> None:
    assert charges(resource(FILESTORE, "share", inputs)) == {sku: gib}


def test_a_charge_says_what_it_is_counted_by() -> None:
    (charge,) = facts(resource(DISK, "disk", {"type": "pd-ssd", "size": 7})).charges
    assert (charge.name, charge.quantity, charge.basis, charge.region) == (
        "disk",
        Decimal(7),
        "its size",
        "us-central1",
    )
