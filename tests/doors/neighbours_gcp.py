"""Inputs that readers of this cloud need beside the door that is tried: type -> inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from penstock.resources.values import Value

GCP: Final[Mapping[str, Mapping[str, Value]]] = {}
