"""Type tokens of pulumi-eks that more than one file asks for."""

from __future__ import annotations

from typing import Final

CLUSTER: Final = "eks:index:Cluster"
