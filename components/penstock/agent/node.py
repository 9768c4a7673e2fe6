"""What the node says: its GPUs, its clock, and what the agent noted before a restart."""

from __future__ import annotations

import json
import logging
import subprocess
from contextlib import suppress
from pathlib import Path

from .decide import OutsideError, State, parse_activity

TOOL_TIMEOUT_S = 8.0

log = logging.getLogger("penstock-agent")


class Gpus:
    """This node's GPUs, as nvidia-smi tells. One that hangs in a broken driver cannot be killed: it is left behind, waited for
    without waiting, and no other is started meanwhile."""

    def __init__(self) -> None:
        self._least = 0  # as many as there once were: fewer means that one is lost
        self._hung: subprocess.Popen[bytes] | None = None

    def activity(self) -> float:
        """`parse_activity` of this node. Raises OutsideError also when nvidia-smi is missing, fails, or does not end in time."""
        utilization = self._ask("--query-gpu=utilization.gpu", "--format=csv,noheader,nounits")
        holders = self._ask("--query-compute-apps=pid", "--format=csv,noheader")
        activity, self._least = parse_activity(utilization, holders, self._least)
        return activity

    def _ask(self, *arguments: str) -> str:
        if self._hung is not None and self._hung.poll() is None:
            raise OutsideError("nvidia-smi: the last one still hangs")
        self._hung = None
        try:
            return self._output(["nvidia-smi", *arguments]).decode("ascii")
        except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
            raise OutsideError(f"nvidia-smi: {error}") from None

    def _output(self, command: list[str]) -> bytes:
        process = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603
        try:
            output, _ = process.communicate(timeout=TOOL_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            if process.stdout is not None:
                process.stdout.close()
            self._hung = process
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1)
            raise
        if process.returncode != 0:
            raise subprocess.CalledProcessError(process.returncode, command)
        return output


def since_boot() -> float:
    """Seconds since boot; setting the clock does not move it."""
    return float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])


def load_state(path: Path, now: float) -> State:
    """The state before a restart of the agent; else nothing is known of the time before `now`."""
    try:
        state = State(**json.loads(path.read_text(encoding="utf-8")))
        if state.not_idle_at <= state.seen_at <= now and (state.marked_at is None or state.marked_at <= now):
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
