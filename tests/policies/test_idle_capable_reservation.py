"""idle-capable-reservation: what is held without an end fails."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import group, instance, outcome, resource, urn, verdict, verdicts

NAME = "idle-capable-reservation"
RESERVATION = "aws:ec2/capacityReservation:CapacityReservation"
GOOGLE = "gcp:compute/reservation:Reservation"
AZURE = "azure-native:compute:CapacityReservation"


def held(**inputs: Any) -> Resource:
    return resource(RESERVATION, "held", {"instanceType": "g6.xlarge", "instanceCount": 2} | inputs)


def google(properties: Any = None, **inputs: Any) -> Resource:
    machines = {"machineType": "a3-highgpu-8g"} if properties is None else properties
    reserved = {"zone": "us-central1-a", "specificReservation": {"count": 2, "instanceProperties": machines}}
    return Resource(urn=urn(GOOGLE, "held"), type=GOOGLE, name="held", inputs=reserved | inputs)


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, Outcome.FAIL),
        ({"endDateType": "unlimited"}, Outcome.FAIL),
        ({"endDateType": "limited", "endDate": "2026-12-02T00:00:00Z"}, Outcome.PASS),
        ({"endDate": "2026-12-02T00:00:00Z"}, Outcome.PASS),
        ({"endDateType": UNKNOWN}, Outcome.UNDETERMINED),
    ],
)
def test_a_reservation_must_end(inputs: dict[str, Any], expected: Outcome) -> None:
    assert outcome(NAME, held(**inputs)) is expected


def test_a_message_says_what_it_costs_to_forget_it() -> None:
    found = verdict(NAME, held())
    assert found.message == "a reservation that bills until somebody cancels it; limit: it has an end"
    assert found.fix == "set endDateType to limited and endDate to the day that it is last needed"


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, Outcome.FAIL),
        ({"deleteAtTime": "2026-12-02T00:00:00Z"}, Outcome.PASS),
        ({"deleteAfterDuration": {"seconds": "86400"}}, Outcome.PASS),
        ({"deleteAtTime": UNKNOWN}, Outcome.UNDETERMINED),
    ],
)
def test_google_clouds_must_end_too(inputs: dict[str, Any], expected: Outcome) -> None:
    assert outcome(NAME, google(**inputs)) is expected


def test_what_google_cloud_holds_is_judged_by_its_size() -> None:
    assert outcome("oversized-instance", google()) is Outcome.FAIL
    assert outcome("oversized-instance", google({"machineType": "g2-standard-4"})) is Outcome.PASS
    t4s = [{"acceleratorType": "nvidia-tesla-t4", "acceleratorCount": 1}]
    assert (
        outcome("oversized-instance", google({"machineType": "n1-standard-4", "guestAccelerators": t4s}))
        is Outcome.PASS
    )
    assert outcome("oversized-instance", google(UNKNOWN)) is Outcome.UNDETERMINED
    copied = {"count": 2, "sourceInstanceTemplate": "projects/p/global/instanceTemplates/t"}
    assert outcome("oversized-instance", google(specificReservation=copied)) is Outcome.UNDETERMINED


def test_azures_end_only_as_a_block_and_may_be_allowed_by_name() -> None:
    inputs = {"location": "westeurope", "sku": {"name": "Standard_NC4as_T4_v3", "capacity": 2}}
    azure = Resource(urn=urn(AZURE, "held"), type=AZURE, name="held", inputs=inputs)
    assert outcome(NAME, azure) is Outcome.FAIL
    assert outcome(NAME, azure, settings={"allow": ["held"]}) is Outcome.PASS
    assert outcome(NAME, azure, settings={"allow": ["other"]}) is Outcome.FAIL
    block = inputs | {"scheduleProfile": {"start": "2026-12-01", "end": "2026-12-02"}}
    assert outcome(NAME, Resource(urn=urn(AZURE, "b"), type=AZURE, name="b", inputs=block)) is Outcome.PASS
    unsure = inputs | {"scheduleProfile": UNKNOWN}
    assert outcome(NAME, Resource(urn=urn(AZURE, "b"), type=AZURE, name="b", inputs=unsure)) is Outcome.UNDETERMINED


def test_machines_and_capacity_blocks_are_not_its_business() -> None:
    block = resource(
        "aws:ec2/capacityBlockReservation:CapacityBlockReservation", "b", {"capacityBlockOfferingId": "cb-1"}
    )
    assert verdicts(NAME, instance("p5.48xlarge"), group(), block) == []
