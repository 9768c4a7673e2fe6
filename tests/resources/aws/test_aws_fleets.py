"""Fleets: every template and specification that a node may come from, and how the target is bought."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.resources.facts import Node
from penstock.resources.reading.values import UNKNOWN
from resources.resource_facts import TEMPLATE, node, resource, types

FLEET = "aws:ec2/fleet:Fleet"
SPOT_FLEET = "aws:ec2/spotFleetRequest:SpotFleetRequest"
H100 = resource(TEMPLATE, "h100", {"name": "h100", "instanceType": "p5.48xlarge"})


def fleet(configs: Any = None, **target: Any) -> Node:
    on_h100 = [{"launchTemplateSpecification": {"launchTemplateName": "h100"}}]
    inputs = {"launchTemplateConfigs": on_h100 if configs is None else configs, "targetCapacitySpecification": target}
    return node(resource(FLEET, "f", inputs), H100)


def spot_fleet(**inputs: Any) -> Node:
    return node(resource(SPOT_FLEET, "f", {"targetCapacity": 4} | inputs), H100)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ({"defaultTargetCapacityType": "spot"}, (0, Decimal(100))),
        ({"defaultTargetCapacityType": "spot", "onDemandTargetCapacity": "1"}, (1, Decimal(100))),
        ({"defaultTargetCapacityType": "on-demand"}, (0, Decimal(0))),
        ({"defaultTargetCapacityType": "on-demand", "spotTargetCapacity": 3}, (1, Decimal(100))),
        ({"defaultTargetCapacityType": "on-demand", "spotTargetCapacity": UNKNOWN}, (UNKNOWN, UNKNOWN)),
        ({"defaultTargetCapacityType": UNKNOWN}, (UNKNOWN, UNKNOWN)),
        ({}, (UNKNOWN, UNKNOWN)),
    ],
)
def test_how_a_fleet_is_bought(target: dict[str, Any], expected: object) -> None:
    capacity = fleet(**{"totalTargetCapacity": 4} | target).capacity
    assert capacity is not None
    assert (capacity.on_demand_base, capacity.spot_percent) == expected


def test_a_fleet_has_the_types_of_its_templates_and_of_its_overrides() -> None:
    configs = [
        {"launchTemplateSpecification": {"launchTemplateName": "h100"}},
        {
            "launchTemplateSpecification": {"launchTemplateName": "h100"},
            "overrides": [{"instanceType": "g5.xlarge"}, {"instance_type": "g6.xlarge"}],
        },
    ]
    found = fleet(configs, totalTargetCapacity=2, defaultTargetCapacityType="spot")
    assert [choice.instance_type for choice in found.choices] == ["p5.48xlarge", "g5.xlarge", "g6.xlarge"]
    assert (found.minimum, found.maximum) == (2, 2)


@pytest.mark.parametrize("unreadable", [UNKNOWN, [UNKNOWN], "no list"])
def test_configs_that_cannot_be_read_are_an_unknown_type(unreadable: Any) -> None:
    assert set(types(fleet(unreadable)).values()) == {UNKNOWN}


def test_one_template_in_the_program_does_not_vouch_for_one_that_is_not() -> None:
    configs = [
        {"launchTemplateSpecification": {"launchTemplateName": "h100"}, "overrides": [{"instanceType": "t3.micro"}]},
        {"launchTemplateSpecification": {"launchTemplateId": "lt-0123456789abcdef0"}},
    ]
    assert [choice.instance_type for choice in fleet(configs).choices] == ["t3.micro", UNKNOWN]


def test_attributes_and_weights_are_noticed() -> None:
    wide: dict[str, Any] = {"instanceRequirements": {}}
    configs = [{"overrides": [wide, {"instanceType": "g5.xlarge", "weightedCapacity": 2}]}]
    found = fleet(configs, totalTargetCapacity=8, defaultTargetCapacityType="spot")
    assert found.requirements
    assert found.maximum is UNKNOWN


def test_a_spot_fleet_has_the_types_of_its_specifications() -> None:
    found = spot_fleet(launchSpecifications=[{"instanceType": "p5.48xlarge"}, {"instance_type": UNKNOWN}, UNKNOWN])
    assert types(found) == {
        "launchSpecifications[0].instanceType": "p5.48xlarge",
        "launchSpecifications[1].instanceType": UNKNOWN,
        "launchSpecifications[2]": UNKNOWN,
    }
    assert (found.minimum, found.desired, found.maximum) == (4, 4, 4)
    assert found.capacity is not None
    assert found.capacity.all_spot is True


def test_a_spot_fleets_on_demand_part_is_not_spot() -> None:
    found = spot_fleet(onDemandTargetCapacity="2", launchSpecifications=[{"instanceType": "p5.48xlarge"}])
    assert found.capacity is not None
    assert (found.capacity.on_demand_base, found.capacity.all_spot) == (2, False)


def test_what_a_specifications_script_and_profile_read_is_found() -> None:
    profile = resource("aws:iam/instanceProfile:InstanceProfile", "p", {"name": "p"})
    specification = {
        "instanceType": "g5.xlarge",
        "userData": "aws s3 cp s3://other-bucket/x .",
        "iamInstanceProfileArn": UNKNOWN,
    }
    inputs = {"targetCapacity": 1, "launchSpecifications": [specification]}
    request = resource(SPOT_FLEET, "f", inputs, sources={"launchSpecifications": (profile,)})
    found = node(request, profile)
    assert [reference.data for reference in found.references] == ["s3://other-bucket"]
    assert found.identities == (profile.urn,)
