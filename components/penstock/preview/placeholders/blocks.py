"""A block that the program gave, read back as an output: what the provider adds to it is unknown, by key and by attribute.

`cluster.vpc_config` is what the program wrote and, in it, the security group that EKS makes. In a preview of the real engine the
provider plans such a member as unknown. Nothing here knows a provider's plan, so every member that the output's type has and the
program did not give is taken for one: looked up, it is a placeholder, and what a callback made of it is unknown. Passed on whole,
written as JSON or gone through, a block is what the program gave. A plain map (tags) has its own keys and no others.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import import_module
from typing import Any, Final, cast

from penstock.preview.program.side_effects import forbid, forbidden_now
from penstock.preview.validation.sdk_types import placeholder_value, result_types

from .labels import Label
from .questions import Questions, ask, listening

_sdk: Final[Any] = import_module("pulumi._types")
"""The SDK's own reading of the metadata on its classes. Private by name; the generated SDKs rest on it."""

_PATH: Final = "_penstock_path"


class Reading:
    """Whether a callback looked up what only the provider adds; `questions`: what it then decided on it."""

    def __init__(self) -> None:
        self.questions = Questions()
        self.touched = False


_reading: Final[ContextVar[Reading | None]] = ContextVar("penstock_reading", default=None)


@contextmanager
def reading() -> Generator[Reading]:
    """While this lasts, in this context, look-ups of unknown members are heard; from the first one on, it is a speculation."""
    found, heard, kept = Reading(), listening.get(), forbidden_now()
    token = _reading.set(found)
    try:
        yield found
    finally:
        _reading.reset(token)
        listening.set(heard)
        forbid(kept)


def _touch() -> None:
    found = _reading.get()
    if found is not None and not found.touched:
        found.touched = True
        listening.set(found.questions)
        forbid(True)


def with_unknown_members(value: Any, path: Any) -> Any:
    """`value`, an output as the SDK made it; if it is a block of a known type, its missing members are unknown.

    Args:
        path: the SDK's own, of the property in the resource.
    """
    cls: Any = getattr(value, "__class__")  # noqa: B009 - of whatever type
    if dict in cls.__mro__ and _sdk.is_output_type(cls) and not hasattr(cls, _PATH):
        value.__class__ = _block_class(cls)
        setattr(value, _PATH, _parts(path))
    return value


def _parts(path: Any) -> tuple[str, ...]:
    parts: list[str] = []
    while path is not None:
        parts += [part for part in (path.prop, path.resource) if part]
        path = path.parent
    return tuple(reversed(parts)) or ("",)


@cache
def _block_class(cls: type) -> type:
    """A class like the provider's own, that answers for the members that are missing."""
    types = result_types(cls)
    members: Mapping[str, Any] = {python: types.get(wire) for python, wire, _ in _sdk._py_properties(cls)}
    base: Any = cls
    mapping: Any = dict

    def missing(block: Any, key: object) -> bool:
        return key in members and mapping.get(block, key) is None

    def unknown(block: Any, key: str) -> Any:
        _touch()
        of, *path = getattr(block, _PATH)
        label = Label((of,), of=of)
        for part in (*path, key):
            label = label.part(int(part) if part.isdigit() else part)
        return placeholder_value(members[key], label)

    def item(self: Any, key: str) -> Any:
        return unknown(self, key) if missing(self, key) else base.__getitem__(self, key)

    def get(self: Any, key: str, default: Any = None) -> Any:
        return unknown(self, key) if missing(self, key) else base.get(self, key, default)

    def contains(self: Any, key: object) -> bool:
        if missing(self, key):
            _touch()
            ask()
        return mapping.__contains__(self, key)

    namespace: dict[str, Any] = {
        "__module__": cls.__module__,
        "__qualname__": cls.__qualname__,
        "__getitem__": item,
        "__contains__": contains,
        _PATH: (),
        **{name: _attribute(base, name, missing, unknown) for name in members},
    }
    if "get" not in members:
        namespace["get"] = get
    return type(cls.__name__, (cls,), namespace)


def _attribute(
    base: Any, name: str, missing: Callable[[Any, object], bool], unknown: Callable[[Any, str], Any]
) -> property:
    given = cast("property", getattr(base, name)).fget

    def value(self: Any) -> Any:
        return unknown(self, name) if missing(self, name) else given(self) if given else None

    return property(value)
