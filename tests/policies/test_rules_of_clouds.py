"""The page says on which clouds' resources a rule speaks; a program of each cloud shows that it is true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import RULES, Outcome, Rule
from penstock_policies.docs import clouds_of, page

from .rule_facts import (
    BUCKET,
    LIFECYCLE,
    TEMPLATE,
    gcp_instance,
    group,
    instance,
    on_azure,
    on_gcp,
    resource,
    urn,
    verdicts,
)

SPEAKS = {Outcome.PASS, Outcome.FAIL, Outcome.UNDETERMINED}
SAVING = "penstock:save-within-seconds"
SPOT = {"provisioningModel": "SPOT", "preemptible": True}
T4 = "Standard_NC4as_T4_v3"
MOVES = {"transitions": [{"days": 1, "storageClass": "GLACIER_IR"}], "expiration": {"days": 10}}


def _aws() -> list[Resource]:
    far = {"destination": {"bucket": "arn:aws:s3:::elsewhere"}, "status": "Enabled", "id": "r"}
    return [
        group("spot", tags={SAVING: "60"}, desiredCapacity=1),
        group("again", tags={SAVING: "60"}, desiredCapacity=1),
        group("plain", spot=False, placementGroup=UNKNOWN, availabilityZones=["us-east-1a", "us-east-1b"]),
        resource("aws:autoscaling/schedule:Schedule", "off", {"autoscalingGroupName": "plain", "recurrence": "0 18 * * *", "desiredCapacity": 0}),
        instance("g5.xlarge", "box", associatePublicIpAddress=True, userData="aws s3 cp s3://elsewhere/x ."),
        resource(TEMPLATE, "wide", {"name": "wide", "instanceRequirements": {"vcpuCounts": {"min": 8}, "memoryMib": {"min": 1}}}),
        resource(TEMPLATE, "near", {"name": "near", "instanceType": "p4d.24xlarge", "networkInterfaces": [{"interfaceType": "efa"}]}),
        resource("aws:autoscaling/group:Group", "gang", {"minSize": 0, "maxSize": 2, "launchTemplate": {"name": "near"}, "availabilityZones": ["us-east-1a", "us-east-1b"]}),
        resource("aws:ec2/capacityReservation:CapacityReservation", "held", {"instanceType": "g5.xlarge", "instanceCount": 1}),
        resource("aws:ec2/natGateway:NatGateway", "nat", {"subnetId": "subnet-1"}),
        resource(BUCKET, "data", {"bucket": "data", "tags": {"penstock:use": "checkpoint"}}),
        resource(LIFECYCLE, "rules", {"bucket": "data", "rules": [{"id": "r", "status": "Enabled", "filter": {}} | MOVES]}),
        resource("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "copy", {"bucket": "data", "rules": [far]}),
        resource("aws:ebs/volume:Volume", "disk", {"type": "io2", "size": 100, "iops": 9000, "availabilityZone": "us-east-1a"}),
        resource("aws:ebs/snapshot:Snapshot", "snapshot", {"volumeId": "vol-1"}),
    ]  # fmt: skip


def _gcp() -> list[Resource]:
    template = on_gcp(
        "gcp:compute/instanceTemplate:InstanceTemplate", "t", name="t", machineType="g2-standard-4", scheduling=SPOT
    )
    manager = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager"
    spot = {"versions": [{"instanceTemplate": "t"}], "targetSize": 1, "region": "us-central1"}
    labels = {"labels": {"penstock-save-within-seconds": "60"}}
    moves = [
        {"action": {"type": "SetStorageClass", "storageClass": "COLDLINE"}, "condition": {"age": 1}},
        {"action": {"type": "Delete"}, "condition": {"age": 9}},
    ]
    return [
        template,
        on_gcp(manager, "spot", **spot, name="spot", allInstancesConfig=labels),
        on_gcp(manager, "again", **spot, allInstancesConfig=labels),
        on_gcp("gcp:cloudscheduler/job:Job", "off", schedule="0 18 * * *", httpTarget={"uri": "https://compute.googleapis.com/compute/v1/projects/p/regions/us-central1/instanceGroupManagers/spot/resize?size=0"}),
        on_gcp("gcp:container/cluster:Cluster", "cluster", clusterAutoscaling={"enabled": True, "resourceLimits": []}),
        on_gcp("gcp:container/nodePool:NodePool", "pool", nodeConfig={"machineType": "g2-standard-4"}, nodeCount=1),
        gcp_instance(name="box", networkInterfaces=[{"accessConfigs": [{}]}], metadataStartupScript="gsutil cp gs://elsewhere/x ."),
        on_gcp("gcp:compute/reservation:Reservation", "held", specificReservation={"count": 1, "instanceProperties": {"machineType": "g2-standard-4"}}),
        on_gcp("gcp:storage/bucket:Bucket", "data", location="US", labels={"penstock-use": "checkpoint"}, lifecycleRules=moves),
        on_gcp("gcp:compute/disk:Disk", "disk", type="hyperdisk-balanced", size=100, provisionedIops=9000),
        on_gcp("gcp:compute/snapshot:Snapshot", "snapshot", sourceDisk="disk-1"),
    ]  # fmt: skip


def _azure() -> list[Resource]:
    scale_set = "azure-native:compute:VirtualMachineScaleSet"
    spot: dict[str, Any] = {
        "sku": {"name": T4, "capacity": 1},
        "virtualMachineProfile": {"priority": "Spot"},
        "tags": {SAVING: "20"},
    }
    moves = {
        "name": "r",
        "type": "Lifecycle",
        "enabled": True,
        "definition": {
            "filters": {"blobTypes": ["blockBlob"]},
            "actions": {
                "baseBlob": {
                    "tierToCool": {"daysAfterModificationGreaterThan": 1},
                    "delete": {"daysAfterModificationGreaterThan": 9},
                }
            },
        },
    }
    profile = {
        "capacity": {"minimum": "0", "maximum": "0"},
        "recurrence": {
            "frequency": "Week",
            "schedule": {"days": ["Monday"], "hours": [18], "minutes": [0], "timeZone": "UTC"},
        },
    }
    return [
        on_azure(scale_set, "spot", **spot, vmScaleSetName="spot"),
        on_azure(scale_set, "again", **spot),
        on_azure(scale_set, "plain", sku={"name": T4, "capacity": 1}, virtualMachineProfile={"networkProfile": {"networkInterfaceConfigurations": [{"ipConfigurations": [{"publicIPAddressConfiguration": {"name": "a"}}]}]}}),
        on_azure("azure-native:monitor:AutoscaleSetting", "off", enabled=True, targetResourceUri="spot", profiles=[profile]),
        on_azure("azure-native:containerservice:ManagedCluster", "cluster", nodeProvisioningProfile={"mode": "Auto"}),
        on_azure("azure-native:compute:VirtualMachine", "box", hardwareProfile={"vmSize": T4}, userData="YXpjb3B5IGh0dHBzOi8vZWxzZXdoZXJlLmJsb2IuY29yZS53aW5kb3dzLm5ldC94IC4="),
        on_azure("azure-native:compute:CapacityReservation", "held", sku={"name": T4, "capacity": 1}),
        on_azure("azure-native:network:NatGateway", "nat"),
        on_azure("azure-native:storage:StorageAccount", "data", accountName="data", sku={"name": "Standard_GRS"}, tags={"penstock:use": "checkpoint"}),
        on_azure("azure-native:storage:ManagementPolicy", "rules", accountName="data", policy={"rules": [moves]}),
        on_azure("azure-native:compute:Disk", "disk", sku={"name": "UltraSSD_LRS"}, diskSizeGB=100, diskIOPSReadWrite=9000),
        on_azure("azure-native:compute:Snapshot", "snapshot", creationData={}),
    ]  # fmt: skip


def _by(package: str, program: list[Resource], **inputs: str) -> list[Resource]:
    """The program with a provider of its own, which names its region."""
    token = f"pulumi:providers:{package}"
    provider = Resource(urn=urn(token, "mine"), type=token, name="mine", inputs=inputs)
    return [provider, *(replace(it, provider=provider.urn) for it in program)]


PROGRAMS: Mapping[str, list[Resource]] = {
    "aws": _aws(),
    "gcp": _by("gcp", _gcp(), region="us-central1"),
    "azure": _by("azure-native", _azure(), location="eastus"),
}
NAMES = {"aws": "AWS", "gcp": "Google Cloud", "azure": "Azure"}


@pytest.mark.parametrize("rule", RULES, ids=lambda it: it.name)
def test_a_rule_speaks_on_the_clouds_that_its_page_names(rule: Rule) -> None:
    speaks = {
        cloud for cloud, program in PROGRAMS.items() if SPEAKS & {it.outcome for it in verdicts(rule.name, *program)}
    }
    assert speaks == set(clouds_of(rule))
    said = f"Speaks of resources on {', '.join(NAMES[it] for it in clouds_of(rule))}."
    assert said in page([rule])
