"""Inputs that a reader needs beside the door that is tried, where filling in by type is not enough: package -> type -> inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from penstock.resources.reading.values import Value

from . import neighbours_aws, neighbours_azure, neighbours_gcp

Neighbours = Mapping[str, Mapping[str, Value] | tuple[Mapping[str, Value], ...]]
"""Type -> inputs; several, of which each is tried, where one value of a neighbour shuts out what another lets in."""

NEIGHBOURS: Final[Mapping[str, Neighbours]] = {
    "aws": neighbours_aws.AWS,
    "azure-native": neighbours_azure.AZURE,
    "gcp": neighbours_gcp.GCP,
}
