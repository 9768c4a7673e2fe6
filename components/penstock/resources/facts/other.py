"""What costs nothing, and what no reader knows."""

from __future__ import annotations

from dataclasses import dataclass

from .fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Free(Fact):
    """A resource that is known to cost nothing by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread(Fact):
    """A resource of a type that no reader knows: `unpriced`, and listed by name. `large`: the input that asks for accelerators, a
    large machine or many of something; empty where none does. `why`: of a type that is known, and orders something large when it
    runs, the words for people."""

    type: str
    name: str
    large: str = ""
    why: str = ""
