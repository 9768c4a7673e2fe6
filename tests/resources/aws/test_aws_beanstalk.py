"""Elastic Beanstalk: options of a namespace and a name are read as the group of instances that they make."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from resources.resource_facts import facts, node, resource, types

from .aws_program import nodes, read_program

ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment"
TEMPLATE = "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate"

TYPES = ("aws:ec2:instances", "InstanceTypes")
TYPE = ("aws:autoscaling:launchconfiguration", "InstanceType")
SPOT = ("aws:ec2:instances", "EnableSpot")
KIND = ("aws:elasticbeanstalk:environment", "EnvironmentType")
LEAST, MOST = ("aws:autoscaling:asg", "MinSize"), ("aws:autoscaling:asg", "MaxSize")


def options(values: dict[tuple[str, str], Any]) -> dict[str, Any]:
    return {"settings": [{"namespace": space, "name": name, "value": it} for (space, name), it in values.items()]}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({TYPES: "g5.xlarge, p5.48xlarge"}, ["g5.xlarge", "p5.48xlarge"]),
        ({TYPE: "p5.48xlarge"}, ["p5.48xlarge"]),
        ({TYPE: "t3.large", TYPES: "p5.48xlarge"}, ["p5.48xlarge"]),
        ({TYPES: UNKNOWN}, [UNKNOWN]),
        ({}, ["t3.micro"]),
    ],
)
def test_its_types_are_those_of_either_option(values: Any, expected: Any) -> None:
    found = node(resource(ENVIRONMENT, "it", options(values)))
    assert [choice.instance_type for choice in found.choices] == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, (1, 4)),
        ({LEAST: "0", MOST: "20"}, (0, 20)),
        ({LEAST: "2", MOST: UNKNOWN}, (2, UNKNOWN)),
        ({KIND: "SingleInstance", MOST: "20"}, (1, 1)),
    ],
)
def test_its_size_is_that_of_its_group(values: Any, expected: Any) -> None:
    found = node(resource(ENVIRONMENT, "it", options(values)))
    assert (found.minimum, found.maximum) == expected


@pytest.mark.parametrize(
    ("values", "spot"),
    [
        ({}, 0),
        ({SPOT: "true"}, 30),
        ({SPOT: "true", KIND: "SingleInstance"}, 100),
        ({SPOT: "true", ("aws:ec2:instances", "SpotFleetOnDemandAboveBasePercentage"): "10"}, 90),
        ({SPOT: UNKNOWN}, UNKNOWN),
    ],
)
def test_spot_is_what_is_above_the_on_demand_share(values: Any, spot: Any) -> None:
    capacity = node(resource(ENVIRONMENT, "it", options(values))).capacity
    assert capacity is not None
    assert capacity.spot_percent == spot


@pytest.mark.parametrize("inputs", [{"settings": UNKNOWN}, {"settings": [UNKNOWN]}, {"templateName": "elsewhere"}])
def test_of_options_that_are_not_known_nothing_is_taken_for_granted(inputs: Any) -> None:
    found = node(resource(ENVIRONMENT, "it", inputs))
    assert ({choice.instance_type for choice in found.choices}, found.maximum) == ({UNKNOWN}, UNKNOWN)


def test_its_own_options_come_before_those_of_its_template() -> None:
    template = resource(TEMPLATE, "t", {"name": "t"} | options({TYPES: "p5.48xlarge", MOST: "9"}))
    it = resource(ENVIRONMENT, "it", {"templateName": "t"} | options({MOST: "2"}))
    found = node(it, template)
    assert (list(types(found).values()), found.maximum) == (["p5.48xlarge"], 2)
    assert not facts(template).nodes


def test_a_program_of_the_sdk_is_read_alike() -> None:
    (found,) = nodes(
        read_program("""
aws.elasticbeanstalk.Environment(
    "it",
    application="a",
    settings=[{"namespace": "aws:ec2:instances", "name": "InstanceTypes", "value": "p5.48xlarge"}],
)
"""),
        "it",
    )
    assert types(found) == {"settings[0].value": "p5.48xlarge"}
