"""Lines of the bill on Google Cloud: constructors that readers of flat and usage prices share."""

from __future__ import annotations

from typing import Final

from penstock.resources.reading.charges import Lines, Reader, product

from .places import base

__all__ = [
    "Reader",
    "by_use",
    "charge",
    "each_by_use",
    "each_month",
    "hourly",
    "product",
]

_LINES: Final = Lines(base)
charge, hourly, by_use = _LINES.charge, _LINES.hourly, _LINES.by_use
each_by_use, each_month = _LINES.each_by_use, _LINES.each_month
