"""The field's words, each defined once, and the tag keys by which Penstock's parts find each other."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Final

HOURS_PER_MONTH: Final = Decimal(730)
"""The clouds' own month: 8,760 hours a year / 12."""


class Purpose(StrEnum):
    """What an environment is for; limits depend on it."""

    TRAINING = "training"
    EVALUATION = "evaluation"
    INFERENCE = "inference"
    DEVELOPMENT = "development"


class Use(StrEnum):
    """What a bucket is for."""

    DATASET = "dataset"
    CHECKPOINT = "checkpoint"
    SCRATCH = "scratch"
    OUTPUT = "output"


class CapacityType(StrEnum):
    """How capacity is bought."""

    SPOT = "spot"
    ON_DEMAND = "on-demand"
    RESERVED = "reserved"


class Tag:
    """Tag keys that our components set and that readers, the agent and the steward look for."""

    OWNER: Final = "owner"
    COST_CENTER: Final = "cost-center"
    PURPOSE: Final = "purpose"
    STACK: Final = "penstock:stack"
    ENVIRONMENT: Final = "penstock:environment"
    POOL: Final = "penstock:pool"
    ROLE: Final = "penstock:role"  # `primary` | `fallback` of a pool's groups
    USE: Final = "penstock:use"
    MARKED: Final = "penstock:marked-at"  # the steward's mark, ISO 8601 UTC
    EXPIRES: Final = "expires"  # when whoever clears up may delete it: ISO 8601 date
    FALLBACK_HOURS: Final = "penstock:fallback-hours-per-day"
    SAVE_SECONDS: Final = "penstock:save-within-seconds"  # how long a node takes at most to save its work
