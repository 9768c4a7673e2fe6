"""orphan-disk and provisioned-iops-idle speak of disks on Google Cloud and Azure as they do on AWS."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import gcp_instance, on_azure, on_gcp, outcome, verdict

ORPHAN, IOPS = "orphan-disk", "provisioned-iops-idle"
GCP_DISK = on_gcp("gcp:compute/disk:Disk", "data", name="data", type="pd-ssd", size=500)
AZURE_DISK = on_azure("azure-native:compute:Disk", "data", diskName="data", sku={"name": "Premium_LRS"}, diskSizeGB=512)
FAST = on_gcp("gcp:compute/disk:Disk", "data", name="data", type="hyperdisk-balanced", size=500, provisionedIops=13000)
ULTRA = on_azure(
    "azure-native:compute:Disk", "data", sku={"name": "UltraSSD_LRS"}, diskSizeGB=512, diskIOPSReadWrite=4000
)


def made_of(user: Resource, disk: Resource, path: str) -> Resource:
    return replace(user, property_dependencies={path: (disk.urn,)})


BY_NAME = gcp_instance(attachedDisks=[{"source": "data"}])
BY_ID = made_of(gcp_instance(attachedDisks=[{"source": UNKNOWN}]), GCP_DISK, "attachedDisks")
BOOT = made_of(gcp_instance(bootDisk={"source": UNKNOWN}), GCP_DISK, "bootDisk")
APART = made_of(on_gcp("gcp:compute/attachedDisk:AttachedDisk", "on", disk=UNKNOWN, instance="vm"), GCP_DISK, "disk")
SNAPSHOT = made_of(on_gcp("gcp:compute/snapshot:Snapshot", "copy", sourceDisk=UNKNOWN), GCP_DISK, "sourceDisk")
MANIFEST = made_of(on_gcp("gcp:storage/bucketObject:BucketObject", "pv", content=UNKNOWN), GCP_DISK, "content")


def vm(**storage: Any) -> Resource:
    return on_azure("azure-native:compute:VirtualMachine", "vm", storageProfile=storage)


ON_VM = made_of(vm(dataDisks=[{"managedDisk": {"id": UNKNOWN}}]), AZURE_DISK, "storageProfile")
COPIED = made_of(on_azure("azure-native:compute:Snapshot", "copy", creationData=UNKNOWN), AZURE_DISK, "creationData")


@pytest.mark.parametrize(
    ("disk", "others", "expected"),
    [
        (GCP_DISK, [], Outcome.FAIL),
        (GCP_DISK, [gcp_instance()], Outcome.FAIL),
        (GCP_DISK, [BY_NAME], Outcome.PASS),
        (GCP_DISK, [BY_ID], Outcome.PASS),
        (GCP_DISK, [BOOT], Outcome.PASS),
        (GCP_DISK, [APART], Outcome.PASS),
        (GCP_DISK, [SNAPSHOT], Outcome.FAIL),
        (GCP_DISK, [MANIFEST], Outcome.UNDETERMINED),
        (AZURE_DISK, [], Outcome.FAIL),
        (AZURE_DISK, [vm(osDisk={})], Outcome.FAIL),
        (AZURE_DISK, [ON_VM], Outcome.PASS),
        (AZURE_DISK, [COPIED], Outcome.FAIL),
    ],
)
def test_a_disk_belongs_to_a_machine(disk: Resource, others: list[Resource], expected: Outcome) -> None:
    assert outcome(ORPHAN, disk, *others, about="data") is expected


@pytest.mark.parametrize(
    ("disk", "users", "expected"),
    [
        (FAST, [], Outcome.FAIL),
        (FAST, [BY_NAME], Outcome.PASS),
        (GCP_DISK, [], Outcome.NOT_APPLICABLE),
        (replace(FAST, inputs={**FAST.inputs, "provisionedIops": 3000}), [], Outcome.NOT_APPLICABLE),
        (ULTRA, [], Outcome.FAIL),
        (AZURE_DISK, [], Outcome.NOT_APPLICABLE),
    ],
)
def test_paid_iops_are_used(disk: Resource, users: list[Resource], expected: Outcome) -> None:
    assert outcome(IOPS, disk, *users, about="data") is expected


def test_the_fix_names_a_kind_of_the_disks_own_cloud() -> None:
    assert "pays for 10,000 IOPS" in verdict(IOPS, FAST, about="data").message
    assert "pd-balanced" in verdict(IOPS, FAST, about="data").fix
    assert "Premium_LRS" in verdict(IOPS, ULTRA, about="data").fix
