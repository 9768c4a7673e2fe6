"""Facts -> money: what a stack costs in a month, as floor, expected and ceiling.

Prices come from the catalog alone. A missing price is named, never 0.
"""

from .as_json import to_json
from .month import estimate
from .shapes import CostComponent, Estimate, Range, ResourceCost, Usage

__all__ = ["CostComponent", "Estimate", "Range", "ResourceCost", "Usage", "estimate", "to_json"]
