"""Masks secrets: no text that a program marked secret leaves in a message, a price's name or a basis.

`SecretText` masks itself where it is printed as it is. A message that was made from a part of it, or by a library, may hold it all
the same; `mask` goes over what is about to be shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, Final, TypeVar, cast

from .capture import Capture
from .values import SECRET_MASK, SecretText, Value

T = TypeVar("T")

_SHORTEST: Final = 4
"""Characters. A shorter one would black out half of every word, and guards nothing."""


def secret_texts(capture: Capture) -> tuple[str, ...]:
    """Every text of the program's inputs, outputs and config that is marked secret, the longest first."""
    found: set[str] = set()
    for resource in capture.resources:
        found.update(_secrets(resource.inputs))
        found.update(_secrets(resource.outputs))
    found.update(_secrets(capture.config))
    found.update(_secrets(capture.outputs))
    return tuple(sorted((text for text in found if len(text) >= _SHORTEST), key=lambda text: (-len(text), text)))


def mask(value: T, secrets: Sequence[str]) -> T:
    """`value` (a text, a list, a mapping or a frozen dataclass of them) with the mask in place of each secret; keys stay."""
    return cast("T", _mask(value, secrets)) if secrets else value


def _mask(value: Any, secrets: Sequence[str]) -> Any:
    match value:
        case SecretText() | Enum():
            return value
        case str():
            for secret in secrets:
                if secret in value:
                    value = value.replace(secret, SECRET_MASK)
            return value
        case Mapping():
            return {key: _mask(item, secrets) for key, item in cast("Mapping[Any, Any]", value).items()}
        case tuple() | list():
            items = [_mask(item, secrets) for item in cast("Sequence[Any]", value)]
            return items if isinstance(value, list) else tuple(items)
        case _ if is_dataclass(value) and not isinstance(value, type):
            parts = {it.name: getattr(value, it.name) for it in fields(value) if it.init}
            changed = {name: new for name, old in parts.items() if (new := _mask(old, secrets)) != old}
            return replace(value, **changed) if changed else value
        case _:
            return value


def _secrets(value: Value) -> Iterator[str]:
    pending: list[Value] = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):  # most are: the other questions take longer
            if isinstance(item, SecretText):
                yield item.reveal()
        elif isinstance(item, dict | Mapping):  # a dict is known at once, an abstract class asks around
            pending.extend(item.values())
        elif isinstance(item, Sequence):
            pending.extend(item)
