"""What the installed provider SDK says of a resource type: its inputs, its outputs, its functions.

The SDK carries the provider's schema as Python types. Reading them here, and not through the project's own reader, keeps
the stand-in an independent witness.
"""

from __future__ import annotations

import collections.abc
import inspect
import keyword
import re
import sys
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from threading import Lock
from types import ModuleType, NoneType
from typing import Any, Final

import pulumi

UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""How the engine spells a value that is not known yet (`plugin.UnknownStringValue`)."""

SIGNATURE: Final = "4dabf18193072939515e22adb298388d"
"""The key that marks an asset, an archive or a secret on the wire."""

_LOADING: Final = Lock()

DEFAULTS: Final = "__defaults"
"""Where a bridged provider notes, in each object of the inputs, which properties it filled in itself."""

Json = dict[str, Any]
_SCALARS: Final[Mapping[Any, tuple[type, ...]]] = {str: (str,), int: (int, float), float: (int, float), bool: (bool,)}


class SchemaError(Exception):
    """The SDK does not know it."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its alternatives as Python types, and whether the SDK always has a value for it."""

    alternatives: tuple[Any, ...]
    always: bool


@dataclass(frozen=True, slots=True)
class ResourceSchema:
    """A resource type. `always` on an input: it is required; on an output: the cloud computes it when it is unset."""

    inputs: Mapping[str, Property]
    outputs: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class FunctionSchema:
    """A function (data source). `always` on a result: every answer has it."""

    arguments: frozenset[str]
    results: Mapping[str, Property]


@cache
def resource_schema(token: str) -> ResourceSchema:
    """The type `token` (`aws:ec2/vpc:Vpc`), or SchemaError."""
    if token.startswith("pulumi:providers:"):
        module, name = _module(token.rpartition(":")[2], "index"), "Provider"
    else:
        package, path, name = token.split(":")
        module = _module(package, path.partition("/")[0])
    cls = getattr(module, name, None)
    if cls is None or getattr(cls, "pulumi_type", None) != token:
        raise SchemaError(f"no resource type {token} in the installed SDK")
    names = vars(sys.modules[cls.__module__])
    # `InitArgs`: what the SDK says where a nested type already has the plain name.
    arguments = names.get(f"{name}InitArgs") or names[f"{name}Args"]
    return ResourceSchema(dict(_properties(arguments)), dict(_properties(cls)))


@cache
def function_schema(token: str) -> FunctionSchema:
    """The function `token` (`aws:ec2/getAmi:getAmi`), or SchemaError."""
    package, path, name = token.split(":")
    module = _module(package, path.partition("/")[0])
    function = getattr(module, _snake(name), None)
    result = getattr(module, f"{name[0].upper()}{name[1:]}Result", None)
    if not callable(function) or result is None:
        raise SchemaError(f"no function {token} in the installed SDK")
    arguments = inspect.signature(function).parameters.keys() - {"opts"}
    return FunctionSchema(frozenset(map(_camel, arguments)), dict(_properties(result)))


def plausible(prop: Property, text: str) -> Any:
    """A value of the property's type for one that nobody has said more about; `text` where it is text."""
    if bool in prop.alternatives:
        return False
    if int in prop.alternatives or float in prop.alternatives:
        return 0
    if str in prop.alternatives:
        return text
    return [] if _inner(prop.alternatives, collections.abc.Sequence) is not None else {}


class Checker:
    """Checks inputs against the SDK's types and fills `__defaults` in, as a bridged provider does.

    `faults` collects (path, reason); scalars are held to their type: the real bridge would coerce `"3"` to 3.
    """

    def __init__(self) -> None:
        self.faults: list[tuple[str, str]] = []

    def object(self, value: Json, properties: Mapping[str, Property], path: str = "") -> Json:
        """`value` held against `properties`."""
        checked: Json = {DEFAULTS: []}
        for key, item in value.items():
            if key in (DEFAULTS, "__internal"):
                continue
            where = f"{path}.{key}" if path else key
            if key not in properties:
                self.faults.append((where, "no such property in the SDK's types"))
            elif item is not None:
                checked[key] = self._value(item, properties[key].alternatives, where)
        self.faults += [
            (f"{path}.{key}" if path else key, "required, and missing")
            for key, wanted in properties.items()
            if wanted.always and value.get(key) is None
        ]
        return checked

    def _value(self, value: Any, alternatives: tuple[Any, ...], path: str) -> Any:
        if value == UNKNOWN or Any in alternatives:
            return value
        if isinstance(value, list):
            items = typing.cast("list[Any]", value)
            inner = _inner(alternatives, collections.abc.Sequence)
            if inner is not None:
                return [self._value(item, inner, f"{path}[{index}]") for index, item in enumerate(items)]
        elif isinstance(value, dict):
            return self._mapping(typing.cast("Json", value), alternatives, path)
        elif any(_is_scalar(value, alternative) for alternative in alternatives):
            return value
        wanted = " or ".join(getattr(alternative, "__name__", str(alternative)) for alternative in alternatives)
        given = typing.cast("object", value)
        self.faults.append((path, f"{type(given).__name__} where {wanted} is wanted"))
        return None  # a check that fails gives no inputs back

    def _mapping(self, value: Json, alternatives: tuple[Any, ...], path: str) -> Any:
        if SIGNATURE in value:
            if not any(_is_asset(alternative) for alternative in alternatives):
                self.faults.append((path, "an asset or archive where none is wanted"))
            return value
        inner = _inner(alternatives, collections.abc.Mapping)
        if inner is not None:
            return {key: self._value(item, inner, f"{path}[{key!r}]") for key, item in value.items()}
        for alternative in alternatives:
            if isinstance(alternative, type) and hasattr(alternative, "_pulumi_input_type"):
                return self.object(value, dict(_properties(alternative)), path)
        self.faults.append((path, "an object where none is wanted"))
        return value


def _module(package: str, name: str) -> ModuleType:
    path = f"pulumi_{package.replace('-', '_')}"
    if name != "index":
        path += f".{_snake(name)}{'_' if keyword.iskeyword(name) else ''}"
    try:
        with _LOADING:
            module = import_module(path)
            _ = module.__doc__  # the SDKs load a module's content at the first look at it: not safe in two threads
            return module
    except ModuleNotFoundError as error:
        raise SchemaError(f"no module {path} in the installed SDK") from error


def _properties(cls: type) -> Iterator[tuple[str, Property]]:
    """The SDK's own marks: each property's getter has its wire name and, as return type, the property's type."""
    names = vars(sys.modules[cls.__module__])
    for member in vars(cls).values():
        getter: Callable[..., Any] | None = member.fget if isinstance(member, property) else None
        if getter is not None and hasattr(getter, "_pulumi_name"):
            hint = typing.get_type_hints(getter, names, {"Output": pulumi.Output, "T": NoneType})["return"]
            alternatives = tuple(_alternatives(hint))
            present = tuple(one for one in alternatives if one is not NoneType)
            yield typing.cast("str", vars(getter)["_pulumi_name"]), Property(present, present == alternatives)


def _alternatives(hint: Any) -> Iterator[Any]:
    """The members of Input[T], Output[T], Optional[T] and unions of them, without the wrappers."""
    origin = typing.get_origin(hint)
    if hint is pulumi.Output or origin is collections.abc.Awaitable:
        return
    if origin is typing.Union:
        arguments = typing.get_args(hint)
        plain = [one for one in arguments if typing.get_origin(one) is not pulumi.Output]
        for one in plain:
            yield from _alternatives(one)
    elif origin is pulumi.Output:
        yield from _alternatives(typing.get_args(hint)[0])
    else:
        yield hint


def _inner(alternatives: tuple[Any, ...], container: type) -> tuple[Any, ...] | None:
    for alternative in alternatives:
        if typing.get_origin(alternative) is container:
            return tuple(one for one in _alternatives(typing.get_args(alternative)[-1]) if one is not NoneType)
    return None


def _is_scalar(value: object, alternative: Any) -> bool:
    if isinstance(alternative, type) and issubclass(alternative, Enum):
        return value in {member.value for member in alternative}
    if isinstance(value, bool):
        return alternative is bool
    return isinstance(value, _SCALARS.get(alternative, ()))


def _is_asset(alternative: Any) -> bool:
    return isinstance(alternative, type) and issubclass(alternative, pulumi.Asset | pulumi.Archive)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: f"_{found[1].lower()}", name).lower()


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)
