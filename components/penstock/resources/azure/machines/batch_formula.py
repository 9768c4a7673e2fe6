"""Autoscale formulas of an Azure Batch pool: between how many nodes each target lies, whatever the samples of its load are.

Statements run one after another, and a variable is what it was last assigned: `cap = 25; $TargetDedicatedNodes = min(cap, avg($PendingTasks
.GetSample(...)))` is 0 to 25. A sample is any number from 0 up. A target that a formula does not set is none of the pool's (Azure Batch,
Create a formula to automatically scale compute nodes: Variables, Operators, Functions).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Final

from penstock.regex import regex
from penstock.resources.reading.inputs import plain

_STATEMENT: Final = regex(r"\s*(\$?[A-Za-z_]\w*)\s*=(?!=)(.+)", re.DOTALL)
_TOKEN: Final = regex(r"\s*(\d+(?:\.\d+)?|\$?[A-Za-z_][\w.]*|[<>=!]=|&&|\|\||[-+*/()?:,<>!])")
_COMMENT: Final = regex(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
_DEDICATED: Final = ("$targetdedicatednodes", "$targetdedicated")
_LOW_PRIORITY: Final = ("$targetlowprioritynodes",)
_TASKS: Final = regex(r"\$(?:Pending|Active|Running)Tasks\b", re.IGNORECASE)
_LONGEST: Final = 4000
_DEEPEST: Final = 40


@dataclass(frozen=True, slots=True)
class _Between:
    """A number from `low` to `high`; None: without an end that way."""

    low: Decimal | None
    high: Decimal | None


_SAMPLE: Final = _Between(Decimal(0), None)
_ANY: Final = _Between(None, None)


@dataclass(frozen=True, slots=True)
class Targets:
    """The most nodes that a formula asks for, and the fewest of both kinds together."""

    dedicated: int
    low_priority: int
    least: int = 0


def targets(formula: str) -> Targets | None:
    """What a formula asks for; None where a target has no upper end, or cannot be read."""
    values: dict[str, _Between] = {}
    for statement in _COMMENT.sub(" ", plain(formula)).split(";"):
        if statement.strip():
            match = _STATEMENT.fullmatch(statement)
            if match is None or len(formula) > _LONGEST:
                return None
            values[match[1].lower()] = _value(match[2], values)
    dedicated, low = _target(values, _DEDICATED), _target(values, _LOW_PRIORITY)
    if dedicated.high is None or low.high is None:
        return None
    least = sum(max(0, int(it.low or 0)) for it in (dedicated, low))
    return Targets(max(0, ceil(dedicated.high)), max(0, ceil(low.high)), least)


def waits_for_tasks(formula: str) -> bool:
    """Whether a formula goes by the tasks that wait or run, so that it takes nodes away when there are none."""
    return _TASKS.search(plain(formula)) is not None


def _target(values: Mapping[str, _Between], names: tuple[str, ...]) -> _Between:
    said = [values[name] for name in names if name in values]
    return _ANY if len(said) > 1 else said[0] if said else _Between(Decimal(0), Decimal(0))


def _value(text: str, values: Mapping[str, _Between]) -> _Between:
    tokens: list[str] = []
    at = 0
    rest = text.strip()
    while at < len(rest):
        match = _TOKEN.match(rest, at)
        if match is None:
            return _ANY
        tokens.append(match[1])
        at = match.end()
    reader = _Reader(tokens, values)
    found = reader.choice(0)
    return found if not reader.left else _ANY


class _Reader:
    """An expression, by its grammar; whatever else it has is any number."""

    def __init__(self, tokens: list[str], values: Mapping[str, _Between]) -> None:
        self.left = tokens
        self._values = values

    def _take(self, *words: str) -> str | None:
        return self.left.pop(0) if self.left and self.left[0] in words else None

    def choice(self, depth: int) -> _Between:
        """`a ? b : c` is either; without it, `a`."""
        if depth > _DEEPEST:
            self.left = [""]
            return _ANY
        found = self._sum(depth)
        while self._take("<", ">", "<=", ">=", "==", "!=", "&&", "||"):
            self._sum(depth)
            found = _Between(Decimal(0), Decimal(1))
        if not self._take("?"):
            return found
        first = self.choice(depth + 1)
        other = self.choice(depth + 1) if self._take(":") else _ANY
        return _Between(_least([first.low, other.low]), _most([first.high, other.high]))

    def _sum(self, depth: int) -> _Between:
        found = self._product(depth)
        while (sign := self._take("+", "-")) is not None:
            other = self._product(depth)
            low, high = (other.low, other.high) if sign == "+" else (_minus(other.high), _minus(other.low))
            found = _Between(_plus(found.low, low), _plus(found.high, high))
        return found

    def _product(self, depth: int) -> _Between:
        found = self._atom(depth)
        while (sign := self._take("*", "/")) is not None:
            found = _scaled(found, self._atom(depth), by=sign)
        return found

    def _atom(self, depth: int) -> _Between:
        if self._take("("):
            found = self.choice(depth + 1)
            return found if self._take(")") else _ANY
        if self._take("-"):
            found = self._atom(depth + 1) if depth < _DEEPEST else _ANY
            return _Between(_minus(found.high), _minus(found.low))
        word = self.left.pop(0).lower() if self.left and self.left[0] not in (")", ",", "?", ":") else ""
        if word[:1].isdigit():
            return _Between(Decimal(word), Decimal(word))
        if self._take("("):
            return self._called(word, depth)
        return self._values.get(word, _ANY)

    def _called(self, name: str, depth: int) -> _Between:
        given = [] if self._take(")") else [self.choice(depth + 1)]
        while self._take(","):
            given.append(self.choice(depth + 1))
        if given and not self._take(")"):
            return _ANY
        while self.left and self.left[0].startswith("."):
            self.left.pop(0)
        if name == "min" and given:
            known = [it.high for it in given if it.high is not None]
            return _Between(_least([it.low for it in given]), min(known, default=None))
        if name == "max" and given:
            known = [it.low for it in given if it.low is not None]
            return _Between(max(known, default=None), _most([it.high for it in given]))
        if name in ("avg", "round", "ceil", "floor", "trunc", "int", "val") and given:
            return (
                given[0]
                if name in ("avg", "val")
                else _Between(_plus(given[0].low, -Decimal(1)), _plus(given[0].high, Decimal(1)))
            )
        sampled = name.startswith("$") and ".getsample" in name
        return _SAMPLE if sampled else _ANY


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


def _minus(one: Decimal | None) -> Decimal | None:
    return None if one is None else -one


def _least(ends: list[Decimal | None]) -> Decimal | None:
    known = [it for it in ends if it is not None]
    return min(known) if known and len(known) == len(ends) else None


def _most(ends: list[Decimal | None]) -> Decimal | None:
    known = [it for it in ends if it is not None]
    return max(known) if known and len(known) == len(ends) else None


def _scaled(found: _Between, other: _Between, *, by: str) -> _Between:
    """Times or divided by a number that is known and above 0; anything else is any number."""
    if other.low is None or other.low != other.high or other.low <= 0:
        return _ANY
    factor = other.low if by == "*" else 1 / other.low
    return _Between(
        None if found.low is None else found.low * factor, None if found.high is None else found.high * factor
    )
