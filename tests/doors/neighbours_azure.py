"""Inputs that readers of this cloud need beside the door that is tried: type -> inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from penstock.resources.reading.values import Value

AZURE: Final[Mapping[str, tuple[Mapping[str, Value], ...]]] = {
    # Which machines a compute of a workspace has is said by its kind.
    "azure-native:machinelearningservices:Compute": (
        {"properties": {"computeType": "AmlCompute"}},
        {"properties": {"computeType": "AKS"}},
    ),
}
