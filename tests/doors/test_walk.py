"""The walk and the trying find what they are for: they are tested on types made up here, as a new SDK version would bring them."""

from __future__ import annotations

from collections.abc import Sequence

import pulumi
import pytest

from doors import probe, walk, words
from doors.walk import Door


@pulumi.input_type
class FleetArgs:
    """A nested block: each input a property with its name on the wire, as in the SDK."""

    def __init__(self) -> None: ...

    @property
    @pulumi.getter(name="robotInstanceType")
    def robot_instance_type(self) -> pulumi.Input[str] | None: ...


@pulumi.input_type
class RobotArgs:
    """The inputs of a type that no reader knows."""

    def __init__(self) -> None: ...

    @property
    @pulumi.getter
    def fleets(self) -> pulumi.Input[Sequence[pulumi.Input[FleetArgs]]] | None: ...


def test_a_door_that_a_new_sdk_version_brings_deep_inside_a_list_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    token = "aws:robots/fleet:Fleet"

    def only_that(_package: str) -> dict[str, type]:
        return {token: RobotArgs}

    monkeypatch.setattr(walk, "input_classes", only_that)
    found = walk.doors("aws")
    assert found == [Door(token, "fleets[].robotInstanceType", "compute")]
    assert probe.read_as("aws", found[0], {}) == ()  # so the table would say: undecided


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("instanceType", "compute"),
        ("properties.hardwareProfile.vmSize", "compute"),
        ("pools[].machine_type", "compute"),
        ("guestAccelerators[]", "compute"),
        ("replicas[]", "transfer"),
        ("settings.copyActions[]", "transfer"),
        ("peerRegion", "transfer"),
        ("region", None),
        ("location", None),
        ("name", None),
    ],
)
def test_doors_are_known_by_their_names(path: str, kind: str | None) -> None:
    assert words.kind_of(path) == kind


def test_a_type_can_be_a_door_by_being_there() -> None:
    assert words.is_whole("aws:ec2/natGateway:NatGateway")
    assert not words.is_whole("aws:ec2/subnet:Subnet")


def test_trying_tells_an_input_that_is_read_from_one_that_is_not() -> None:
    token = "aws:ec2/instance:Instance"
    assert "nodes" in probe.read_as("aws", Door(token, "instanceType", "compute"), {})
    assert probe.read_as("aws", Door(token, "timeouts", "compute"), {}) == ()


def test_a_block_deep_inside_is_tried_as_a_block() -> None:
    door = Door("azure-native:devopsinfrastructure:Pool", "fabricProfile.sku", "compute")
    assert "nodes" in probe.read_as("azure-native", door, {})
