"""Bad input, told once and clearly: where, what, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the input.

    Attributes:
        where: file, line and path as far as known: `stacks/Pulumi.train-aws.yaml:14 pools[0].gpu.name`.
        what: what is wrong and what it would lead to, with the offending value.
        fix: what to write instead; empty only when `what` says it.
    """

    where: str
    what: str
    fix: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f"\n    {self.fix}" if self.fix else "")


class InputError(Exception):
    """The input cannot be used; `problems` says all that is wrong with it, at least one."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class ArgumentError(InputError):
    """Values that a program gives in Python cannot be used; each `where` is the call and the argument: `Pool.max`. What the
    program's own traceback says is where the call is."""


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that `word` was probably meant to be, whatever the case; None when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - most input is good

    by_folded = {candidate.casefold(): candidate for candidate in words}
    folded = word.casefold()
    found = get_close_matches(folded, list(by_folded), n=5, cutoff=0.6)
    swapped = next(
        (it for it in found if sorted(it) == sorted(folded)), None
    )  # us-esat-1: two letters in the wrong order
    return by_folded[swapped or found[0]] if found else None
