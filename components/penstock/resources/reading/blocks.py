"""Values in nested blocks of inputs, any of which may be left out or not known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Final, TypeVar

from .inputs import Inputs
from .values import UNKNOWN, Maybe, Unknown

T = TypeVar("T")

_LONGEST: Final = 10**9
"""Seconds; no machine lives for 30 years."""


def block_at(inputs: Maybe[Inputs] | None, *path: str) -> Maybe[Inputs] | None:
    """The block at `path`; None when it, or a block around it, is not given."""
    for name in path:
        if inputs is None or isinstance(inputs, Unknown):
            return inputs
        inputs = inputs.block(name)
    return inputs


def text_at(inputs: Maybe[Inputs] | None, *path: str) -> Maybe[str] | None:
    """The string at `path`."""
    return _leaf(inputs, path, Inputs.text)


def integer_at(inputs: Maybe[Inputs] | None, *path: str) -> Maybe[int] | None:
    """The whole number at `path`."""
    return _leaf(inputs, path, Inputs.integer)


def number_at(inputs: Maybe[Inputs] | None, *path: str) -> Maybe[Decimal] | None:
    """The number at `path`."""
    return _leaf(inputs, path, Inputs.number)


def flag_at(inputs: Maybe[Inputs] | None, *path: str) -> Maybe[bool] | None:
    """The boolean at `path`."""
    return _leaf(inputs, path, Inputs.flag)


def blocks_at(inputs: Maybe[Inputs] | None, *path: str) -> Maybe[tuple[Maybe[Inputs], ...]]:
    """The list of blocks at `path`; none when it is not given."""
    block = block_at(inputs, *path[:-1])
    if block is None or isinstance(block, Unknown):
        return () if block is None else UNKNOWN
    return block.blocks(path[-1])


def each_block(inputs: Maybe[Inputs] | None, *path: str) -> tuple[Maybe[Inputs], ...]:
    """The blocks of the list at `path`; one `UNKNOWN` for a list that is not known, which may hold any."""
    found = blocks_at(inputs, *path)
    return (UNKNOWN,) if isinstance(found, Unknown) else found


def or_unknown(value: Maybe[T] | None) -> Maybe[T]:
    """A value that must be given, or that only the cloud decides."""
    return UNKNOWN if value is None else value


def or_default(value: Maybe[T] | None, default: T) -> Maybe[T]:
    """A value that the provider gives `default` when the program gives none."""
    return default if value is None else value


def seconds(value: Maybe[int] | Maybe[Decimal] | None) -> Maybe[timedelta] | None:
    """A duration; one that no clock can count is as good as unknown."""
    if value is None:
        return None
    if isinstance(value, Unknown) or not 0 <= value < _LONGEST:
        return UNKNOWN
    return timedelta(seconds=float(value))


def _leaf(
    inputs: Maybe[Inputs] | None, path: tuple[str, ...], read: Callable[[Inputs, str], Maybe[T] | None]
) -> Maybe[T] | None:
    block = block_at(inputs, *path[:-1])
    return block if block is None or isinstance(block, Unknown) else read(block, path[-1])
