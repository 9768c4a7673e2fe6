"""Inputs that readers of this cloud need beside the door that is tried: type -> inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from penstock.resources.reading.values import Value

AWS: Final[Mapping[str, Mapping[str, Value]]] = {
    # Vcpus are machines once the type is known.
    "aws:batch/computeEnvironment:ComputeEnvironment": {
        "computeResources": {"type": "EC2", "instanceTypes": ["p5.48xlarge"]}
    },
    "aws:lambda/capacityProvider:CapacityProvider": {
        "instanceRequirements": [{"allowedInstanceTypes": ["m7i.4xlarge"]}]
    },
    # The other attributes count for this compute type alone.
    "aws:codebuild/fleet:Fleet": {"computeType": "ATTRIBUTE_BASED_COMPUTE", "baseCapacity": 1},
}
