"""single-basket: a spot pool of one type, or in one zone, is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Enforcement, Outcome

from .rule_facts import group, instance, on_azure, on_gcp, outcome, provider, resource, rule, urn, verdict, verdicts

NAME = "single-basket"
ZONES = ["us-east-1a", "us-east-1b"]


BY_CAPACITY = {"spotAllocationStrategy": "price-capacity-optimized"}


def pool(
    *kinds: Any, zones: Any = ZONES, percent: Any = 0, strategy: dict[str, Any] = BY_CAPACITY, **inputs: Any
) -> Resource:
    policy = {
        "launchTemplate": {"overrides": [{"instanceType": kind} for kind in kinds]},
        "instancesDistribution": {"onDemandPercentageAboveBaseCapacity": percent} | strategy,
    }
    return group(mixedInstancesPolicy=policy, availabilityZones=zones, **inputs)


def test_two_types_in_two_zones_pass() -> None:
    assert outcome(NAME, pool("g5.xlarge", "g5.2xlarge")) is Outcome.PASS


def test_one_type_and_one_zone_are_both_said() -> None:
    found = verdict(NAME, pool("g5.xlarge", zones=["us-east-1a"]))
    assert found.outcome is Outcome.FAIL
    assert found.message == (
        "it does not have 2 instance types or 2 zones; limit for spot: 2 instance types and 2 zones or more"
    )
    assert found.fix == "add types with the same accelerators and add subnets of other zones"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (pool("g5.xlarge"), Outcome.FAIL),
        (pool("g5.xlarge", "g5.xlarge"), Outcome.FAIL),
        (pool("g5.xlarge", "g5.2xlarge", zones=["us-east-1a"]), Outcome.FAIL),
        (pool("g5.xlarge", UNKNOWN), Outcome.UNDETERMINED),
        (pool("g5.xlarge", zones=UNKNOWN), Outcome.FAIL),
        (pool("g5.xlarge", "g5.2xlarge", zones=UNKNOWN), Outcome.UNDETERMINED),
        (pool("g5.xlarge", percent=100), Outcome.NOT_APPLICABLE),
        (pool("g5.xlarge", percent=UNKNOWN), Outcome.UNDETERMINED),
        (pool("t3.micro"), Outcome.NOT_APPLICABLE),
    ],
)
def test_what_is_one_basket(given: Resource, expected: Outcome) -> None:
    assert outcome(NAME, given) is expected


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        ({}, Outcome.FAIL),  # the provider's default
        ({"spotAllocationStrategy": "lowest-price"}, Outcome.FAIL),
        ({"spotAllocationStrategy": "Lowest-Price"}, Outcome.FAIL),
        ({"spotAllocationStrategy": UNKNOWN}, Outcome.UNDETERMINED),
        ({"spotAllocationStrategy": "the-best"}, Outcome.UNDETERMINED),
    ],
)
def test_a_pool_that_takes_the_cheapest_alone_is_found(strategy: dict[str, Any], expected: Outcome) -> None:
    places, found = sorted(verdicts(NAME, pool("g5.xlarge", "g5.2xlarge", strategy=strategy)))
    assert places.outcome is Outcome.PASS
    assert found.outcome is expected
    assert found.property == "mixedInstancesPolicy.instancesDistribution.spotAllocationStrategy"
    assert found.message.endswith("limit for spot: an allocation strategy by capacity")


def test_a_distribution_that_is_not_known_may_take_the_cheapest() -> None:
    policy = {"launchTemplate": {"overrides": [{"instanceType": "g5.xlarge"}, {"instanceType": "g6.xlarge"}]}}
    unknown = group(mixedInstancesPolicy=policy | {"instancesDistribution": UNKNOWN}, availabilityZones=ZONES)
    assert [it.outcome for it in sorted(verdicts(NAME, unknown))][1:] == [Outcome.UNDETERMINED]


@pytest.mark.parametrize("kind", ["capacity-optimized", "capacity-optimized-prioritized", "price-capacity-optimized"])
def test_a_strategy_by_capacity_is_no_finding(kind: str) -> None:
    (found,) = verdicts(NAME, pool("g5.xlarge", "g5.2xlarge", strategy={"spotAllocationStrategy": kind}))
    assert found.outcome is Outcome.PASS


def test_where_nothing_is_spot_no_strategy_is_asked() -> None:
    assert outcome(NAME, pool("g5.xlarge", percent=100, strategy={})) is Outcome.NOT_APPLICABLE


def test_a_gang_must_be_in_one_zone() -> None:
    together = resource("aws:ec2/placementGroup:PlacementGroup", "near", {"name": "near", "strategy": "cluster"})
    gang = pool("g5.xlarge", "g5.2xlarge", zones=["us-east-1a"], placementGroup="near")
    assert outcome(NAME, gang, together) is Outcome.PASS


def test_a_gang_is_of_one_type_and_says_so() -> None:
    together = resource("aws:ec2/placementGroup:PlacementGroup", "near", {"name": "near", "strategy": "cluster"})
    found = verdict(NAME, pool("g5.xlarge", zones=["us-east-1a"], placementGroup="near"), together)
    assert found.outcome is Outcome.PASS
    assert found.message.startswith("one type alone: the nodes of a gang work as one job, and must be alike; limit")


def test_accelerators_that_a_region_sells_in_one_type_are_asked_for_no_second() -> None:
    """8 A100 are p4d.24xlarge and p4de.24xlarge in Virginia, and p4d.24xlarge alone in Ireland (EC2, Instance types by region)."""
    assert outcome(NAME, pool("p4d.24xlarge")) is Outcome.FAIL
    there = provider("eu-west-1")
    moved = replace(pool("p4d.24xlarge", zones=["eu-west-1a", "eu-west-1b"]), provider=there.urn)
    found = verdict(NAME, there, moved)
    assert found.outcome is Outcome.PASS
    assert found.message.startswith("one type alone: eu-west-1 sells 8 x A100 in no other; limit")
    one_zone = replace(pool("p4d.24xlarge", zones=["eu-west-1a"]), provider=there.urn)
    assert verdict(NAME, there, one_zone).message.startswith("it does not have 2 zones")


def test_azure_has_no_second_size_for_a_pool() -> None:
    token = "azure-native:compute:VirtualMachineScaleSet"
    inputs = {
        "location": "westeurope",
        "sku": {"name": "Standard_NC4as_T4_v3", "capacity": 1},
        "virtualMachineProfile": {"priority": "Spot"},
    }
    assert outcome(NAME, Resource(urn=urn(token, "s"), type=token, name="s", inputs=inputs)) is Outcome.PASS


def test_what_has_room_for_one_type_is_asked_for_no_second() -> None:
    config: dict[str, Any] = {"machineType": "g2-standard-4", "spot": True}
    nodes = on_gcp(
        "gcp:container/nodePool:NodePool", nodeConfig=config, nodeLocations=["us-central1-a", "us-central1-b"]
    )
    assert outcome(NAME, nodes) is Outcome.PASS
    one_zone = on_gcp("gcp:container/nodePool:NodePool", nodeConfig=config, nodeLocations=["us-central1-a"])
    assert outcome(NAME, one_zone) is Outcome.FAIL
    job = {"resourceConfig": {"instanceType": "ml.g5.xlarge", "instanceCount": 2}, "enableManagedSpotTraining": True}
    assert outcome(NAME, resource("aws:sagemaker/trainingJob:TrainingJob", "job", job)) is Outcome.PASS


def test_the_number_of_types_can_be_set() -> None:
    assert outcome(NAME, pool("g5.xlarge"), settings={"min_types": 1}) is Outcome.PASS
    assert outcome(NAME, pool("g5.xlarge", "g5.2xlarge"), settings={"min_types": 3}) is Outcome.FAIL


def test_it_advises_and_says_nothing_of_single_machines() -> None:
    assert rule(NAME).enforcement is Enforcement.ADVISORY
    assert verdicts(NAME, instance("g5.xlarge", instanceMarketOptions={"marketType": "spot"})) == []


def test_subnets_of_our_own_network_have_a_zone_each_before_the_zones_have_names() -> None:
    network = resource("penstock:aws:Network", "network", {"zones": 2}, custom=False, provider=None)
    subnets = [
        resource("aws:ec2/subnet:Subnet", f"s{index}", {"availabilityZone": UNKNOWN}, parent=network.urn)
        for index in range(2)
    ]
    plain = [replace(it, parent=None) for it in subnets]
    given = pool("g5.xlarge", "g5.2xlarge", zones=None, vpcZoneIdentifiers=[UNKNOWN, UNKNOWN])

    def judged(*found: Resource) -> Outcome:
        sources = {"vpcZoneIdentifiers": tuple(it.urn for it in found)}
        return outcome(NAME, network, *found, replace(given, property_dependencies=sources), about=given.name)

    assert judged(*subnets) is Outcome.PASS
    assert judged(*plain) is Outcome.UNDETERMINED


@pytest.mark.parametrize(
    ("zones", "expected"),
    [(["1", "2"], Outcome.PASS), (["1"], Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED), (None, Outcome.PASS)],
)
def test_zones_of_azure_count(zones: Any, expected: Outcome) -> None:
    size, spot = "Standard_NC4as_T4_v3", {"priority": "Spot"}
    machines = on_azure(
        "azure-native:compute:VirtualMachineScaleSet",
        sku={"name": size, "capacity": 1},
        virtualMachineProfile=spot,
        zones=zones,
    )
    nodes = on_azure(
        "azure-native:containerservice:AgentPool", vmSize=size, scaleSetPriority="Spot", availabilityZones=zones
    )
    for found in (machines, nodes):
        assert outcome(NAME, found) is expected
        assert expected is Outcome.PASS or "zones" in verdict(NAME, found).fix
