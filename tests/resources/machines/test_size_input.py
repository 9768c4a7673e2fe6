"""The input by which each deployment sets how many nodes a group has, on three clouds."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import UNKNOWN

AWS = "aws:autoscaling/group:Group"
GCP = "gcp:compute/instanceGroupManager:InstanceGroupManager"
REGIONAL = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager"
AZURE = "azure-native:compute:VirtualMachineScaleSet"


def size_input(token: str, inputs: dict[str, Any], *ignored: str) -> str | None:
    resource = Resource(
        urn=f"urn:pulumi:dev::team::{token}::pool", type=token, name="pool", inputs=inputs, ignore_changes=ignored
    )
    (node,) = read(Capture(project="team", stack="dev", resources=(resource,))).nodes
    return node.size_input


@pytest.mark.parametrize(
    ("token", "path", "given", "nothing"),
    [
        (AWS, "desiredCapacity", {"desiredCapacity": 2}, {}),
        (AWS, "desiredCapacity", {"desiredCapacity": UNKNOWN}, {}),
        (GCP, "targetSize", {"targetSize": 0}, {}),
        (REGIONAL, "targetSize", {"targetSize": 2}, {}),
        (
            AZURE,
            "sku.capacity",
            {"sku": {"name": "Standard_NC6s_v3", "capacity": 2}},
            {"sku": {"name": "Standard_NC6s_v3"}},
        ),
    ],
)
def test_what_is_given_is_set_unless_it_is_ignored(
    token: str, path: str, given: dict[str, Any], nothing: dict[str, Any]
) -> None:
    assert size_input(token, given) == path
    assert size_input(token, nothing) is None
    for ignored in (path, path.partition(".")[0], "*"):
        assert size_input(token, given, ignored) is None
    for other in ("tags", path[:-1], f"{path}s"):
        assert size_input(token, given, other) == path
