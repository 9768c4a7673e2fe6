"""What the two stoppers of idle nodes are told, on whichever cloud: the agent's configuration and the steward's limits of a pool."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from penstock.spec import model

from .labels import Labels


def agent_config(labels: Labels, pool: str, region: str, idle: model.Idle | None) -> dict[str, str | int | None]:
    """/etc/penstock/agent.json. Durations, in seconds, are null when the pool has no idle shutdown."""
    return {
        "environment": labels.environment,
        "pool": pool,
        "region": region,
        "namespace": labels.namespace,
        **_idle_seconds(idle),
    }


def pool_limits(idle: model.Idle | None, fallback: model.Fallback | None) -> dict[str, Any]:
    """A pool's limits in the steward's settings: durations in seconds, the fallback's cap in hours a day."""
    return {
        **_idle_seconds(idle),
        "fallback": None
        if fallback is None
        else {"after_s": _seconds(fallback.after), "max_hours_per_day": float(fallback.max_hours_per_day)},
    }


def _idle_seconds(idle: model.Idle | None) -> dict[str, int | None]:
    return {
        "idle_duration_s": None if idle is None else _seconds(idle.idle_duration),
        "boot_grace_s": None if idle is None else _seconds(idle.boot_grace),
        "expire_after_s": None if idle is None else _seconds(idle.expire_after),
    }


def _seconds(duration: timedelta) -> int:
    return int(duration.total_seconds())
