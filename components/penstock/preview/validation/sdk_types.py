"""From Pulumi's tokens to the classes of the provider SDKs that the program imported. Imports no other package itself.

A resource's class knows its outputs' types (`aws:ec2/vpc:Vpc` -> `pulumi_aws.ec2.Vpc`), a function's result class its
fields' (`aws:ec2/getAmi:getAmi` -> `GetAmiResult`).
"""

from __future__ import annotations

import enum
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, Final, cast, get_args, get_origin

import pulumi

from penstock.preview.placeholders.labels import Label
from penstock.preview.placeholders.placeholders import (
    LIST_LENGTH,
    UnknownAnything,
    UnknownList,
    UnknownMap,
    UnknownNumber,
    UnknownText,
)

_sdk: Final[Any] = import_module("pulumi._types")
"""The SDK's own reading of the metadata on its classes. Private by name; the generated SDKs rest on it."""

_DEPTH: Final = 4
"""How deep nested objects are filled in; some providers' types contain themselves."""


class ResourceClasses:
    """Resource classes by type token, found among the classes that exist. Safe to use from several threads."""

    def __init__(self) -> None:
        self._classes: dict[str, type] = {}
        self._missing: set[str] = set()
        self._count = 0
        self._lock = threading.Lock()

    def of(self, token: str) -> type | None:
        """The class with that type token; None when the program has none (a resource made from its token alone)."""
        found = self._classes.get(token)
        if found is not None or token in self._missing:
            return found
        with self._lock:
            self._classes.update(_by_token(pulumi.CustomResource))
            self._classes.update(_by_token(pulumi.ComponentResource))
            if token not in self._classes:
                self._missing.add(token)
        return self._classes.get(token)


def _by_token(root: type) -> Iterator[tuple[str, type]]:
    for cls in root.__subclasses__():
        yield from _by_token(cls)
        token = cls.__dict__.get("pulumi_type")
        if isinstance(token, str):
            yield token, cls


def output_types(cls: type | None) -> Mapping[str, Any]:
    """Wire name -> type of each output of a resource class."""
    return _sdk.resource_types(cls) if cls is not None else {}


def config_settings(package: str) -> frozenset[str]:
    """Wire names of the settings that a package's own `config` module reads: some take one that no argument of their provider is called
    (`azure:location`: pulumi-azure, `pulumi_azure.config.location`). None of a package that the program did not import."""
    root = f"pulumi_{package.replace('-', '_')}"
    if root not in sys.modules:
        return frozenset()
    try:
        module = import_module(f"{root}.config")
    except ImportError:
        return frozenset()
    getattr(
        module, "settings", None
    )  # it is loaded when something is asked of it; its class then has them as properties
    return frozenset(_wire(name) for name, it in vars(type(module)).items() if isinstance(it, property))


def _wire(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def result_class(token: str) -> type | None:
    """The result class of a function: `aws:ec2/getAmi:getAmi` -> `pulumi_aws.ec2.get_ami.GetAmiResult`."""
    package, _, rest = token.partition(":")
    module, _, function = rest.rpartition(":")
    root = f"pulumi_{package.replace('-', '_')}"
    name = f"{function[:1].upper()}{function[1:]}Result"
    wanted = _folded(module.split("/")[0])
    fallback: type | None = None
    for module_name, loaded in list(sys.modules.items()):
        if module_name != root and not module_name.startswith(f"{root}."):
            continue
        found = vars(loaded).get(name) if hasattr(loaded, "__dict__") else None
        if not isinstance(found, type) or found.__module__ != module_name:
            continue
        parts = [_folded(part) for part in module_name.split(".")[1:-1]]
        if parts == ([] if wanted in ("index", "") else [wanted]) or wanted in parts:
            return found
        fallback = fallback or found
    return fallback


def _folded(name: str) -> str:
    return name.replace("_", "").replace("-", "").casefold()


def result_types(cls: type) -> Mapping[str, Any]:
    """Wire name -> type of each field of a function's result class."""
    return _sdk.output_type_types(cls)


def placeholder_value(typ: Any, label: Label, depth: int = _DEPTH) -> Any:
    """A plain placeholder as the program sees it: output types as their classes, with Python names."""
    typ = _one(typ)
    origin = get_origin(typ)
    if typ in (bool, int, float):
        return UnknownNumber()
    if origin in (list, Sequence) or typ is list:
        element = (get_args(typ) or (str,))[0]
        return UnknownList(placeholder_value(element, label.part(index), depth) for index in range(LIST_LENGTH))
    if origin in (dict, Mapping) or typ is dict:
        return UnknownMap(label)
    if _is_object(typ) and depth == 0:
        return UnknownAnything(label.text)
    if _is_object(typ):
        fields = {
            name: placeholder_value(field, label.part(name), depth - 1) for name, field in result_types(typ).items()
        }
        return _sdk.output_type_from_dict(typ, fields)
    return _text(label)


def _is_object(typ: Any) -> bool:
    return isinstance(typ, type) and bool(_sdk.is_output_type(typ))


def _is_enum(typ: Any) -> bool:
    return isinstance(typ, type) and issubclass(typ, enum.Enum)


def _one(typ: Any) -> Any:
    """The first real member of an optional or a union; the type itself otherwise."""
    members = [member for member in get_args(typ) if member is not type(None)] if _sdk._is_union_type(typ) else []
    return _one(members[0]) if members else typ


def _text(label: Label) -> UnknownText:
    """An ARN-shaped text for an ARN, with the mark in every part, so that a program may take it apart."""
    if label.path[-1].endswith(("arn", "Arn")):
        return UnknownText("arn" + 5 * f":{label.text}")
    return UnknownText(label.text)


def fits(value: Any, typ: Any) -> bool:
    """Whether an input may be given back as an output of type `typ`: some are a list going in and a map coming out."""
    if typ is None or typ is Any:
        return True
    typ = _one(typ)
    origin = get_origin(typ)
    if isinstance(value, dict):
        return (typ is dict or origin in (dict, Mapping) or _is_object(typ) or typ is Any) and _parts_fit(
            cast("dict[str, Any]", value), typ
        )
    if isinstance(value, list):
        element = (get_args(typ) or (None,))[0]
        return (typ is list or origin in (list, Sequence)) and all(
            fits(item, element) for item in cast("list[Any]", value)
        )
    if _is_enum(typ):
        return any(value == member.value for member in typ)
    return not (origin in (list, Sequence, dict, Mapping) or _is_object(typ))


def _parts_fit(value: Mapping[str, Any], typ: Any) -> bool:
    if _is_object(typ):
        types = cast("dict[str, Any]", _sdk.output_type_types(typ))
        return all(fits(item, types.get(key)) for key, item in value.items())
    element = (get_args(typ) or (None, None))[-1]
    return all(fits(item, element) for item in value.values())
