"""Typed reading of a resource's inputs: a value, None when it is not given, `UNKNOWN` when it cannot be read.

Nothing here raises: a value of the wrong kind is as unreadable as one that only the cloud knows. Both spellings of a key
are accepted, because a snake_case dict that fits several members of a union goes over the wire untranslated.
Empty text counts as not given: that is how providers write an unset string into the state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from penstock.regex import regex

from .values import UNKNOWN, Maybe, SecretDecimal, SecretInt, SecretNumber, SecretText, Unknown, Value

_LARGEST: Final = 10**15
"""More than any size, count or price of a program; a larger number is a mistake and would only cost memory."""

_HUMP: Final = regex(r"(?<=[a-z0-9])(?=[A-Z])")


@lru_cache(maxsize=8192)
def snake_case(name: str) -> str:
    """The other spelling of a key: `instance_type` of `instanceType`. Kept: readers ask for the same few names."""
    return _HUMP.sub("_", name).lower()


class Inputs:
    """The inputs of a resource, or of a block inside it, under their wire (camelCase) names."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values

    def raw(self, name: str) -> Value:
        """The value as it is; None when it is not given."""
        value = self._values.get(name)
        return self._values.get(snake_case(name)) if value is None else value

    def given(self, name: str) -> bool:
        """Whether the program says anything about `name`."""
        return self.raw(name) is not None

    def names(self) -> tuple[str, ...]:
        """The names that are there, in their own spelling."""
        return tuple(self._values)

    def text(self, name: str) -> Maybe[str] | None:
        """A string; a secret one stays masked."""
        return as_text(self.raw(name))

    def number(self, name: str) -> Maybe[Decimal] | None:
        """A number, also one written as text (`"100"`)."""
        return as_number(self.raw(name))

    def integer(self, name: str) -> Maybe[int] | None:
        """A whole number."""
        value = self.number(name)
        if value is None or isinstance(value, Unknown):
            return value
        if value != value.to_integral_value():
            return UNKNOWN
        return SecretInt(value) if isinstance(value, SecretDecimal) else int(value)

    def flag(self, name: str) -> Maybe[bool] | None:
        """A boolean, also one written as text: a launch template has `"true"`."""
        value = self.raw(name)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return {"": None, "true": True, "false": False}.get(plain(value).lower(), UNKNOWN)
        return UNKNOWN

    def block(self, name: str) -> Maybe[Inputs] | None:
        """A nested block; a list of one counts as that one, which is how a state may write it."""
        blocks = self.blocks(name)
        if isinstance(blocks, Unknown):
            return UNKNOWN
        return None if not blocks else (blocks[0] if len(blocks) == 1 else UNKNOWN)

    def blocks(self, name: str) -> Maybe[tuple[Maybe[Inputs], ...]]:
        """Nested blocks; none when it is not given."""
        value = self.raw(name)
        if value is None:
            return ()
        if isinstance(value, dict | Mapping):  # a dict is known at once, an abstract class asks around
            return (Inputs(value),)
        items = as_list(value)
        if isinstance(items, Unknown):
            return UNKNOWN
        return tuple(
            Inputs(item) if isinstance(item, dict | Mapping) else UNKNOWN
            for item in items
            if item is not None  # a null element is no block
        )

    def texts(self, name: str) -> Maybe[tuple[Maybe[str], ...]]:
        """A list of strings; none when it is not given."""
        value = self.raw(name)
        items = () if value is None else as_list(value)
        if isinstance(items, Unknown):
            return UNKNOWN
        return tuple(text for text in map(as_text, items) if text is not None)

    def mapping(self, name: str) -> Maybe[Mapping[str, Value]]:
        """A map; empty when it is not given."""
        value = self.raw(name)
        if value is None:
            return {}
        return value if isinstance(value, Mapping) else UNKNOWN


def as_text(value: Value) -> Maybe[str] | None:
    """`value` as a string."""
    if value is None or value == "":
        return None
    return value if isinstance(value, str) else UNKNOWN


def as_list(value: Value) -> Maybe[Sequence[Value]]:
    """`value` as a list."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else UNKNOWN


def as_number(value: Value) -> Maybe[Decimal] | None:
    """`value` as a finite number of a sensible size."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return UNKNOWN
    secret = isinstance(value, SecretText | SecretNumber | SecretInt)
    try:
        number = Decimal(plain(value)) if isinstance(value, str) else Decimal(_digits(value))
    except InvalidOperation:
        return UNKNOWN
    if not number.is_finite() or abs(number) > _LARGEST:
        return UNKNOWN
    return SecretDecimal(number) if secret else number


def _digits(value: int | float) -> str:
    if isinstance(value, float):
        return float.__repr__(value)
    # Python refuses to write out a number of thousands of digits.
    return int.__repr__(value) if abs(value) <= _LARGEST else "NaN"


def plain(text: str) -> str:
    """The text behind a secret mask, to compare and to parse: never for output."""
    return text.reveal() if isinstance(text, SecretText) else text


def masked_like(source: str, text: str) -> str:
    """`text`, masked when it was taken out of a secret `source`."""
    return SecretText(text) if isinstance(source, SecretText) else text
