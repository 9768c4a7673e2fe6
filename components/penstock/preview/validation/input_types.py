"""What a provider SDK's types say about inputs: which members a type has, which keys an object takes, by which names.

The generated classes carry this as annotations (`pulumi.Input[Optional[Sequence[pulumi.Input['...Args']]]]`); the SDK
resolves them once per class, when a resource of that class is registered, and keeps them.
"""

from __future__ import annotations

import enum
import sys
import types
from collections.abc import Awaitable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Final, ForwardRef, Literal, Union, cast, get_args, get_origin, get_type_hints, is_typeddict

import pulumi

_sdk: Final[Any] = import_module("pulumi._types")
"""The SDK's own reading of the metadata on its classes. Private by name; the generated SDKs rest on it."""


@dataclass(frozen=True, slots=True)
class ObjectType:
    """An object's keys.

    Attributes:
        types: wire name -> annotated type.
        required: wire names that must be there.
        wire_names: every accepted spelling -> wire name: `volumeSize` and Python's `volume_size`.
    """

    types: Mapping[str, Any]
    required: frozenset[str]
    wire_names: Mapping[str, str]

    def spelled(self, name: str, like: str) -> str:
        """A wire name in the spelling of the key `like`: with underscores or in camel case."""
        if "_" not in like:
            return name
        return next((spelling for spelling, wire in self.wire_names.items() if wire == name and "_" in spelling), name)


@dataclass(frozen=True, slots=True)
class Shape:
    """One member of a type. `kind`: object, list, map, enum, text, integer, number, bool, or any.

    `of`: the object's or enumeration's class, or the type of a list's or map's elements.
    """

    kind: Literal["object", "list", "map", "enum", "text", "integer", "number", "bool", "any"]
    of: Any = None


_SCALARS: Final[Mapping[Any, Shape]] = {
    str: Shape("text"),
    int: Shape("integer"),
    float: Shape("number"),
    bool: Shape("bool"),
}
_ANY: Final = Shape("any")


def arguments_class(resource_class: type) -> type | None:
    """`LaunchTemplateArgs` for `LaunchTemplate`; None where the class was not generated.

    Where a nested type already has that name, the SDK calls the resource's own `...InitArgs`.
    """
    module = sys.modules.get(resource_class.__module__)
    names = vars(module) if module else {}
    for name in (f"{resource_class.__name__}InitArgs", f"{resource_class.__name__}Args"):
        found = names.get(name)
        if isinstance(found, type) and _sdk.is_input_type(found):
            return found
    return None


@cache
def object_type(cls: type) -> ObjectType:
    """The keys of an input class."""
    hints: Mapping[str, Any] = _hints(cls)
    python_names: Mapping[str, str] = _sdk.input_type_py_to_pulumi_names(cls)
    return ObjectType(
        types=hints,
        required=frozenset(name for name, hint in hints.items() if not _optional(hint)),
        wire_names={**python_names, **{name: name for name in python_names.values()}},
    )


def _hints(cls: type) -> Mapping[str, Any]:
    """Wire name -> annotated type, not unwrapped. SDKs before 3.24x resolve them too, and keep only what is inside."""
    if hasattr(_sdk, "_raw_return_hints"):
        return _sdk._raw_return_hints(cls)
    names, local = _sdk._globals_for_cls(cls), {"Output": pulumi.Output, "T": type(None)}
    return {
        name: hints["return"]
        for _, name, made in _sdk._py_properties(cls)
        if "return" in (hints := get_type_hints(made.fget, globalns=names, localns=local))
    }


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType)


def _optional(hint: Any) -> bool:
    return hint is type(None) or hint is Any or (_is_union(hint) and any(map(_optional, get_args(hint))))


@cache
def shapes(hint: Any) -> tuple[Shape, ...]:
    """The members of a type that a value on the wire can have: without None, outputs, awaitables and TypedDict twins."""
    if _is_union(hint):
        found = dict.fromkeys(shape for member in get_args(hint) for shape in shapes(member))
        return tuple(found)
    if hint is type(None) or _is_plumbing(hint):
        return ()
    if hint in _SCALARS:
        return (_SCALARS[hint],)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (list, Sequence):
        return (Shape("list", arguments[0] if arguments else Any),)
    if origin in (dict, Mapping):
        return (Shape("map", arguments[1] if len(arguments) == 2 else Any),)
    if isinstance(hint, type):
        if _sdk.is_input_type(hint):
            return (Shape("object", hint),)
        if issubclass(hint, enum.Enum):
            return (Shape("enum", hint),)
    return (_ANY,)


def _is_plumbing(hint: Any) -> bool:
    if isinstance(hint, ForwardRef):
        return hint.__forward_arg__.startswith("Output[")
    origin = get_origin(hint)
    return hint is pulumi.Output or origin in (pulumi.Output, Awaitable, Coroutine) or is_typeddict(hint)


def members(cls: type) -> Mapping[str, object]:
    """Name -> value of an enumeration."""
    return {member.name: member.value for member in cast("type[enum.Enum]", cls)}
