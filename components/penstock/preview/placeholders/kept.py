"""Patches that keep placeholders whole where the SDK, JSON or YAML would take them apart or refuse them.

None of these has a hook, so they are replaced for as long as a program runs.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Generator, Iterator, Mapping
from importlib import import_module
from typing import Any, Final, cast

import yaml

from .blocks import with_unknown_members
from .marks import MARK
from .placeholders import UnknownList, UnknownMap, UnknownNumber, UnknownText, contains_placeholder

_rpc: Final[Any] = import_module("pulumi.runtime.rpc")

_PATH: Final = 3
"""Where the path is among the SDK's arguments when it calls itself for a part."""

_YAML: Final[tuple[Any, ...]] = (yaml.representer.SafeRepresenter, yaml.representer.Representer)

_AS_YAML: Final[Mapping[type, Callable[[Any, Any], Any]]] = {
    UnknownText: lambda dumper, value: dumper.represent_str(str(value)),
    UnknownNumber: lambda dumper, _value: dumper.represent_str(MARK),
    UnknownList: lambda dumper, value: dumper.represent_list(list(value)),
    UnknownMap: lambda dumper, value: dumper.represent_dict(dict(value)),
}


@contextlib.contextmanager
def placeholders_kept() -> Generator[None]:
    """While this lasts, unknown lists and maps reach the program as they are, and what is written has the mark in it."""
    with _sdk_keeps(), _json_keeps(), _yaml_keeps():
        yield


@contextlib.contextmanager
def _sdk_keeps() -> Generator[None]:
    deserialize, translate = _rpc.deserialize_properties, _rpc.translate_output_properties

    def deserialize_others(props_struct: Any, *args: Any, **kwargs: Any) -> Any:
        return props_struct if isinstance(props_struct, UnknownMap) else deserialize(props_struct, *args, **kwargs)

    def translate_others(output: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(output, UnknownList | UnknownMap):
            return cast("Any", output)
        path = kwargs["path"] if "path" in kwargs else args[_PATH] if len(args) > _PATH else None
        return with_unknown_members(translate(output, *args, **kwargs), path)

    _rpc.deserialize_properties, _rpc.translate_output_properties = deserialize_others, translate_others
    try:
        yield
    finally:
        _rpc.deserialize_properties, _rpc.translate_output_properties = deserialize, translate


@contextlib.contextmanager
def _json_keeps() -> Generator[None]:
    encode, iterencode = json.JSONEncoder.encode, json.JSONEncoder.iterencode

    def encode_marked(self: json.JSONEncoder, o: Any) -> str:
        return encode(self, _writable(o))

    def iterencode_marked(self: json.JSONEncoder, o: Any, _one_shot: bool = False) -> Iterator[str]:
        return iterencode(self, _writable(o), _one_shot)

    encoder: Any = json.JSONEncoder
    encoder.encode, encoder.iterencode = encode_marked, iterencode_marked
    try:
        yield
    finally:
        encoder.encode, encoder.iterencode = encode, iterencode


@contextlib.contextmanager
def _yaml_keeps() -> Generator[None]:
    before = {cls: cls.yaml_multi_representers for cls in _YAML}
    for cls, representers in before.items():
        cls.yaml_multi_representers = {**_AS_YAML, **representers}
    try:
        yield
    finally:
        for cls, representers in before.items():
            cls.yaml_multi_representers = representers


def _writable(value: Any) -> Any:
    """`value` with its numbers as their mark: the encoder in C would ask an unknown one for its digits."""
    if not contains_placeholder(value):
        return value
    match value:
        case UnknownNumber():
            return MARK
        case Mapping():
            return {_writable(key): _writable(item) for key, item in cast("Mapping[Any, Any]", value).items()}
        case list() | tuple():
            return [_writable(item) for item in cast("list[Any]", value)]
        case _:
            return value
