"""Storage accounts with their lifecycle, and what is billed by its size: disks, snapshots, shares, pools."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.facts import Bucket, FactSet, LifecycleRule, LifecycleTransition
from penstock.resources.reading.values import UNKNOWN, Unknown
from resources.programs import only, skus

from .azure_program import charges, facts, resource, run, urn

ACCOUNT = "azure-native:storage:StorageAccount"
CONTAINER = "azure-native:storage:BlobContainer"
POLICY = "azure-native:storage:ManagementPolicy"
SERVICE = "azure-native:storage:BlobServiceProperties"
SHARE = "azure-native:storage:FileShare"
DISK = "azure-native:compute:Disk"
SNAPSHOT = "azure-native:compute:Snapshot"

PROGRAM = """
group = azure.resources.ResourceGroup("team", location="westeurope")
data = azure.storage.StorageAccount(
    "data",
    account_name="teamdata",
    resource_group_name=group.name,
    kind=azure.storage.Kind.STORAGE_V2,
    access_tier=azure.storage.AccessTier.COOL,
    sku={"name": azure.storage.SkuName.STANDARD_GRS},
    tags={"penstock:use": "checkpoint"},
)
azure.storage.BlobContainer("runs", account_name=data.name, container_name="runs", resource_group_name=group.name)
azure.storage.BlobServiceProperties(
    "blobs",
    account_name=data.name,
    resource_group_name=group.name,
    blob_services_name="default",
    is_versioning_enabled=True,
    delete_retention_policy={"enabled": True, "days": 14},
)
azure.storage.ManagementPolicy(
    "lifecycle",
    account_name=data.name,
    resource_group_name=group.name,
    management_policy_name="default",
    policy={
        "rules": [
            {
                "name": "old",
                "type": "Lifecycle",
                "enabled": True,
                "definition": {
                    "filters": {"blob_types": ["blockBlob"], "prefix_match": ["runs/"]},
                    "actions": {
                        "base_blob": {
                            "tier_to_cold": {"days_after_modification_greater_than": 30},
                            "tier_to_archive": {"days_after_creation_greater_than": 90},
                            "delete": {"days_after_modification_greater_than": 365},
                        },
                        "version": {"delete": {"days_after_creation_greater_than": 7}},
                    },
                },
            }
        ]
    },
)
files = azure.storage.StorageAccount(
    "files", resource_group_name=group.name, kind="FileStorage", sku={"name": "Premium_ZRS"}
)
azure.storage.FileShare("home", account_name=files.name, resource_group_name=group.name, share_quota=1024)
azure.compute.Disk(
    "scratch",
    resource_group_name=group.name,
    disk_size_gb=600,
    sku={"name": "StandardSSD_LRS"},
    creation_data={"create_option": "Empty"},
)
azure.compute.Disk(
    "fast",
    resource_group_name=group.name,
    disk_size_gb=1000,
    disk_iops_read_write=5000,
    disk_m_bps_read_write=100,
    sku={"name": "PremiumV2_LRS"},
    creation_data={"create_option": "Empty"},
)
azure.compute.Snapshot("copy", resource_group_name=group.name, sku={"name": "Premium_LRS"}, creation_data={"create_option": "Copy"})
azure.netapp.CapacityPool(
    "pool", account_name="files", resource_group_name=group.name, service_level="Premium", size=4 * 2**40
)
azure.storagecache.AmlFilesystem(
    "lustre",
    resource_group_name=group.name,
    sku={"name": "AMLFS-Durable-Premium-250"},
    storage_capacity_ti_b=8,
    filesystem_subnet="/subscriptions/s/subnet",
    zones=["1"],
    maintenance_window={"day_of_week": "Saturday", "time_of_day_utc": "23:25"},
)
"""


@pytest.fixture(scope="module")
def found() -> FactSet:
    return read(run(PROGRAM))


def test_an_account_is_a_bucket_and_its_parts_set_its_lifecycle(found: FactSet) -> None:
    (data,) = found.buckets
    assert data == Bucket(
        urn=urn(ACCOUNT, "data"),
        cloud="azure",
        region="westeurope",
        tags={"penstock:use": "checkpoint"},
        name="data",
        label="data",
        bucket_name="teamdata",
        use="checkpoint",
        versioned=True,
        lifecycle=(
            LifecycleRule(
                enabled=True,
                whole_bucket=True,
                transitions=(LifecycleTransition("Cold_GRS", 30), LifecycleTransition("Archive_GRS", 90)),
                expire_days=365,
                noncurrent_expire_days=7,
            ),
        ),
        storage_class="Cool_GRS",
        soft_delete_days=14,
        uploads_expire=True,
        several_regions=True,
    )


def test_what_the_program_bills_by_size(found: FactSet) -> None:
    assert skus(found) == {
        "blob-geo-replication-gib": None,
        "azure-files-premium-zrs-gib-month": Decimal(1024),
        "disk-e30-lrs-month": Decimal(1),
        "disk-standard-ssd-operations-10k": None,
        "disk-premium-v2-gib-month": Decimal(1000),
        "disk-premium-v2-iops-month": Decimal(2000),
        "disk-premium-v2-mbps-month": Decimal(0),
        "snapshot-premium-gib-month": None,
        "netapp-premium-gib-month": Decimal(4096),
        "managed-lustre-250-gib-month": Decimal(8192),
    }
    assert found.unread == ()


def bucket(account: Any, *others: Any) -> Bucket:
    return only(facts(resource(ACCOUNT, "it", {"accountName": "it", **account}), *others).buckets, "it")


@pytest.mark.parametrize(
    ("inputs", "storage_class"),
    [
        ({"kind": "StorageV2", "sku": {"name": "Standard_LRS"}}, "Hot_LRS"),
        ({"kind": "StorageV2", "sku": {"name": "Standard_RAGZRS"}, "accessTier": "Cold"}, "Cold_RAGZRS"),
        ({"kind": "BlockBlobStorage", "sku": {"name": "Premium_ZRS"}}, "Premium_ZRS"),
        ({"kind": "BlobStorage", "sku": {"name": "Standard_LRS"}}, UNKNOWN),
        ({"kind": "Storage", "sku": {"name": "Standard_LRS"}}, "GeneralPurposeV1_LRS"),
        ({"kind": UNKNOWN, "sku": {"name": "Standard_LRS"}}, UNKNOWN),
        ({"kind": "StorageV2", "sku": UNKNOWN}, UNKNOWN),
        ({"kind": "StorageV2", "sku": {"name": "Standard_LRS"}, "accessTier": UNKNOWN}, UNKNOWN),
    ],
)
def test_what_a_blob_is_in_at_first(inputs: Any, storage_class: object) -> None:
    assert bucket(inputs).storage_class == storage_class


@pytest.mark.parametrize(
    ("sku", "expected"),
    [
        ("Standard_ZRS", {}),
        ("Standard_GZRS", {"blob-geo-replication-gib": None}),
        ("Standard_RAGRS", {"blob-geo-replication-gib": None}),
        (UNKNOWN, {"blob-geo-replication-gib": UNKNOWN}),
    ],
)
def test_an_account_that_replicates_to_another_region_bills_the_bytes(sku: Any, expected: object) -> None:
    assert charges(resource(ACCOUNT, "it", {"kind": "StorageV2", "sku": {"name": sku}})) == expected


@pytest.mark.parametrize(
    ("inputs", "days", "versioned"),
    [
        ({}, 0, False),
        ({"deleteRetentionPolicy": {"enabled": False, "days": 7}}, 0, False),
        ({"deleteRetentionPolicy": {"enabled": True, "days": 7}}, 7, False),
        ({"deleteRetentionPolicy": {"enabled": True}}, UNKNOWN, False),
        ({"deleteRetentionPolicy": UNKNOWN}, UNKNOWN, False),
        ({"isVersioningEnabled": UNKNOWN}, 0, UNKNOWN),
    ],
)
def test_soft_delete_and_versions_of_the_blob_service(inputs: Any, days: object, versioned: object) -> None:
    it = bucket({}, resource(SERVICE, "blobs", {"accountName": "it", **inputs}))
    assert (it.soft_delete_days, it.versioned) == (days, versioned)


def lifecycle(rule: Any, *containers: str) -> LifecycleRule:
    policy = resource(POLICY, "rules", {"accountName": "it", "policy": {"rules": [rule]}})
    parts = [resource(CONTAINER, name, {"accountName": "it", "containerName": name}) for name in containers]
    rules = bucket({"sku": {"name": "Standard_LRS"}}, policy, *parts).lifecycle
    assert not isinstance(rules, Unknown)
    return rules[0]


@pytest.mark.parametrize(
    ("filters", "containers", "whole"),
    [
        (None, (), True),
        ({"blobTypes": ["blockBlob"]}, (), True),
        ({"blobTypes": ["blockBlob", "appendBlob"]}, (), True),
        ({"blobTypes": ["appendBlob"]}, (), False),
        ({"blobTypes": [UNKNOWN]}, (), UNKNOWN),
        ({"blobTypes": ["blockBlob"], "blobIndexMatch": [{"name": "a"}]}, (), False),
        ({"blobTypes": ["blockBlob"], "prefixMatch": ["runs"]}, (), False),
        ({"blobTypes": ["blockBlob"], "prefixMatch": ["runs"]}, ("runs",), True),
        ({"blobTypes": ["blockBlob"], "prefixMatch": ["runs/a"]}, ("runs",), False),
        ({"blobTypes": ["blockBlob"], "prefixMatch": ["runs/"]}, ("runs", "logs"), False),
        ({"blobTypes": ["blockBlob"], "prefixMatch": ["runs/", "logs/"]}, ("runs", "logs"), True),
        ({"blobTypes": ["blockBlob"], "prefixMatch": [UNKNOWN]}, ("runs",), UNKNOWN),
        (UNKNOWN, (), UNKNOWN),
    ],
)
def test_whether_a_rule_covers_the_whole_account(filters: Any, containers: Any, whole: object) -> None:
    rule = lifecycle({"definition": {"filters": filters, "actions": {}}}, *containers)
    assert (rule.enabled, rule.whole_bucket) == (True, whole)


@pytest.mark.parametrize(
    ("actions", "transitions", "expire", "old"),
    [
        ({"baseBlob": {"tierToCool": {"daysAfterModificationGreaterThan": 0}}}, [("Cool_LRS", 0)], None, None),
        ({"baseBlob": {"tierToCool": {"daysAfterLastAccessTimeGreaterThan": 9}}}, [("Cool_LRS", UNKNOWN)], None, None),
        ({"baseBlob": {"tierToCool": UNKNOWN}}, [("Cool_LRS", UNKNOWN)], None, None),
        ({"baseBlob": UNKNOWN}, [(UNKNOWN, UNKNOWN)], UNKNOWN, None),
        ({"baseBlob": {"delete": {"daysAfterModificationGreaterThan": UNKNOWN}}}, [], UNKNOWN, None),
        ({"snapshot": {"delete": {"daysAfterCreationGreaterThan": 3}}}, [], None, 3),
        (UNKNOWN, [(UNKNOWN, UNKNOWN)], UNKNOWN, UNKNOWN),
    ],
)
def test_what_a_rule_does_and_nothing_guessed(actions: Any, transitions: object, expire: object, old: object) -> None:
    rule = lifecycle({"definition": {"actions": actions}})
    assert [(it.storage_class, it.days) for it in rule.transitions] == transitions
    assert (rule.expire_days, rule.noncurrent_expire_days) == (expire, old)


def test_rules_that_are_not_known_leave_the_lifecycle_unknown() -> None:
    for policy in (UNKNOWN, {"rules": UNKNOWN}):
        assert bucket({}, resource(POLICY, "rules", {"accountName": "it", "policy": policy})).lifecycle is UNKNOWN


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"sku": {"name": "Premium_LRS"}, "diskSizeGB": 512}, {"disk-p20-lrs-month": Decimal(1)}),
        ({"sku": {"name": "Premium_LRS"}, "diskSizeGB": 128, "tier": "P50"}, {"disk-p50-lrs-month": Decimal(1)}),
        (
            {"sku": {"name": "Premium_LRS"}, "diskSizeGB": 1024, "burstingEnabled": True},
            {"disk-p30-lrs-month": Decimal(1), "disk-bursting-month": None},
        ),
        (
            {"sku": {"name": "Standard_LRS"}, "diskSizeGB": 32},
            {"disk-s4-lrs-month": Decimal(1), "disk-standard-hdd-operations-10k": None},
        ),
        (
            {"sku": {"name": "UltraSSD_LRS"}, "diskSizeGB": 32, "diskIOPSReadWrite": 9},
            {"disk-ultra-gib-month": Decimal(32), "disk-ultra-iops-month": Decimal(9)},
        ),
        ({"sku": {"name": "Premium_LRS"}, "diskSizeGB": UNKNOWN}, {"disk-month": UNKNOWN}),
        ({"sku": {"name": "Premium_LRS"}, "diskSizeGB": 99999}, {"disk-month": UNKNOWN}),
        ({"sku": UNKNOWN, "diskSizeGB": 32}, {"disk-month": UNKNOWN}),
        ({"diskSizeGB": 32}, {"disk-month": UNKNOWN}),
    ],
)
def test_a_disk_of_its_own(inputs: Any, expected: object) -> None:
    assert charges(resource(DISK, "it", inputs)) == expected


@pytest.mark.parametrize(
    ("sku", "key"),
    [
        (None, {"snapshot-gib-month": None}),
        ({"name": "Standard_ZRS"}, {"snapshot-zrs-gib-month": None}),
        ({"name": UNKNOWN}, {"snapshot-gib-month": UNKNOWN}),
    ],
)
def test_a_snapshot_is_billed_by_what_is_in_it(sku: Any, key: object) -> None:
    assert charges(resource(SNAPSHOT, "it", {"sku": sku})) == key


@pytest.mark.parametrize(
    ("account", "share", "expected"),
    [
        ("Standard_LRS", {}, {"azure-files-transaction-optimized-lrs-gib-month": None}),
        ("Standard_RAGRS", {"accessTier": "Cool"}, {"azure-files-cool-grs-gib-month": None}),
        ("Standard_LRS", {"accessTier": UNKNOWN}, {"azure-files-gib-month": UNKNOWN}),
        ("Premium_LRS", {}, {"azure-files-premium-lrs-gib-month": UNKNOWN}),
        (
            "StandardV2_ZRS",
            {"shareQuota": 100, "provisionedIops": 1000},
            {
                "azure-files-hdd-v2-zrs-gib-month": Decimal(100),
                "azure-files-hdd-v2-zrs-iops-month": Decimal(1000),
                "azure-files-hdd-v2-zrs-mibps-month": UNKNOWN,
            },
        ),
        (UNKNOWN, {}, {"azure-files-gib-month": UNKNOWN}),
    ],
)
def test_a_file_share_is_billed_as_its_account_is(account: Any, share: Any, expected: object) -> None:
    held = resource(ACCOUNT, "files", {"accountName": "files", "kind": "FileStorage", "sku": {"name": account}})
    assert charges(held, resource(SHARE, "it", {"accountName": "files", **share})) == expected


def test_a_share_of_its_own_is_provisioned() -> None:
    properties = {"redundancy": "Zone", "provisionedStorageGiB": 64, "provisionedIOPerSec": UNKNOWN}
    assert charges(resource("azure-native:fileshares:FileShare", "it", {"properties": properties})) == {
        "azure-files-ssd-v2-zrs-gib-month": Decimal(64),
        "azure-files-ssd-v2-zrs-iops-month": UNKNOWN,
        "azure-files-ssd-v2-zrs-mibps-month": UNKNOWN,
    }
