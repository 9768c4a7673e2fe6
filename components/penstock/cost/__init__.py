"""Facts -> money: what a stack costs in a month, as floor, expected and ceiling.

Prices come from the catalog alone. A missing price is named, never 0.
"""

from .as_json import to_json
from .month import estimate
from .shapes import CostComponent, Estimate, Range, ResourceCost, Saving, UndeclaredUse
from .usage import Usage, read_usage

__all__ = [
    "CostComponent",
    "Estimate",
    "Range",
    "ResourceCost",
    "Saving",
    "UndeclaredUse",
    "Usage",
    "estimate",
    "read_usage",
    "to_json",
]
