"""Comparisons, lengths and counts that a program asked of a placeholder, whose answer nobody knows.

What a program declares after such a question may be one of several branches.
"""

from __future__ import annotations

import inspect
from contextvars import ContextVar
from typing import Final, final

from penstock.preview.errors.raised import LIBRARIES


@final
class Questions:
    """The places that asked, `file:line`, each once. Empty: false.

    `counts`: whether to hear of a list's length too; where a function's note has said what it counts as, no.
    """

    def __init__(self, *, counts: bool = True) -> None:
        self.counts = counts
        self.places: dict[str, None] = {}

    def __bool__(self) -> bool:
        return bool(self.places)


listening: Final[ContextVar[Questions | None]] = ContextVar("penstock_questions", default=None)
"""Who hears the questions asked in this context."""

_QUIET: Final = ("pulumi", "google.", "penstock.preview", "asyncio")
"""Modules whose own look at a value decides nothing about the program."""


def ask(*, count: bool = False) -> None:
    """To be called directly by a placeholder's method that answers a question. `count`: it is of a list's length."""
    questions = listening.get()
    if questions is None or (count and not questions.counts):
        return
    here = inspect.currentframe()
    frame = here.f_back.f_back if here and here.f_back else None  # past the placeholder's own method
    while frame is not None:
        if str(frame.f_globals.get("__name__", "")).startswith(_QUIET):
            return
        if not frame.f_code.co_filename.startswith(LIBRARIES):  # one from a library is told at the place that called it
            questions.places.setdefault(f"{frame.f_code.co_filename}:{frame.f_lineno}")
            return
        frame = frame.f_back
