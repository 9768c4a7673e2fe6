"""Rules at `remediate`: what is changed makes the rule pass, and what it does not need, or cannot know, stays as it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import UNKNOWN, SecretText
from penstock_policies import RULES, Outcome, Settings, evaluate, settings_from
from penstock_policies.remediation import remediated
from penstock_policies.suppressions.waivers import Waiver, Waivers

from .rule_facts import BUCKET, HERE, INSTANCE, LIFECYCLE, TEMPLATE, gcp_instance, group, instance, resource, urn

BASKET = "single-basket"
EVICTION = "eviction-keeps-disk"
UPLOADS = "incomplete-uploads"
REMEDYING = settings_from(
    {"all": "disabled"} | {rule.name: "remediate" for rule in RULES if rule.remediate is not None}
)
SPOT: dict[str, Any] = {"marketType": "spot", "spotOptions": {"instanceInterruptionBehavior": "stop"}}


def azure(token: str, inputs: dict[str, Any], name: str = "s") -> Resource:
    token = f"azure-native:{token}"
    return Resource(urn=urn(token, name), type=token, name=name, inputs={"location": "westeurope"} | inputs)


def capture(*resources: Resource) -> Capture:
    return Capture(project="team", stack="dev", resources=(HERE, *resources))


def outcomes(found: Capture) -> set[tuple[str, str]]:
    """(rule, outcome) of everything that was judged."""
    return {(it.verdict.rule, it.verdict.outcome.value) for it in evaluate(read(found), REMEDYING).verdicts}


def changes(*resources: Resource, settings: Settings = REMEDYING, waivers: Waivers | None = None) -> dict[str, str]:
    """Property -> value of what is changed."""
    _, found = remediated(capture(*resources), settings, waivers or Waivers())
    return {it.property: it.value for it in found}


DISTRIBUTION = "mixedInstancesPolicy.instancesDistribution"
SPOT_TARGET = {"defaultTargetCapacityType": "spot", "totalTargetCapacity": 2}
TYPES = [{"instanceType": "g5.xlarge"}, {"instanceType": "g6.xlarge"}]


def mixed(distribution: dict[str, Any]) -> Resource:
    policy = {"launchTemplate": {"overrides": TYPES}, "instancesDistribution": distribution}
    return group(mixedInstancesPolicy=policy, availabilityZones=["us-east-1a", "us-east-1b"])


def fleet(token: str, inputs: dict[str, Any]) -> Resource:
    return resource(token, "f", {"launchTemplateConfigs": [{"overrides": TYPES}]} | inputs)


BUCKET_OF_RULES = resource(BUCKET, "data", {"bucket": "data"})
OLD = {"id": "old", "status": "Enabled", "expiration": {"days": 30}}
KEPT = {"volumeSize": 10, "deleteOnTermination": False}
SIZE: dict[str, Any] = {"sku": {"name": "Standard_NC4as_T4_v3", "capacity": 1}}
DISK = {
    "osDisk": {"createOption": "FromImage", "diskSizeGB": 128, "managedDisk": {"storageAccountType": "Premium_LRS"}}
}

REMEDIED: dict[str, tuple[str, tuple[Resource, ...], dict[str, str]]] = {
    "an instance that is stopped": (
        EVICTION,
        (instance("g5.xlarge", instanceMarketOptions=SPOT),),
        {"instanceMarketOptions.spotOptions.instanceInterruptionBehavior": "terminate"},
    ),
    "the disks of an instance": (
        EVICTION,
        (
            instance(
                "g5.xlarge",
                instanceMarketOptions={"marketType": "spot"},
                rootBlockDevice=KEPT,
                ebsBlockDevices=[{"volumeSize": 1}, KEPT],
            ),
        ),
        {"rootBlockDevice.deleteOnTermination": "true", "ebsBlockDevices[1].deleteOnTermination": "true"},
    ),
    "a template and what launches from it": (
        EVICTION,
        (
            resource(
                TEMPLATE,
                "t",
                {
                    "name": "t",
                    "instanceType": "g5.xlarge",
                    "instanceMarketOptions": SPOT,
                    "blockDeviceMappings": [{"ebs": {"volumeSize": 5, "deleteOnTermination": "false"}}],
                },
            ),
            resource("aws:autoscaling/group:Group", "g", {"minSize": 0, "maxSize": 1, "launchTemplate": {"name": "t"}}),
        ),
        {
            "instanceMarketOptions.spotOptions.instanceInterruptionBehavior": "terminate",
            "blockDeviceMappings[0].ebs.deleteOnTermination": "true",
        },
    ),
    "a request": (
        EVICTION,
        (
            resource(
                "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
                "r",
                {"instanceType": "g5.xlarge", "instanceInterruptionBehavior": "hibernate"},
            ),
        ),
        {"instanceInterruptionBehavior": "terminate"},
    ),
    "a machine of Google Cloud": (
        EVICTION,
        (gcp_instance(scheduling={"provisioningModel": "SPOT", "instanceTerminationAction": "STOP"}),),
        {"scheduling.instanceTerminationAction": "DELETE"},
    ),
    "the disks of a template of Google Cloud": (
        EVICTION,
        (
            Resource(
                urn=urn("gcp:compute/instanceTemplate:InstanceTemplate", "t"),
                type="gcp:compute/instanceTemplate:InstanceTemplate",
                name="t",
                inputs={
                    "machineType": "g2-standard-4",
                    "scheduling": {"provisioningModel": "SPOT", "instanceTerminationAction": "DELETE"},
                    "disks": [{"source": "theirs", "autoDelete": False}, {"diskSizeGb": 10, "autoDelete": False}],
                },
            ),
        ),
        {"disks[1].autoDelete": "true"},
    ),
    "a machine of Azure and its disks": (
        EVICTION,
        (
            azure(
                "compute:VirtualMachine",
                {
                    "hardwareProfile": {"vmSize": "Standard_NC4as_T4_v3"},
                    "priority": "Spot",
                    "storageProfile": DISK | {"dataDisks": [{"createOption": "Attach", "lun": 0}]},
                },
            ),
        ),
        {"evictionPolicy": "Delete", "storageProfile.osDisk.deleteOption": "Delete"},
    ),
    "a scale set of an older API": (
        EVICTION,
        (
            azure(
                "compute/v20230301:VirtualMachineScaleSet",
                SIZE | {"virtualMachineProfile": {"priority": "Spot", "storageProfile": DISK}},
            ),
        ),
        {"virtualMachineProfile.evictionPolicy": "Delete"},
    ),
    "a pool of AKS": (
        EVICTION,
        (
            azure(
                "containerservice:AgentPool",
                {
                    "vmSize": "Standard_NC4as_T4_v3",
                    "count": 1,
                    "osDiskSizeGB": 128,
                    "scaleSetPriority": "Spot",
                    "scaleSetEvictionPolicy": "Deallocate",
                },
            ),
        ),
        {"scaleSetEvictionPolicy": "Delete"},
    ),
    "the strategy of a group": (
        BASKET,
        (mixed({"onDemandPercentageAboveBaseCapacity": 0, "spotInstancePools": 3}),),
        {
            f"{DISTRIBUTION}.spotAllocationStrategy": "price-capacity-optimized",
            f"{DISTRIBUTION}.spotInstancePools": "0",
        },
    ),
    "the strategy of a fleet": (
        BASKET,
        (fleet("aws:ec2/fleet:Fleet", {"targetCapacitySpecification": SPOT_TARGET}),),
        {"spotOptions.allocationStrategy": "price-capacity-optimized"},
    ),
    "the strategy of a spot fleet": (
        BASKET,
        (
            fleet(
                "aws:ec2/spotFleetRequest:SpotFleetRequest", {"targetCapacity": 2, "allocationStrategy": "lowestPrice"}
            ),
        ),
        {"allocationStrategy": "priceCapacityOptimized"},
    ),
    "the strategy of a fleet of Azure": (
        BASKET,
        (
            azure(
                "azurefleet:Fleet",
                {
                    "vmSizesProfile": [{"name": "Standard_NC4as_T4_v3"}],
                    "spotPriorityProfile": {"capacity": 2, "allocationStrategy": "LowestPrice"},
                },
            ),
        ),
        {"spotPriorityProfile.allocationStrategy": "PriceCapacityOptimized"},
    ),
    "a lifecycle of its own": (
        UPLOADS,
        (BUCKET_OF_RULES, resource(LIFECYCLE, "rules", {"bucket": "data", "rules": [OLD]})),
        {
            "rules[1]": '{"status": "Enabled", "filter": {}, "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7}}'
        },
    ),
    "a lifecycle in the bucket": (
        UPLOADS,
        (resource(BUCKET, "b", {"lifecycleRules": [{"enabled": True, "expiration": {"days": 3}}]}),),
        {"lifecycleRules[1]": '{"enabled": true, "abortIncompleteMultipartUploadDays": 7}'},
    ),
    "a lifecycle of Google Cloud": (
        UPLOADS,
        (
            Resource(
                urn=urn("gcp:storage/bucket:Bucket", "b"),
                type="gcp:storage/bucket:Bucket",
                name="b",
                inputs={
                    "location": "us-central1",
                    "lifecycleRules": [{"action": {"type": "Delete"}, "condition": {"age": 3}}],
                },
            ),
        ),
        {"lifecycleRules[1]": '{"action": {"type": "AbortIncompleteMultipartUpload"}, "condition": {"age": 7}}'},
    ),
}


@pytest.mark.parametrize("name", REMEDIED)
def test_what_fails_is_changed_so_that_it_passes_and_stays_so(name: str) -> None:
    rule, resources, expected = REMEDIED[name]
    assert (rule, "fail") in outcomes(capture(*resources)) or any(it.type.endswith("Template") for it in resources)

    after, found = remediated(capture(*resources), REMEDYING)

    assert {it.property: it.value for it in found} == expected
    assert {it.rule for it in found} == {rule}
    assert {outcome for its, outcome in outcomes(after) if its == rule} <= {"pass", "not_applicable"}
    assert remediated(after, REMEDYING) == (after, ())


LEFT_ALONE: dict[str, tuple[Resource, ...]] = {
    "what passes": (
        instance("g5.xlarge", instanceMarketOptions={"marketType": "spot"}, ebsBlockDevices=[{"volumeSize": 1}]),
    ),
    "what is on-demand": (instance("g5.xlarge", ebsBlockDevices=[KEPT]),),
    "a template that does not say it is spot": (
        resource(TEMPLATE, "t", {"instanceType": "g5.xlarge", "blockDeviceMappings": [{"ebs": KEPT}]}),
    ),
    "what may be spot": (instance("g5.xlarge", instanceMarketOptions=UNKNOWN, ebsBlockDevices=[KEPT]),),
    "a legacy preemptible machine, which has no action to choose": (gcp_instance(scheduling={"preemptible": True}),),
    "what is only looked up": (
        resource(INSTANCE, "i", {"instanceType": "g5.xlarge", "instanceMarketOptions": SPOT}, external=True),
    ),
    "a fleet with a number of pools, which another strategy does not take": (
        fleet(
            "aws:ec2/fleet:Fleet",
            {"targetCapacitySpecification": SPOT_TARGET, "spotOptions": {"instancePoolsToUseCount": 3}},
        ),
    ),
    "a strategy that is not known": (
        mixed({"onDemandPercentageAboveBaseCapacity": 0, "spotAllocationStrategy": UNKNOWN}),
    ),
    "a bucket without a lifecycle": (BUCKET_OF_RULES,),
    "rules that are not known": (resource(LIFECYCLE, "rules", {"bucket": "data", "rules": UNKNOWN}),),
    "a rule that may abort": (resource(LIFECYCLE, "rules", {"bucket": "data", "rules": [OLD, UNKNOWN]}),),
}


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_what_need_not_or_cannot_surely_be_changed_is_left_alone(name: str) -> None:
    given = capture(*LEFT_ALONE[name])
    assert remediated(given, REMEDYING) == (given, ())


def test_at_another_level_nothing_is_changed() -> None:
    (_, resources, _) = REMEDIED["an instance that is stopped"]
    for level in ("advisory", "mandatory", "disabled"):
        assert changes(*resources, settings=settings_from({"all": level})) == {}


def test_a_purpose_that_is_not_asked_keeps_its_disks() -> None:
    kept = instance("g5.xlarge", instanceMarketOptions=SPOT, tags={"purpose": "development"})
    level = {"enforcementLevel": "remediate", "purposes": ["training"]}
    assert changes(kept, settings=settings_from({"all": "disabled", EVICTION: level})) == {}


def test_what_is_waived_stays_as_it_was_agreed() -> None:
    kept = instance("g5.xlarge", instanceMarketOptions=SPOT)
    waiver = Waiver(
        rule=EVICTION,
        urn="*::i",
        owner="vision",
        reason="a disk to be looked at",
        ticket="ML-1",
        expires=date(2026, 12, 1),
        where="waivers.yaml:1",
    )
    assert changes(kept, waivers=Waivers(valid=(waiver,))) == {}


def test_the_limit_of_days_holds_for_the_rule_that_is_added() -> None:
    rules = resource(LIFECYCLE, "rules", {"bucket": "data", "rules": [OLD]})
    short = settings_from({"all": "disabled", UPLOADS: {"enforcementLevel": "remediate", "max_days": 2}})
    assert '"daysAfterInitiation": 2' in changes(rules, settings=short)["rules[1]"]


def test_no_secret_is_in_what_is_told() -> None:
    market = {"marketType": "spot", "spotOptions": {"instanceInterruptionBehavior": SecretText("stop")}}
    after, found = remediated(capture(instance("g5.xlarge", instanceMarketOptions=market)), REMEDYING)
    assert [it.property for it in found] == ["instanceMarketOptions.spotOptions.instanceInterruptionBehavior"]
    assert "terminate" not in str(after.resources[1].inputs)  # what stands in a secret's place is one


def test_what_a_rule_at_remediate_still_fails_blocks() -> None:
    legacy = gcp_instance(scheduling={"preemptible": True})
    after, found = remediated(capture(legacy), REMEDYING)
    assert found == ()
    (verdict,) = (it for it in evaluate(read(after), REMEDYING).verdicts if it.verdict.rule == EVICTION)
    assert verdict.verdict.outcome is Outcome.FAIL
    assert verdict.blocks
