"""What may be asked for: one environment, validated, cloud-neutral, with every error told at once.

`load_config` reads it from a stack's config; in Python the models are plain typed arguments. What the values mean beside each
other, the region and the catalog is said by `check_environment` and `check_pool`; the components run these themselves.
"""

from penstock.terms import CapacityType, Purpose, Use

from .checks import check_environment, check_pool
from .load import load_config
from .model import Budget, Checkpoint, Environment, Fallback, Gpu, Idle, Network, OnDemand, Pool, Schedule, Storage
from .select import candidate_types
from .types import format_duration, parse_duration

__all__ = [
    "Budget",
    "CapacityType",
    "Checkpoint",
    "Environment",
    "Fallback",
    "Gpu",
    "Idle",
    "Network",
    "OnDemand",
    "Pool",
    "Purpose",
    "Schedule",
    "Storage",
    "Use",
    "candidate_types",
    "check_environment",
    "check_pool",
    "format_duration",
    "load_config",
    "parse_duration",
]
