"""Nested inputs by their path: Azure puts most of a resource three blocks deep."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from penstock.resources.inputs import Inputs
from penstock.resources.values import UNKNOWN, Maybe, Unknown

T = TypeVar("T")


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


def or_unknown(value: Maybe[T] | None) -> Maybe[T]:
    """A value that must be given."""
    return UNKNOWN if value is None else value


def _leaf(
    inputs: Maybe[Inputs] | None, path: tuple[str, ...], read: Callable[[Inputs, str], Maybe[T] | None]
) -> Maybe[T] | None:
    block = block_at(inputs, *path[:-1])
    return block if block is None or isinstance(block, Unknown) else read(block, path[-1])
