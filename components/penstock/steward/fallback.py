"""When on-demand nodes stand in for spot that stays dry, and when their daily hours are used up: pure, clock passed in.

Every doubt is resolved towards spending less: without full evidence of a shortage nothing is started, and time of which
nothing is known counts against the daily cap as if the group had been at its maximum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from .decide import covers

HOLE: Final = timedelta(minutes=5)
"""Samples of a group's size no further apart than this are joined; CloudWatch shows them up to a few minutes late."""


@dataclass(frozen=True, slots=True)
class FallbackLimits:
    """As in the stack file's `fallback`: node-hours are per UTC day."""

    after: timedelta
    max_hours_per_day: Decimal


@dataclass(frozen=True, slots=True)
class Size:
    """A group as it is now. `created_at`: since when it can have had nodes."""

    desired: int
    in_service: int
    maximum: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Shortage:
    """What the spot group's metrics say over the last `after`: minute -> nodes wanted, minute -> nodes in service."""

    wanted: Mapping[datetime, float]
    in_service: Mapping[datetime, float]


@dataclass(frozen=True, slots=True)
class FallbackDecision:
    """`desired` None: leave the group as it is. `hours`: node-hours charged to today, at most too high."""

    desired: int | None
    reason: str
    hours: Decimal


def node_hours(samples: Mapping[datetime, float], group: Size, now: datetime) -> Decimal:
    """Node-hours of `group` in the UTC day of `now`, rather too high than too low: between two samples the larger one counts,
    and a hole longer than `HOLE` counts as the group's maximum."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    start = min(max(midnight, group.created_at), now)
    current = float(max(group.in_service, group.desired))
    inside = [(at, size) for at, size in sorted(samples.items()) if start <= at <= now]
    total = Decimal(0)
    for (earlier, before), (later, after) in pairwise([(start, 0.0), *inside, (now, current)]):
        nodes = max(before, after) if later - earlier <= HOLE else max(before, after, group.maximum)
        total += Decimal(str((later - earlier).total_seconds())) * Decimal(str(nodes))
    return total / 3600


def lasting_shortage(shortage: Shortage, since: datetime, now: datetime) -> int | None:
    """Nodes that were missing all the time from `since` to `now`; None when the metrics do not cover that time."""
    both = [at for at in shortage.wanted.keys() & shortage.in_service.keys() if since - HOLE <= at <= now]
    if not covers(both, since, now, HOLE):
        return None
    return max(0, int(min(shortage.wanted[at] - shortage.in_service[at] for at in both)))


def decide_fallback(
    limits: FallbackLimits,
    *,
    primary: Size,
    fallback: Size,
    shortage: Shortage,
    in_service_today: Mapping[datetime, float],
    idle_nodes: int,
    now: datetime,
) -> FallbackDecision:
    """What the on-demand group's desired size should be at `now`.

    The cap is a hard limit, like `expire_after`: when the day's hours are used up the group goes to 0, whatever its nodes
    do. Otherwise the group is only ever raised here, and not while the pool has `idle_nodes`; when spot recovers, its
    nodes end by becoming idle.
    """
    hours = node_hours(in_service_today, fallback, now)
    if hours >= limits.max_hours_per_day:
        empty = fallback.desired == 0 and fallback.in_service == 0
        return FallbackDecision(
            None if empty else 0, f"today's {limits.max_hours_per_day} node-hours are used up", hours
        )
    missing = lasting_shortage(shortage, now - limits.after, now)
    if missing is None:
        return FallbackDecision(None, "the spot group's metrics do not show the whole time: nothing is started", hours)
    if idle_nodes > 0:
        return FallbackDecision(None, f"{idle_nodes} idle nodes in the pool: nothing is started", hours)
    target = min(missing, primary.desired - primary.in_service, fallback.maximum)
    if target <= fallback.desired:
        return FallbackDecision(None, f"spot lacks {missing}, the fallback has {fallback.desired}", hours)
    return FallbackDecision(target, f"spot has lacked {missing} for {limits.after}", hours)
