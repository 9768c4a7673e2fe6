"""Which nodes are ended, and why: pure, with the clock passed in.

Two steps: an idle node is marked, and only a later run that still finds it idle, with nothing done since the mark, stops it.
What cannot be read counts as busy. Only `expire_after` ends a node without a mark, whatever it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

PERIOD: Final = timedelta(minutes=1)
"""One sample says what was the highest activity in the minute that begins at its time."""

MAX_GAP: Final = timedelta(minutes=3)
"""Samples further apart than this leave time of which nothing is known. CloudWatch shows a minute one or two minutes late."""

MIN_WINDOW: Final = timedelta(minutes=5)
"""Nothing shorter can be seen through one-minute samples that come late: a shorter `idle_duration` is taken as this."""

CONFIRM_AFTER: Final = timedelta(minutes=4)
"""A mark is acted on no sooner. Shorter than the time between two runs (5 minutes), longer than it takes Lambda to repeat
a failed run (1 minute, then 2), so that a repeated run cannot confirm its own mark."""

LOOKBACK: Final = timedelta(minutes=15)
"""How much more than the idle window is read, so that a mark can still be judged. An older mark is renewed."""


class Action(StrEnum):
    """What to do with a node."""

    KEEP = "keep"
    MARK = "mark"
    UNMARK = "unmark"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Limits:
    """A pool's limits, as in the stack file's `idle`."""

    idle_duration: timedelta
    boot_grace: timedelta
    expire_after: timedelta


REPORTED_AS: Final = Limits(timedelta(minutes=20), timedelta(minutes=15), timedelta.max)
"""What a pool without limits is measured by: its nodes are counted as idle or unreadable, and never touched."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The highest activity of any accelerator of a node in the minute from `at`, in per cent. 0: idle; above 0: busy."""

    at: datetime
    percent: float


@dataclass(frozen=True, slots=True)
class Node:
    """What is known of one node.

    Attributes:
        launched_at: when the cloud started it; None when that could not be read.
        activity: samples of the last `window(limits) + LOOKBACK`, in any order; minutes that could not be read are absent.
        unreadable: the minutes of which its agent could read only part: it may have worked in the rest.
        heartbeats: the minutes in which its agent was heard.
        marked_at: when an earlier run marked it; None when it is not marked.
    """

    instance_id: str
    pool: str
    launched_at: datetime | None
    activity: tuple[Sample, ...] = ()
    unreadable: tuple[datetime, ...] = ()
    heartbeats: tuple[datetime, ...] = ()
    marked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a node and why, and how it is counted. `expired`: it is stopped for its age."""

    node: Node
    action: Action
    reason: str
    idle: bool = False
    unreadable: bool = False
    expired: bool = False


def window(limits: Limits) -> timedelta:
    """How long a node must have been idle, as far as one-minute samples can tell."""
    return max(limits.idle_duration, MIN_WINDOW)


def covers(times: Iterable[datetime], since: datetime, now: datetime, gap: timedelta = MAX_GAP) -> bool:
    """Whether samples at `times` leave no more than `gap` unseen anywhere from `since` to `now`."""
    ordered = sorted(time for time in times if since - gap <= time <= now)
    if not ordered or ordered[0] > since:
        return False
    return all(later - earlier <= gap for earlier, later in pairwise([*ordered, now]))


def decide(node: Node, limits: Limits | None, now: datetime) -> Decision:
    """What to do with `node` at `now`; `limits` None: its pool has none, so it is only counted."""
    if limits is None:
        return replace(_judge(node, REPORTED_AS, now), action=Action.KEEP, reason="its pool has no idle shutdown")
    if node.launched_at is not None and now - node.launched_at >= limits.expire_after:
        return Decision(node, Action.STOP, f"older than expire_after ({limits.expire_after})", expired=True)
    return _judge(node, limits, now)


def decide_all(nodes: Iterable[Node], limits: Mapping[str, Limits | None], now: datetime) -> tuple[Decision, ...]:
    """One decision per node, by pool and instance id, whatever the order of `nodes`. A pool not in `limits` has none."""
    ordered = sorted(nodes, key=lambda node: (node.pool, node.instance_id))
    return tuple(decide(node, limits.get(node.pool), now) for node in ordered)


def _judge(node: Node, limits: Limits, now: datetime) -> Decision:
    """The decision by grace and activity alone."""
    since = now - window(limits)
    if node.launched_at is None:
        return _spare(node, "its launch time cannot be read, so it counts as busy", unreadable=True)
    if now - node.launched_at < limits.boot_grace:
        return _spare(node, f"within boot_grace ({limits.boot_grace}) of its launch")
    if _active(node, since):
        return _spare(node, f"busy within the last {window(limits)}")
    if not _seen(node, since, now):
        silent = not covers(node.heartbeats, since, now)
        what = "its agent was not heard all the time" if silent else "its accelerators could not be read all the time"
        return _spare(node, f"{what}, so it counts as busy until expire_after", unreadable=True)
    return _judge_idle(node, since, now)


def _judge_idle(node: Node, since: datetime, now: datetime) -> Decision:
    """Mark first, then act: the mark must be past, old enough, and followed by nothing but idleness."""
    marked = node.marked_at
    if marked is None:
        return Decision(node, Action.MARK, f"idle since {since.isoformat()}: a later run stops it", idle=True)
    proven_from = min(since, marked)
    if marked > now or _active(node, proven_from) or not _seen(node, proven_from, now):
        return Decision(node, Action.MARK, "idle, but not known to be so ever since its mark: renewed", idle=True)
    if now - marked < CONFIRM_AFTER:
        return Decision(node, Action.KEEP, f"idle, marked less than {CONFIRM_AFTER} ago", idle=True)
    return Decision(node, Action.STOP, f"idle since {proven_from.isoformat()}, marked {marked.isoformat()}", idle=True)


def _active(node: Node, since: datetime) -> bool:
    return any(sample.percent > 0 and sample.at + PERIOD > since for sample in node.activity)


def _seen(node: Node, since: datetime, now: datetime) -> bool:
    whole = not any(at + PERIOD > since for at in node.unreadable)
    return whole and covers((sample.at for sample in node.activity), since, now)


def _spare(node: Node, reason: str, *, unreadable: bool = False) -> Decision:
    action = Action.KEEP if node.marked_at is None else Action.UNMARK
    return Decision(node, action, reason, unreadable=unreadable)
