"""Where output goes: results to stdout, progress and problems to stderr, colours only on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from rich.console import Console

_PIPE_WIDTH: Final = 140
"""Columns when stdout is a file or a pipe: wide enough that tables do not fold in a CI log."""


def stdout() -> Console:
    """The console for results."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _PIPE_WIDTH
    return Console(highlight=False, soft_wrap=False, width=width)


def stderr() -> Console:
    """The console for problems and progress."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


class Progress:
    """One line on a terminal's stderr that says what is going on; nothing elsewhere."""

    def __init__(self, console: Console) -> None:
        self._status = console.status("") if console.is_terminal else None

    def say(self, text: str) -> None:
        """Replace the line."""
        if self._status is not None:
            self._status.update(text)

    def resource(self, count: int, name: str) -> None:
        """A resource was registered: its number and its name."""
        self.say(f"{count} resources, last {name}")

    @contextmanager
    def shown(self) -> Generator[Progress]:
        """Show the line while the block runs."""
        if self._status is None:
            yield self
        else:
            with self._status:
                yield self
