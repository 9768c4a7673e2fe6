"""The rules, written out. A new rule: its file, one line here, its test."""

from typing import Final

from penstock_policies.rule import Rule

from . import (
    cross_region_transfer,
    expire_after_required,
    idle_shutdown_required,
    lifecycle_required,
    min_above_zero,
    oversized_instance,
    schedule_fights_apply,
    schedule_required,
    spot_required,
)

RULES: Final[tuple[Rule, ...]] = (
    oversized_instance.RULE,
    cross_region_transfer.RULE,
    spot_required.RULE,
    schedule_required.RULE,
    schedule_fights_apply.RULE,
    idle_shutdown_required.RULE,
    expire_after_required.RULE,
    min_above_zero.RULE,
    lifecycle_required.RULE,
)

__all__ = ["RULES"]
