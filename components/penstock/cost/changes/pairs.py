"""Which resource of one side of a comparison is which of the other: by type and name, whatever the stack and project are.

A resource that was renamed or moved into a component is one where the program says what it was (`aliases`). Of two stacks of one program, whose names have the stack's own in them (`train-aws-data`, `eval-aws-data`), those are one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


def key(urn: str) -> str:
    """Type and name: stack and project differ where one program is compared in two stacks."""
    return urn.split("::", 2)[-1]


def pairs(before: Iterable[str], after: Iterable[str], aliases: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Key before -> key after, of the URNs that are one resource under two keys; others are one where the keys are.
    `aliases`: URN that a resource had, as the program states it -> its URN after the change."""
    old, new = list(dict.fromkeys(before)), list(dict.fromkeys(after))
    there = {key(urn) for urn in old} & {key(urn) for urn in new}
    moved = {key(had): key(urn) for had, urn in (aliases or {}).items() if key(had) != key(urn)}
    found = {it: moved[it] for it in map(key, old) if it in moved and it not in there and moved[it] not in there}
    if {_stack(urn) for urn in old} == {_stack(urn) for urn in new}:
        return found
    taken = {*there, *found, *found.values()}
    left = {_without_stack(urn): key(urn) for urn in new if key(urn) not in taken}
    same = {key(urn): left[bare] for urn in old if key(urn) not in taken and (bare := _without_stack(urn)) in left}
    return found | same


def _stack(urn: str) -> str:
    return urn.split("::", 1)[0].rpartition(":")[2]


def _without_stack(urn: str) -> str:
    """The key, with a mark where the name has the stack's own as a word."""
    kind, _, name = key(urn).partition("::")
    word = rf"(?<![A-Za-z0-9]){re.escape(_stack(urn))}(?![A-Za-z0-9])"
    return f"{kind}::{re.sub(word, '{stack}', name)}"
