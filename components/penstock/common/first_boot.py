"""What a node does at its first boot, on whichever cloud: install the agent, then the caller's own user data.

The agent's file is too long for user data, so the script fetches it with the cloud's own tool and checks its SHA-256.
A node where that fails has no agent: it publishes no heartbeat, counts as unreadable (an alarm tells) and ends at `expire_after`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

_BOUNDARY: Final = "penstock-part"  # fixed: a random one would show as a change in every preview

NEW_FILE: Final = "/opt/penstock/agent.new"
"""Where the fetched file is put, until it is known to be the right one."""

_SCRIPT: Final = """\
#!/bin/bash
# Penstock: installs the node's idle agent. A node where this fails sends no heartbeat and is ended at expire_after.
set -euo pipefail
install -d -m 755 /etc/penstock /opt/penstock
cat >/etc/penstock/agent.json <<'PENSTOCK_END'
{config}
PENSTOCK_END
for attempt in $(seq 30); do
  if {fetch} \\
    && echo "{sha256}  /opt/penstock/agent.new" | sha256sum --check --status; then
    mv /opt/penstock/agent.new /opt/penstock/agent.pyz
    break
  fi
  sleep 10
done
test -f /opt/penstock/agent.pyz
cat >/etc/systemd/system/penstock-agent.service <<'PENSTOCK_END'
{unit}
PENSTOCK_END
systemctl daemon-reload
systemctl enable --now penstock-agent.service
"""


def first_boot(*, config: Mapping[str, str | int | None], unit: str, fetch: str, sha256: str, extra: str | None) -> str:
    """The node's user data. `fetch`: the command that writes the agent's file to `NEW_FILE`. `extra` begins with `#!` or
    `#cloud-config`, and runs after it."""
    script = _SCRIPT.format(config=json.dumps(config, sort_keys=True), fetch=fetch, sha256=sha256, unit=unit.strip())
    return script if extra is None else _multipart([script, extra])


def _multipart(parts: list[str]) -> str:
    """cloud-init's MIME multi-part archive (cloud-init documentation, "User data formats"): the parts run in this order."""
    lines = [f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}"', "MIME-Version: 1.0", ""]
    for part in parts:
        kind = "text/cloud-config" if part.startswith("#cloud-config") else "text/x-shellscript"
        lines += [f"--{_BOUNDARY}", f'Content-Type: {kind}; charset="utf-8"', "", part]
    return "\n".join([*lines, f"--{_BOUNDARY}--", ""])
