"""Which of several types a cloud launches, by the strategy that a program states or leaves to the default."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.facts import Takes
from penstock.resources.reading.values import UNKNOWN
from resources.azure import azure_program as azure
from resources.resource_facts import GROUP, node, resource

FLEET = "aws:ec2/fleet:Fleet"
NODE_GROUP = "aws:eks/nodeGroup:NodeGroup"
TYPES = {"overrides": [{"instanceType": "g5.48xlarge"}, {"instanceType": "g5.xlarge"}]}


def takes(token: str, inputs: dict[str, Any]) -> tuple[Any, Any]:
    capacity = node(resource(token, "it", inputs)).capacity
    assert capacity is not None
    return capacity.on_demand_takes, capacity.spot_takes


@pytest.mark.parametrize(
    ("distribution", "expected"),
    [
        ({}, (Takes.FIRST, Takes.CHEAPEST)),
        ({"onDemandAllocationStrategy": "prioritized"}, (Takes.FIRST, Takes.CHEAPEST)),
        ({"onDemandAllocationStrategy": "lowest-price"}, (Takes.CHEAPEST, Takes.CHEAPEST)),
        ({"onDemandAllocationStrategy": UNKNOWN}, (UNKNOWN, Takes.CHEAPEST)),
        ({"spotAllocationStrategy": "capacity-optimized-prioritized"}, (Takes.FIRST, Takes.ANY)),
        ({"spotAllocationStrategy": "price-capacity-optimized"}, (Takes.FIRST, Takes.ANY)),
        ({"spotAllocationStrategy": "capacity-optimized"}, (Takes.FIRST, Takes.ANY)),
        ({"spotAllocationStrategy": UNKNOWN}, (Takes.FIRST, UNKNOWN)),
    ],
)
def test_a_group_takes_by_its_distribution(distribution: dict[str, Any], expected: object) -> None:
    mixed = {"instancesDistribution": distribution, "launchTemplate": TYPES}
    assert takes(GROUP, {"minSize": 1, "maxSize": 1, "mixedInstancesPolicy": mixed}) == expected


def test_an_eks_node_group_takes_its_types_in_order_on_demand_and_by_capacity_on_spot() -> None:
    assert takes(NODE_GROUP, {"instanceTypes": ["g5.2xlarge", "g5.xlarge"]}) == (Takes.FIRST, Takes.ANY)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, (Takes.CHEAPEST, Takes.CHEAPEST)),
        ({"onDemandOptions": {"allocationStrategy": "prioritized"}}, (Takes.FIRST, Takes.CHEAPEST)),
        ({"spotOptions": {"allocationStrategy": "diversified"}}, (Takes.CHEAPEST, Takes.ANY)),
    ],
)
def test_a_fleet_takes_the_cheapest_by_default(options: dict[str, Any], expected: object) -> None:
    target = {"targetCapacitySpecification": {"defaultTargetCapacityType": "on-demand", "totalTargetCapacity": 1}}
    assert takes(FLEET, {"launchTemplateConfigs": [TYPES], **target, **options}) == expected


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        (None, Takes.CHEAPEST),
        ("LowestPrice", Takes.CHEAPEST),
        ("CapacityOptimized", Takes.ANY),
        ("Prioritized", Takes.FIRST),
    ],
)
def test_an_instance_mix_of_azure_takes_by_its_strategy(strategy: Any, expected: object) -> None:
    mix = {"vmSizes": [{"name": "Standard_D4s_v5"}, {"name": "Standard_D8s_v5"}], "allocationStrategy": strategy}
    capacity = azure.node(
        azure.resource(
            "azure-native:compute:VirtualMachineScaleSet", "set", {"skuProfile": mix, "sku": {"name": "Mix"}}
        )
    ).capacity
    assert capacity is not None
    assert capacity.on_demand_takes == expected
