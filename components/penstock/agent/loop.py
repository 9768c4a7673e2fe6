"""What is done: sampling, marking, stopping, publishing; and hooks that run when the node is being reclaimed."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from .cloud import Cloud
from .decide import Limits, OutsideError, decide, metrics, observe
from .node import Gpus, load_state, save

PUBLISH_EVERY_S = 60.0
POLL_EVERY_S = 5.0  # what AWS recommends (EC2 user guide, spot-instance-termination-notices)
FIRST_RETRY_S, LAST_RETRY_S = 60.0, 900.0

log = logging.getLogger("penstock-agent")


class Agent:
    """Samples, decides, publishes, ends the node. `now` is seconds since boot."""

    def __init__(self, limits: Limits | None, cloud: Cloud, state_file: Path, *, now: float) -> None:
        self._limits, self._cloud, self._state_file = limits, cloud, state_file
        self._state = load_state(state_file, now)
        self._gpus = Gpus()
        self._samples: list[float | None] = []
        self._next_publish, self._next_stop, self._retry_s = now + PUBLISH_EVERY_S, now, FIRST_RETRY_S

    def step(self, now: float, age: float) -> None:
        """One sample, and what follows from it; `age`: seconds since launch. What others fail to do is logged and survived."""
        activity: float | None = None
        try:
            activity = self._gpus.activity()
        except OutsideError as error:
            log.warning("counts as busy: %s", error)
        self._samples.append(activity)
        self._state = observe(self._state, now, activity)
        verdict = decide(self._limits, self._state, now, max(now, age))
        if verdict.action in ("mark", "unmark"):
            self._state = replace(self._state, marked_at=now if verdict.action == "mark" else None)
            log.info("%s: %s", verdict.action, verdict.reason)
        save(self._state_file, json.dumps(asdict(self._state)))
        if verdict.action != "stop":
            self._next_stop, self._retry_s = now, FIRST_RETRY_S
        elif now >= self._next_stop:  # whatever the answer, asked again, ever more rarely
            self._next_stop, self._retry_s = now + self._retry_s, min(2 * self._retry_s, LAST_RETRY_S)
            log.info("stop: %s", verdict.reason)
            self._attempt("not stopped, tried again later", self._cloud.terminate)
        if now >= self._next_publish:
            self._next_publish = now + PUBLISH_EVERY_S
            values, self._samples = metrics(self._samples), []
            self._attempt("a minute's metrics are lost", lambda: self._cloud.publish(values))

    def _attempt(self, what: str, call: Callable[[], None]) -> None:
        try:
            call()
        except OutsideError as error:
            log.error("%s: %s", what, error)


class ReclaimWatch:
    """Asks for the reclaim notice; at the first one runs every hook once, then tells the metrics. `marker` outlives a restart."""

    def __init__(self, cloud: Cloud, hooks: Path, marker: Path) -> None:
        self._cloud, self._hooks, self._marker = cloud, hooks, marker
        self._handled = marker.read_text(encoding="utf-8") if marker.exists() else None
        self._advised = False
        self.running: list[subprocess.Popen[bytes]] = []

    def poll(self) -> None:
        """One question. Raises OutsideError."""
        deadline = self._cloud.reclaim_deadline()
        if deadline is not None and self._handled != deadline:
            self._handled = deadline
            self._reclaimed(deadline)
        elif not self._advised and self._cloud.advises_to_leave():
            self._advised = True
            log.info("the cloud advises to rebalance: a reclaim is likelier than usual")

    def _reclaimed(self, deadline: str) -> None:
        """All hooks run side by side: the two minutes are for all of them."""
        log.warning("the node is reclaimed at %s", deadline)
        save(self._marker, deadline)
        environment = {**os.environ, "PENSTOCK_RECLAIM_DEADLINE": deadline}
        for hook in sorted(self._hooks.glob("*")):
            if hook.is_file() and os.access(hook, os.X_OK):
                try:
                    self.running.append(subprocess.Popen([str(hook), deadline], env=environment))  # noqa: S603
                except OSError as error:
                    log.error("%s: %s", hook, error)
        self._cloud.publish({"ReclaimNotice": 1.0})

    def forever(self) -> None:
        """Poll until the process ends."""
        while True:
            try:
                self.poll()
            except OutsideError as error:
                log.warning("reclaim notice: %s", error)
            time.sleep(POLL_EVERY_S)
