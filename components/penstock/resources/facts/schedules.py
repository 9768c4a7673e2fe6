"""What changes the size of a group: by the clock, by load, and when its nodes are idle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from penstock.resources.reading.values import Maybe

from .fact import Fact


@dataclass(frozen=True, slots=True)
class SizeChange:
    """One scheduled change of a group's size. None: that figure stays as it is.

    `recurrence` is a five-field cron expression in `timezone` (IANA); None for a change that happens once.
    """

    recurrence: Maybe[str] | None
    timezone: Maybe[str]
    minimum: Maybe[int] | None
    desired: Maybe[int] | None
    maximum: Maybe[int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaling(Fact):
    """A scheduled size change of a group, before it is joined: `target` is the group's URN, None if not in the program."""

    target: str | None
    change: SizeChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger(Fact):
    """Something that runs other resources by itself: a schedule, an event rule. `runs`: their URNs."""

    runs: tuple[str, ...]
    enabled: Maybe[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleIn(Fact):
    """A scaling policy, before it is joined. `targets`: URNs of groups; `shrinks`: whether it takes nodes away."""

    targets: tuple[str, ...]
    shrinks: Maybe[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleStopper(Fact):
    """Something that stops nodes for being idle.

    Attributes:
        mechanism: `steward` (Penstock), `alarm` (a metric alarm whose action stops or scales in), `service` (the idle
            shutdown of a managed notebook or cluster itself).
        targets: URNs of what it stops; before the join also of scaling policies that do it, or of groups of every pool.
        pool: it stops only groups with this `penstock:pool` tag; None for whatever it targets.
        idle_duration: how long a node may be idle; `UNKNOWN` if not known.
        expire_after: hard time-to-live per node; None when there is none.
        armed: whether anything runs it (a schedule, an enabled alarm).
    """

    mechanism: str
    targets: tuple[str, ...]
    idle_duration: Maybe[timedelta]
    expire_after: Maybe[timedelta] | None = None
    armed: Maybe[bool] = True
    pool: str | None = None
