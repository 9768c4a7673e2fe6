"""What a node does at its first boot: install the agent, then the caller's own user data.

The agent's file is too long for user data, so the script fetches it from the environment's bucket and checks its SHA-256.
A node where that fails has no agent: it publishes no heartbeat, counts as unreadable (an alarm tells) and ends at `expire_after`.

AWS takes 16 KB of user data in raw form, before base64 (EC2 User Guide, "Run commands when you launch an instance").
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from typing import Final

LIMIT: Final = 16 * 1024
"""Bytes, before base64."""

_LONGEST_BUCKET_NAME: Final = "b" * 63
_BOUNDARY: Final = "penstock-part"  # fixed: a random one would show as a change in every preview

_SCRIPT: Final = """\
#!/bin/bash
# Penstock: installs the node's idle agent. A node where this fails sends no heartbeat and is ended at expire_after.
set -euo pipefail
install -d -m 755 /etc/penstock /opt/penstock
cat >/etc/penstock/agent.json <<'PENSTOCK_END'
{config}
PENSTOCK_END
for attempt in $(seq 30); do
  if aws s3 cp --only-show-errors --region {region} s3://{bucket}/{key} /opt/penstock/agent.new \\
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


def render(
    *,
    config: Mapping[str, str | int | None],
    unit: str,
    bucket: str,
    key: str,
    sha256: str,
    region: str,
    extra: str | None,
) -> str:
    """The raw user data. `extra` begins with `#!` or `#cloud-config`. Raises ValueError when all of it is too long."""
    script = _SCRIPT.format(
        config=json.dumps(config, sort_keys=True),
        region=region,
        bucket=bucket,
        key=key,
        sha256=sha256,
        unit=unit.strip(),
    )
    text = script if extra is None else _multipart([script, extra])
    size = len(text.encode())
    if size > LIMIT:
        raise ValueError(
            f"user_data: {size - LIMIT} bytes over AWS's limit of {LIMIT} with the agent's part: "
            "put the rest into a bucket and fetch it from there"
        )
    return text


def check(*, unit: str, config: Mapping[str, str | int | None], sha256: str, region: str, extra: str | None) -> None:
    """Raises what `render` would, before the bucket's name is known: with the longest name that there can be."""
    key = agent_key(sha256)
    render(config=config, unit=unit, bucket=_LONGEST_BUCKET_NAME, key=key, sha256=sha256, region=region, extra=extra)


def agent_key(sha256: str) -> str:
    """Where the agent's file is in its bucket: by content, so that a node never gets another version than it checks."""
    return f"agent/{sha256}/agent.pyz"


def encode(text: str) -> str:
    """As a launch template takes it."""
    return b64encode(text.encode()).decode()


def _multipart(parts: list[str]) -> str:
    """cloud-init's MIME multi-part archive (cloud-init documentation, "User data formats"): the parts run in this order."""
    lines = [f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}"', "MIME-Version: 1.0", ""]
    for part in parts:
        kind = "text/cloud-config" if part.startswith("#cloud-config") else "text/x-shellscript"
        lines += [f"--{_BOUNDARY}", f'Content-Type: {kind}; charset="utf-8"', "", part]
    return "\n".join([*lines, f"--{_BOUNDARY}--", ""])
