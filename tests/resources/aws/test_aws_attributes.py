"""Instance types chosen by attributes: every block that a resource has is read, in both spellings, wherever it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.catalog import load
from penstock.cost import Usage
from penstock.cost.machines.nodes import node_cost
from penstock.resources.facts import Units
from penstock.resources.machines.selection import Selection
from penstock.resources.reading.values import UNKNOWN
from resources.resource_facts import GROUP, TEMPLATE, facts, node, resource

FLEET = "aws:ec2/fleet:Fleet"
BLOCK: dict[str, Any] = {"vcpuCount": {"min": 4, "max": 16}, "memoryMib": {"min": 8192}}


def selections(token: str, inputs: dict[str, Any]) -> tuple[Selection, ...]:
    found = facts(resource(token, "it", inputs))
    return tuple(selection for fact in (*found.nodes, *found.templates) for selection in fact.selections)


@pytest.mark.parametrize(
    ("token", "inputs", "path"),
    [
        (TEMPLATE, {"instanceRequirements": BLOCK}, "instanceRequirements"),
        (
            GROUP,
            {"mixedInstancesPolicy": {"launchTemplate": {"overrides": [{"instanceRequirements": BLOCK}]}}},
            "mixedInstancesPolicy.launchTemplate.overrides[0].instanceRequirements",
        ),
        (
            FLEET,
            {"launchTemplateConfigs": [{"overrides": [{"instanceType": "t3.micro"}, {"instanceRequirements": BLOCK}]}]},
            "launchTemplateConfigs[0].overrides[1].instanceRequirements",
        ),
        (
            FLEET,
            {"launchTemplateConfigs": [{"overrides": [{"instance_requirements": BLOCK}]}]},
            "launchTemplateConfigs[0].overrides[0].instance_requirements",
        ),
        ("aws:yettocome/thing:Thing", {"workers": {"instanceRequirements": BLOCK}}, "workers.instanceRequirements"),
    ],
)
def test_a_block_is_found_wherever_it_is(token: str, inputs: dict[str, Any], path: str) -> None:
    (found,) = selections(token, inputs)
    assert found.path == path
    assert found.vcpus == (4, 16)
    assert found.memory_gib == (8, None)
    assert found.accelerators == (None, None)
    assert found.bounded


def test_every_attribute_is_read_and_numbers_may_be_text() -> None:
    block = {
        "vcpu_count": {"min": "2", "max": UNKNOWN},
        "memory_mib": UNKNOWN,
        "accelerator_count": {"max": 0},
        "accelerator_names": ["t4"],
        "allowed_instance_types": ["g4dn.*", UNKNOWN],
        "excluded_instance_types": UNKNOWN,
    }
    (found,) = selections(TEMPLATE, {"instanceRequirements": block})
    assert found == Selection(
        found.urn,
        "instanceRequirements",
        vcpus=(Decimal(2), UNKNOWN),
        memory_gib=(UNKNOWN, UNKNOWN),
        accelerators=(None, Decimal(0)),
        accelerator_names=("t4",),
        allowed=("g4dn.*", UNKNOWN),
        excluded=UNKNOWN,
    )


def test_a_block_that_is_not_known_may_let_in_anything() -> None:
    (found,) = selections(TEMPLATE, {"instanceRequirements": UNKNOWN})
    assert found.allowed is UNKNOWN


def test_a_group_has_its_templates_selection() -> None:
    template = resource(TEMPLATE, "wide", {"name": "wide", "instanceRequirements": BLOCK})
    group = resource(GROUP, "g", {"minSize": 0, "maxSize": 1, "launchTemplate": {"name": "wide"}})
    (node,) = facts(template, group).nodes
    assert [it.urn for it in node.selections] == [template.urn]


def test_a_minimum_alone_is_no_bound() -> None:
    (found,) = selections(TEMPLATE, {"instanceRequirements": {"vcpuCount": {"min": 4}}})
    assert not found.bounded


def test_sizes_in_vcpus_and_mib_are_bounded_by_the_types_that_fit() -> None:
    """16 to 64 vCPUs of c5.large (2 vCPUs, 4 GiB, 0.085 $/h) and m5.xlarge (4, 16, 0.192): 4 of the large at least, 32 of the small at
    most; 32 are 16 of the small or 8 of the large, 1.36 or 1.536 $/h, 1.448 on average. In MiB, 32,768 are 8 of the small or 2 of the
    large, 0.68 or 0.384 $/h, 0.532 on average, and 65,536 are 16 of the small."""
    attributes = {"vcpuCount": {"min": 1}, "memoryMib": {"min": 1}, "allowedInstanceTypes": ["c5.large", "m5.xlarge"]}
    overrides = [{"instanceRequirements": attributes}]
    policy = {"mixedInstancesPolicy": {"launchTemplate": {"overrides": overrides}}}
    for unit, sizes, nodes, hourly in (
        ("vcpu", (16, 32, 64), (4, 32), "1.448"),
        ("memory-mib", (32768, 32768, 65536), (2, 16), "0.532"),
    ):
        least, wanted, largest = sizes
        given = {"minSize": least, "desiredCapacity": wanted, "maxSize": largest, "desiredCapacityType": unit}
        found = node(resource(GROUP, "g", {**given, **policy}))
        assert (found.minimum, found.maximum) == nodes
        assert found.units == Units(*sizes)
        lines = [it for it in node_cost(found, 2026, load, Usage()).components if it.name == "on-demand nodes"]
        expected = sum((it.monthly_at_most.expected for it in lines if it.monthly_at_most), Decimal(0))
        assert round(expected / 730, 3) == Decimal(hourly)
