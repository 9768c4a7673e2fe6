"""AWS's part of a node's first boot: where the agent's file lies, and how long user data may be.

AWS takes 16 KB of user data in raw form, before base64 (EC2 User Guide, "Run commands when you launch an instance").
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Final

from penstock.common.first_boot import NEW_FILE, first_boot

LIMIT: Final = 16 * 1024
"""Bytes, before base64."""

_LONGEST_BUCKET_NAME: Final = "b" * 63


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
    fetch = f"aws s3 cp --only-show-errors --region {region} s3://{bucket}/{key} {NEW_FILE}"
    text = first_boot(config=config, unit=unit, fetch=fetch, sha256=sha256, extra=extra)
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
