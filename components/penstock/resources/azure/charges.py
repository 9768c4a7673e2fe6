"""Lines of the bill on Azure: constructors that readers of flat and usage prices share."""

from __future__ import annotations

from typing import Final

from penstock.resources.facts import Free
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Lines, Reader
from penstock.resources.reading.context import Context

from .places import base

__all__ = [
    "Reader",
    "by_use",
    "charge",
    "each_by_use",
    "each_month",
    "free",
    "hourly",
]

_LINES: Final = Lines(base)
charge, hourly, by_use = _LINES.charge, _LINES.hourly, _LINES.by_use
each_by_use, each_month = _LINES.each_by_use, _LINES.each_month


def free(resource: Resource, context: Context) -> Free:
    """Something that costs nothing by itself."""
    return Free(**base(resource, context))
