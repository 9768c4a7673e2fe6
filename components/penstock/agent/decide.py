"""What the agent decides: pure, clock and samples passed in."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

MAX_GAP_S = 45.0  # samples further apart leave time of which nothing is known
CONFIRM_AFTER_S = 60.0
NOISE_PERCENT = 5.0  # without a process on any GPU, utilization up to here is the driver's own


class OutsideError(Exception):
    """Something outside this file did not do its part: survived, and tried again. `status`: HTTP's, if there was one."""

    def __init__(self, text: str, status: int | None = None) -> None:
        super().__init__(text)
        self.status = status


class Limits(NamedTuple):
    """When the node is ended, in seconds."""

    idle_duration_s: float
    boot_grace_s: float
    expire_after_s: float


@dataclass(frozen=True)
class Config:
    """agent.json. `limits` None: the pool has no idle shutdown."""

    environment: str
    pool: str
    region: str
    namespace: str
    limits: Limits | None


@dataclass(frozen=True)
class State:
    """In seconds since boot: idle only after `not_idle_at`, last sample at `seen_at`, marked as idle at `marked_at`."""

    not_idle_at: float
    seen_at: float
    marked_at: float | None = None


class Verdict(NamedTuple):
    """`action`: keep, mark, unmark or stop."""

    action: str
    reason: str


def observe(state: State, now: float, activity: float | None) -> State:
    """The state after a sample: `activity` in per cent (0: idle), None when it could not be read."""
    known_idle = activity == 0 and 0 <= now - state.seen_at <= MAX_GAP_S
    return replace(state, seen_at=now, not_idle_at=state.not_idle_at if known_idle else now)


def decide(limits: Limits | None, state: State, now: float, age: float) -> Verdict:
    """What to do at `now` (seconds since boot), `age` seconds after launch. Two steps for an idle node: mark, then stop."""
    if limits is None:
        return Verdict("keep", "the pool has no idle shutdown")
    if age >= limits.expire_after_s:
        return Verdict("stop", f"older than expire_after ({limits.expire_after_s:g} s)")
    idle = now - state.not_idle_at
    if now < limits.boot_grace_s or now - state.seen_at > MAX_GAP_S or idle < limits.idle_duration_s:
        return Verdict("keep" if state.marked_at is None else "unmark", f"booted, busy or unreadable {idle:.0f} s ago")
    if state.marked_at is None or not state.not_idle_at <= state.marked_at <= now:
        return Verdict("mark", f"idle for {idle:.0f} s")
    marked = now - state.marked_at
    return Verdict("stop" if marked >= CONFIRM_AFTER_S else "keep", f"idle for {idle:.0f} s, marked {marked:.0f} s ago")


def parse_activity(utilization: str, processes: str, least_gpus: int) -> tuple[float, int]:
    """The highest activity of any GPU in per cent, and the number of GPUs, from nvidia-smi's two answers.

    Up to NOISE_PERCENT is 0 unless a process holds a GPU. Raises OutsideError for anything but a whole answer: a word where
    a number belongs (a lost GPU, MIG), fewer GPUs than there were.
    """
    try:
        percents = [float(line) for line in utilization.split("\n") if line.strip()]
        holders = [int(line) for line in processes.split("\n") if line.strip()]
    except ValueError as error:
        raise OutsideError(f"nvidia-smi: {error}") from None
    if len(percents) < max(1, least_gpus) or not all(0 <= percent <= 100 for percent in percents):
        raise OutsideError(f"nvidia-smi: not {max(1, least_gpus)} GPUs with 0 to 100 %: {utilization[:200]!r}")
    return (max(percents) if holders or max(percents) > NOISE_PERCENT else 0.0), len(percents)


def metrics(samples: list[float | None]) -> dict[str, float]:
    """What a minute's samples say. GpuActivity 0 needs every sample to be known; for more than 0 one is enough."""
    known = [sample for sample in samples if sample is not None]
    whole = bool(known) and len(known) == len(samples)
    found = {"Heartbeat": 1.0}
    if not whole:
        found["GpuUnreadable"] = 1.0
    if whole or any(known):
        found["GpuActivity"] = max(known)
    return found


def load_config(text: str) -> Config:
    """agent.json's text. Raises ValueError that says all that is wrong."""
    given: Any = json.loads(text)
    if not isinstance(given, dict):
        raise ValueError("write a JSON object")
    fields: dict[str, Any] = {**given}
    words, numbers = ("environment", "pool", "region", "namespace"), Limits._fields
    wrong = [f"{key}: unknown key" for key in fields if key not in words + numbers]
    wrong += [f"{key}: write a text" for key in words if not isinstance(fields.get(key), str) or not fields[key]]
    limited = any(fields.get(key) is not None for key in numbers)
    if limited:
        wrong += [f"{key}: write seconds above 0" for key in numbers if not _is_duration(fields.get(key))]
    if wrong:
        raise ValueError("; ".join(wrong))
    return Config(
        *(fields[key] for key in words), limits=Limits(*(fields[key] for key in numbers)) if limited else None
    )


def _is_duration(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < float("inf")
