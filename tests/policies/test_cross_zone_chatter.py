"""cross-zone-chatter: nodes that work as one job are in one zone; nodes that work alone may be in many."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import GROUP, TEMPLATE, instance, outcome, resource, verdict

NAME = "cross-zone-chatter"
PLACEMENT = resource("aws:ec2/placementGroup:PlacementGroup", "close", {"name": "close", "strategy": "cluster"})
ZONES = ["us-east-1a", "us-east-1b"]


def program(interface: Any, **inputs: Any) -> tuple[Any, Any]:
    interfaces = UNKNOWN if interface is UNKNOWN else [{"interfaceType": interface}]
    template = resource(TEMPLATE, "t", {"name": "t", "instanceType": "p4d.24xlarge", "networkInterfaces": interfaces})
    given = {"minSize": 0, "maxSize": 4, "launchTemplate": {"name": "t"}, "availabilityZones": ZONES} | inputs
    return template, resource(GROUP, "g", given)


@pytest.mark.parametrize(
    ("interface", "inputs", "expected"),
    [
        ("efa", {}, Outcome.FAIL),
        ("efa-only", {}, Outcome.FAIL),
        ("interface", {}, Outcome.NOT_APPLICABLE),
        (None, {}, Outcome.NOT_APPLICABLE),
        (UNKNOWN, {}, Outcome.UNDETERMINED),
        ("efa", {"availabilityZones": ZONES[:1]}, Outcome.PASS),
        ("efa", {"availabilityZones": UNKNOWN}, Outcome.UNDETERMINED),
        ("efa", {"placementGroup": "close"}, Outcome.PASS),
        ("efa", {"maxSize": 1}, Outcome.NOT_APPLICABLE),
        ("efa", {"maxSize": UNKNOWN}, Outcome.FAIL),
    ],
)
def test_nodes_of_one_job_are_in_one_zone(interface: Any, inputs: Any, expected: Outcome) -> None:
    assert outcome(NAME, PLACEMENT, *program(interface, **inputs)) is expected


def test_a_template_may_place_its_nodes_together_too() -> None:
    template, group = program("efa")
    placed = resource(TEMPLATE, "t", dict(template.inputs) | {"placement": {"groupName": "close"}})
    assert outcome(NAME, PLACEMENT, placed, group) is Outcome.PASS


def test_a_message_has_the_price_and_the_fix() -> None:
    found = verdict(NAME, *program("efa"))
    assert found.message == (
        "its nodes work as one job and may be in several zones: 0.01 $ per GiB each way; limit: one zone"
    )
    assert found.fix == "give the group one subnet, or a cluster placement group"


def test_a_single_instance_has_nobody_to_talk_to() -> None:
    assert outcome(NAME, instance("p4d.24xlarge")) is Outcome.NOT_APPLICABLE
