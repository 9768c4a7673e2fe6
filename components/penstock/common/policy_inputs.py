"""What a component says of itself in its inputs, for policies to read: what was asked for, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from penstock.catalog import Offering
from penstock.spec import model
from penstock.spec.types import format_duration


def pool_inputs(pool: model.Pool, region: str, offerings: Sequence[Offering]) -> dict[str, Any]:
    """Of a node pool, in the wire's spelling. `offerings`: the types that it was given, in their order."""
    schedule, idle, fallback = pool.schedule, pool.idle, pool.on_demand.fallback
    return {
        "pool": pool.name,
        "region": region,
        "instanceTypes": [each.type.name for each in offerings],
        "capacityType": pool.capacity_type.value,
        "min": pool.min,
        "max": pool.max,
        "gang": pool.gang,
        "onDemandBase": pool.on_demand.base,
        "fallbackHoursPerDay": None if fallback is None else float(fallback.max_hours_per_day),
        "schedule": None if schedule is None else schedule.model_dump(mode="json"),
        "idle": None
        if idle is None
        else {
            "idleDuration": format_duration(idle.idle_duration),
            "bootGrace": format_duration(idle.boot_grace),
            "expireAfter": format_duration(idle.expire_after),
        },
    }
