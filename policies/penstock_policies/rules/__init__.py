"""The rules, written out. A new rule: its file, one line here, its test."""

from typing import Final

from penstock_policies.rule import Rule

from . import (
    budget_required,
    cross_region_transfer,
    duplicate_environment,
    eviction_keeps_disk,
    expire_after_required,
    gpu_metrics_required,
    idle_capable_reservation,
    idle_shutdown_required,
    lifecycle_required,
    min_above_zero,
    oversized_instance,
    owner_tags,
    pool_ceiling,
    previous_generation_gpu,
    schedule_fights_apply,
    schedule_required,
    silent_on_demand,
    single_basket,
    spot_notice_too_short,
    spot_required,
    spot_without_checkpoint,
    stack_budget,
    unpriced_resource,
    wide_instance_requirements,
)

RULES: Final[tuple[Rule, ...]] = (
    oversized_instance.RULE,
    previous_generation_gpu.RULE,
    pool_ceiling.RULE,
    stack_budget.RULE,
    unpriced_resource.RULE,
    wide_instance_requirements.RULE,
    idle_capable_reservation.RULE,
    cross_region_transfer.RULE,
    spot_required.RULE,
    silent_on_demand.RULE,
    single_basket.RULE,
    spot_without_checkpoint.RULE,
    eviction_keeps_disk.RULE,
    spot_notice_too_short.RULE,
    schedule_required.RULE,
    schedule_fights_apply.RULE,
    idle_shutdown_required.RULE,
    expire_after_required.RULE,
    min_above_zero.RULE,
    lifecycle_required.RULE,
    budget_required.RULE,
    owner_tags.RULE,
    duplicate_environment.RULE,
    gpu_metrics_required.RULE,
)

__all__ = ["RULES"]
