"""How nodes are bought, where one input says it of all of them. `path`: that input."""

from __future__ import annotations

from decimal import Decimal

from .facts import Capacity
from .values import UNKNOWN


def on_demand(path: str, *, by_default: bool = False) -> Capacity:
    """Every node is on-demand."""
    return Capacity(0, Decimal(0), path, by_default=by_default)


def spot(path: str) -> Capacity:
    """Every node is spot."""
    return Capacity(0, Decimal(100), path)


def unknown_capacity(path: str) -> Capacity:
    """Only the cloud knows."""
    return Capacity(UNKNOWN, UNKNOWN, path)
