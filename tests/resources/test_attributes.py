"""Instance types chosen by attributes: every block that a resource has is read, in both spellings, wherever it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.resources.selection import Selection
from penstock.resources.values import UNKNOWN

from .resource_facts import GROUP, TEMPLATE, facts, resource

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
