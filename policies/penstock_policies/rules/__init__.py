"""The rules, written out. A new rule: its file, one line here, its test."""

from typing import Final

from penstock_policies.rule import Rule

from . import (
    cross_region_transfer,
    idle_shutdown_required,
    lifecycle_required,
    oversized_instance,
    spot_required,
)

RULES: Final[tuple[Rule, ...]] = (
    oversized_instance.RULE,
    cross_region_transfer.RULE,
    spot_required.RULE,
    idle_shutdown_required.RULE,
    lifecycle_required.RULE,
)

__all__ = ["RULES"]
