"""Small validated types of the stack file: each says what to write when the value is wrong."""

from __future__ import annotations

import re
from datetime import timedelta
from ipaddress import ip_network
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

_DURATION = re.compile(r"(\d+)\s*([smhd])")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def parse_duration(value: Any) -> timedelta:
    """`20m`, `72h`, `30d`, `90s` -> timedelta; a timedelta stays. Raises ValueError that says what to write."""
    if isinstance(value, timedelta):
        result = value
    else:
        match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            raise ValueError("write a number and a unit: 90s, 20m, 72h or 30d")
        result = timedelta(seconds=int(match[1]) * _UNITS[match[2]])
    if result <= timedelta(0):
        raise ValueError("a duration must be longer than 0: write for example 20m")
    return result


def format_duration(value: timedelta) -> str:
    """The shortest exact text: 1200 s -> `20m`."""
    seconds = int(value.total_seconds())
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


Duration = Annotated[
    timedelta,
    BeforeValidator(parse_duration),
    PlainSerializer(format_duration),
    WithJsonSchema({"type": "string", "pattern": r"^\d+\s*[smhd]$", "examples": ["90s", "20m", "72h", "30d"]}),
]


def _cidr(value: str) -> str:
    network = ip_network(value, strict=True)
    if network.version != 4 or not network.is_private or not 16 <= network.prefixlen <= 24:
        raise ValueError("write a private IPv4 block of /16 to /24, for example 10.40.0.0/16")
    return value


Cidr = Annotated[str, AfterValidator(_cidr)]


def _name(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,18}[a-z0-9]", value):
        raise ValueError("write 2 to 20 lower-case letters, digits and dashes, a letter first")
    return value


Name = Annotated[str, AfterValidator(_name)]


def _email(value: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        raise ValueError("write an e-mail address, for example ml-platform@example.com")
    return value


Email = Annotated[str, AfterValidator(_email)]

# The spec helper replaces these two with validated types.
Cron = str
TimeZoneName = str
