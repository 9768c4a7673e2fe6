"""Keeps placeholders whole where the SDK, or `json`, would take them apart and rebuild them as plain values.

None of these has a hook, so they are replaced for as long as a program runs.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Generator, Iterator, Mapping
from importlib import import_module
from typing import Any, Final, cast

from .marks import MARK
from .standins import UnknownList, UnknownMap, UnknownNumber, contains_placeholder

_rpc: Final[Any] = import_module("pulumi.runtime.rpc")


@contextlib.contextmanager
def placeholders_kept() -> Generator[None]:
    """While this lasts, unknown lists and maps reach the program as they are, and JSON text has the mark in it."""
    deserialize, translate = _rpc.deserialize_properties, _rpc.translate_output_properties
    encode, iterencode = json.JSONEncoder.encode, json.JSONEncoder.iterencode

    def deserialize_others(props_struct: Any, *args: Any, **kwargs: Any) -> Any:
        return props_struct if isinstance(props_struct, UnknownMap) else deserialize(props_struct, *args, **kwargs)

    def translate_others(output: Any, *args: Any, **kwargs: Any) -> Any:
        whole = isinstance(output, UnknownList | UnknownMap)
        return cast("Any", output) if whole else translate(output, *args, **kwargs)

    def encode_marked(self: json.JSONEncoder, o: Any) -> str:
        return encode(self, _writable(o))

    def iterencode_marked(self: json.JSONEncoder, o: Any, _one_shot: bool = False) -> Iterator[str]:
        return iterencode(self, _writable(o), _one_shot)

    encoder: Any = json.JSONEncoder
    _rpc.deserialize_properties, _rpc.translate_output_properties = deserialize_others, translate_others
    encoder.encode, encoder.iterencode = encode_marked, iterencode_marked
    try:
        yield
    finally:
        _rpc.deserialize_properties, _rpc.translate_output_properties = deserialize, translate
        encoder.encode, encoder.iterencode = encode, iterencode


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
