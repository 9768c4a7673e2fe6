"""Penstock's agent: ends its own node when the accelerators are idle, and tells jobs that the node is being reclaimed.

A zip application (see `bundle`), standard library only, Python 3.8 or newer, Linux. /etc/penstock/agent.json says what to do, in
seconds:

    {"environment": "vision", "pool": "train", "region": "us-east-1", "namespace": "Penstock/vision",
     "idle_duration_s": 1200, "boot_grace_s": 900, "expire_after_s": 259200}     (all three null: report only)

Every 10 s it reads nvidia-smi; what cannot be read counts as busy. A node past `boot_grace_s` that was idle for
`idle_duration_s` is marked; if it is still idle a minute later, or at once when it is older than `expire_after_s`, it is
taken out of its Auto Scaling group, whose size is lowered. Every minute it publishes GpuActivity, Heartbeat, GpuUnreadable.
Every 5 s it asks for a spot reclaim notice, and then runs, once, each executable in /etc/penstock/reclaim.d with the deadline
(ISO 8601 UTC) as its argument and as PENSTOCK_RECLAIM_DEADLINE.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from pathlib import Path

from .aws import Aws, Imds
from .decide import OutsideError, load_config
from .loop import Agent, ReclaimWatch
from .node import since_boot

SAMPLE_EVERY_S = 10.0

log = logging.getLogger("penstock-agent")


def main() -> int:
    """Run until a restart by systemd is better: 1 when the configuration or the node's identity cannot be read, or when the
    watch for reclaims has ended."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    path = Path(os.environ.get("PENSTOCK_CONFIG", "/etc/penstock/agent.json"))
    run = Path(os.environ.get("PENSTOCK_RUN_DIR", "/run/penstock"))
    hooks = Path(os.environ.get("PENSTOCK_RECLAIM_DIR", "/etc/penstock/reclaim.d"))
    imds = Imds(os.environ.get("PENSTOCK_IMDS_ENDPOINT", "http://169.254.169.254"))
    try:
        config = load_config(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        log.error("%s: %s", path, error)
        return 1
    try:
        cloud = Aws(imds, config, os.environ.get("PENSTOCK_AWS_ENDPOINT"))
    except OutsideError as error:
        log.error("the node's identity cannot be read: %s", error)
        return 1
    reclaim = ReclaimWatch(cloud, hooks, run / "reclaimed")
    watch = threading.Thread(target=reclaim.forever, daemon=True)
    watch.start()
    agent = Agent(config.limits, cloud, run / "state.json", now=since_boot())
    while watch.is_alive():
        agent.step(since_boot(), cloud.age(time.time()))
        time.sleep(SAMPLE_EVERY_S)
    return 1


if __name__ == "__main__":
    sys.exit(main())
