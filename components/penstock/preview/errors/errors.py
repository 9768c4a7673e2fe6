"""The exceptions for a program that ends badly."""

from __future__ import annotations

from collections.abc import Sequence

from penstock.problem import InputError, Problem
from penstock.resources.reading.capture import Capture


class ProgramError(InputError):
    """The program raised; `capture` is what it had registered until then.

    Attributes:
        problems: what it raised, at the innermost of its own frames.
        capture: the resources that it had registered.
        frames: its own frames, outermost first: `__main__.py:12 in make_bucket`.
    """

    def __init__(self, problems: Sequence[Problem], capture: Capture, frames: Sequence[str] = ()) -> None:
        super().__init__(problems)
        self.capture = capture
        self.frames = tuple(frames)
