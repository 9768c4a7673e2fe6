"""The result of a check for other programs: one file per format, each a pure function from `Checked` to text."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from .checked import Checked

__all__ = ["FORMATS", "Checked", "render"]

_HOMES: Final = {"json": ".as_json", "sarif": ".sarif", "junit": ".junit", "github": ".github", "markdown": ".markdown"}

FORMATS: Final = tuple(_HOMES)
"""Names, as `--format` takes them beside `table`."""


def render(name: str, result: Checked) -> str:
    """`result` in one of `FORMATS`; only that format's file is loaded."""
    return import_module(_HOMES[name], __name__).render(result)
