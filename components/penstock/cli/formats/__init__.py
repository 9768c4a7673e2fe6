"""The result of a check for other programs: one file per format, each a pure function from `Checked` to text."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Final

from .checked import Checked

__all__ = ["FORMATS", "Checked", "render", "render_blocks"]

_HOMES: Final = {
    "json": ".as_json",
    "sarif": ".sarif",
    "junit": ".junit",
    "github": ".github",
    "markdown": ".pull_request_comment",
}

FORMATS: Final = tuple(_HOMES)
"""Names, as `--format` takes them beside `table`."""


def render(name: str, result: Checked) -> str:
    """`result` in one of `FORMATS`; only that format's file is loaded."""
    return import_module(_HOMES[name], __name__).render(result)


def render_blocks(name: str, result: Checked) -> Iterable[str]:
    """The same in blocks, each of which may be written before the next is made: JSON, which has each verdict and each line of the
    costs, would else be the most that a check of a large stack holds."""
    home = import_module(_HOMES[name], __name__)
    return home.render_blocks(result) if name == "json" else (home.render(result),)
