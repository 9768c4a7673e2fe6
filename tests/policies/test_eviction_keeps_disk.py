"""eviction-keeps-disk: a spot node that is only stopped, or leaves its disks, fails on each cloud."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import GROUP, TEMPLATE, gcp_instance, group, instance, outcome, resource, urn, verdict

NAME = "eviction-keeps-disk"


def spot(**inputs: Any) -> Resource:
    behaviour = inputs.pop("behaviour", None)
    options = {} if behaviour is None else {"spotOptions": {"instanceInterruptionBehavior": behaviour}}
    return instance("g5.xlarge", instanceMarketOptions={"marketType": "spot"} | options, **inputs)


@pytest.mark.parametrize(
    ("behaviour", "expected"),
    [
        (None, Outcome.PASS),
        ("terminate", Outcome.PASS),
        ("stop", Outcome.FAIL),
        ("hibernate", Outcome.FAIL),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_aws_keeps_what_it_stops(behaviour: Any, expected: Outcome) -> None:
    assert outcome(NAME, spot(behaviour=behaviour)) is expected


@pytest.mark.parametrize(
    ("kept", "expected"), [(True, Outcome.PASS), (False, Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED)]
)
def test_a_disk_that_outlives_its_node_is_kept_too(kept: Any, expected: Outcome) -> None:
    disks = [{"volumeSize": 500, "deviceName": "/dev/sdb", "deleteOnTermination": kept}]
    assert outcome(NAME, spot(ebsBlockDevices=disks)) is expected
    template = resource(
        TEMPLATE,
        "t",
        {
            "name": "t",
            "instanceType": "g5.xlarge",
            "instanceMarketOptions": {"marketType": "spot"},
            "blockDeviceMappings": [{"ebs": {"volumeSize": 500, "deleteOnTermination": kept}}],
        },
    )
    using = resource(GROUP, "g", {"minSize": 0, "maxSize": 1, "launchTemplate": {"name": "t"}})
    assert outcome(NAME, template, using) is expected


@pytest.mark.parametrize(
    ("scheduling", "expected"),
    [
        ({"provisioningModel": "SPOT"}, Outcome.FAIL),
        ({"provisioningModel": "SPOT", "instanceTerminationAction": "STOP"}, Outcome.FAIL),
        ({"provisioningModel": "SPOT", "instanceTerminationAction": "DELETE"}, Outcome.PASS),
        ({"provisioningModel": "SPOT", "instanceTerminationAction": UNKNOWN}, Outcome.UNDETERMINED),
        ({"preemptible": True}, Outcome.FAIL),
        ({"provisioningModel": "STANDARD"}, Outcome.NOT_APPLICABLE),
        (None, Outcome.NOT_APPLICABLE),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_google_cloud_stops_unless_told_to_delete(scheduling: Any, expected: Outcome) -> None:
    assert outcome(NAME, gcp_instance(scheduling=scheduling)) is expected


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({"priority": "Spot"}, Outcome.FAIL),
        ({"priority": "Spot", "evictionPolicy": "Deallocate"}, Outcome.FAIL),
        ({"priority": "Spot", "evictionPolicy": "Delete"}, Outcome.PASS),
        ({"priority": "Spot", "evictionPolicy": UNKNOWN}, Outcome.UNDETERMINED),
        ({"priority": "Regular"}, Outcome.NOT_APPLICABLE),
        (UNKNOWN, Outcome.UNDETERMINED),
    ],
)
def test_azure_deallocates_unless_told_to_delete(profile: Any, expected: Outcome) -> None:
    token = "azure-native:compute:VirtualMachineScaleSet"
    inputs: dict[str, Any] = {
        "location": "westeurope",
        "sku": {"name": "Standard_NC4as_T4_v3", "capacity": 1},
        "virtualMachineProfile": profile,
    }
    assert outcome(NAME, Resource(urn=urn(token, "s"), type=token, name="s", inputs=inputs)) is expected


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"scaleSetPriority": "Spot"}, Outcome.PASS),
        ({"scaleSetPriority": "Spot", "scaleSetEvictionPolicy": "Delete"}, Outcome.PASS),
        ({"scaleSetPriority": "Spot", "scaleSetEvictionPolicy": "Deallocate"}, Outcome.FAIL),
        ({"scaleSetPriority": "Spot", "scaleSetEvictionPolicy": UNKNOWN}, Outcome.UNDETERMINED),
        ({}, Outcome.NOT_APPLICABLE),
    ],
)
def test_a_pool_of_aks_deletes_unless_told_to_deallocate(inputs: dict[str, Any], expected: Outcome) -> None:
    token = "azure-native:containerservice:AgentPool"
    given = {"vmSize": "Standard_NC4as_T4_v3", "count": 1, "osDiskSizeGB": 128, "osDiskType": "Managed"} | inputs
    assert outcome(NAME, Resource(urn=urn(token, "p"), type=token, name="p", inputs=given)) is expected


def test_a_message_says_what_is_left_and_how_to_delete_it() -> None:
    found = verdict(NAME, gcp_instance(scheduling={"provisioningModel": "SPOT"}))
    assert (
        found.message
        == "a reclaimed node is only stopped, and its disks bill on; limit for spot: nothing is left that bills"
    )
    assert found.fix == "set scheduling.instanceTerminationAction: DELETE, and autoDelete on the disks"


def test_nodes_of_a_template_that_is_not_in_the_program_are_not_passed() -> None:
    elsewhere = resource(GROUP, "g", {"minSize": 0, "maxSize": 1, "launchTemplate": {"id": "lt-0123456789abcdef0"}})
    assert outcome(NAME, elsewhere) is Outcome.UNDETERMINED


def test_how_a_pool_is_bought_that_is_not_known_may_keep_its_disks() -> None:
    policy = {"launchTemplate": {"overrides": [{"instanceType": "g5.xlarge"}]}, "instancesDistribution": UNKNOWN}
    assert outcome(NAME, group(mixedInstancesPolicy=policy)) is Outcome.UNDETERMINED
    token = "gcp:compute/instanceGroupManager:InstanceGroupManager"
    inputs = {"zone": "us-central1-a", "targetSize": 1, "versions": [{"instanceTemplate": UNKNOWN}]}
    assert outcome(NAME, Resource(urn=urn(token, "g"), type=token, name="g", inputs=inputs)) is Outcome.UNDETERMINED


def test_on_demand_nodes_are_not_reclaimed() -> None:
    assert outcome(NAME, instance("g5.xlarge")) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, group(spot=True)) is Outcome.PASS


def test_a_purpose_may_be_left_out() -> None:
    settings = {"purposes": ["training", "unstated"]}
    kept = spot(behaviour="stop", tags={"purpose": "development"})
    assert outcome(NAME, kept, settings=settings) is Outcome.NOT_APPLICABLE
    assert outcome(NAME, kept) is Outcome.FAIL
    assert outcome(NAME, spot(behaviour="stop", tags={"purpose": UNKNOWN}), settings=settings) is Outcome.UNDETERMINED
