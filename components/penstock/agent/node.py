"""What the node says: its GPUs, its clock, and what the agent noted before a restart."""

from __future__ import annotations

import calendar
import json
import logging
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .decide import OutsideError, State, parse_activity

TOOL_TIMEOUT_S = 8.0

log = logging.getLogger("penstock-agent")


def read_gpus(least_gpus: int) -> tuple[float, int]:
    """`parse_activity` of this node. Raises OutsideError also when nvidia-smi is missing, fails, or does not end in time."""
    utilization = _nvidia_smi("--query-gpu=utilization.gpu", "--format=csv,noheader,nounits")
    return parse_activity(utilization, _nvidia_smi("--query-compute-apps=pid", "--format=csv,noheader"), least_gpus)


def _nvidia_smi(*arguments: str) -> str:
    command = ["nvidia-smi", *arguments]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=TOOL_TIMEOUT_S)  # noqa: S603
        return done.stdout.decode("ascii")
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
        raise OutsideError(f"nvidia-smi: {error}") from None


def since_boot() -> float:
    """Seconds since boot; setting the clock does not move it."""
    return float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])


def launch_age(identity: Mapping[str, Any], now: float) -> float:
    """Seconds since launch, so that a reboot makes no node younger; 0 when the identity document does not say."""
    try:
        return now - calendar.timegm(time.strptime(identity["pendingTime"], "%Y-%m-%dT%H:%M:%SZ"))
    except (KeyError, TypeError, ValueError):
        return 0.0


def load_state(path: Path, now: float) -> State:
    """The state before a restart of the agent; else nothing is known of the time before `now`."""
    try:
        state = State(**json.loads(path.read_text(encoding="utf-8")))
        if state.not_idle_at <= state.seen_at <= now:
            return state
    except (OSError, ValueError, TypeError):
        pass
    return State(not_idle_at=now, seen_at=now)


def save(path: Path, text: str) -> None:
    """Whole or not at all. A full /run costs only what a restart should have remembered."""
    try:
        part = path.with_suffix(".part")
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        log.warning("a restart will not remember: %s", error)
