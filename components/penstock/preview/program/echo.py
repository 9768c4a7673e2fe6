"""The answer to a registration: the known inputs under their own names, placeholders for all other outputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, cast

from penstock.preview.placeholders.labels import of_resource
from penstock.preview.placeholders.marks import is_placeholder
from penstock.preview.placeholders.placeholders import UnknownMap, UnknownOutput
from penstock.preview.validation.sdk_types import fits, output_types, placeholder_value
from penstock.preview.wire import ARCHIVE, ASSET, OUTPUT, RESOURCE, SECRET, SIGNATURE, UNKNOWN_SENTINELS


class _Unechoed(Exception):  # noqa: N818 - control flow inside this file
    """An input has a part that cannot be given back."""


def outputs_of(
    cls: type | None, urn: str, inputs: Mapping[str, object], *, invent: bool = True, names: Sequence[str] = ()
) -> dict[str, Any]:
    """The outputs of the resource `urn` of class `cls`, for a program that is only being previewed.

    Args:
        cls: its class in the provider's SDK, if the program has one.
        inputs: as on the wire. One that is wholly known is given back, if it fits the output's type.
        invent: whether to give placeholders for the other outputs: not for a component in the program, which sets its own.
        names: outputs besides the class's own.
    """
    types = output_types(cls)
    outputs: dict[str, Any] = {}
    for name, value in inputs.items():
        try:
            known, secret = _known(value)
        except _Unechoed:
            continue
        typ = types.get(name)
        if known is not None and fits(known, typ):
            outputs[name] = {SIGNATURE: SECRET, "value": known} if secret else known
    if invent:
        for name in (*types, *names):
            if name not in outputs and name not in ("id", "urn"):
                outputs[name] = _placeholder(types.get(name), urn, name)
    return outputs


def unknown_id(urn: str) -> UnknownOutput:
    """The id of a resource that does not exist yet."""
    return _placeholder(str, urn, "id")


def _placeholder(typ: Any, urn: str, name: str) -> UnknownOutput:
    if typ is None:
        return UnknownOutput(lambda: UnknownMap(of_resource(urn, name)))
    return UnknownOutput(partial(placeholder_value, typ, of_resource(urn, name)))


def _known(value: object) -> tuple[Any, bool]:
    """An input as plain Python, and whether any part of it is secret (the SDK keeps that for a whole output only)."""
    match value:
        case str():
            if value in UNKNOWN_SENTINELS or is_placeholder(value):
                raise _Unechoed
            return value, False
        case float() if value != value:  # noqa: PLR0124 - not a number: an unknown one
            raise _Unechoed
        case dict():
            return _known_mapping(cast("dict[str, object]", value))
        case list():
            parts = [_known(item) for item in cast("list[object]", value)]
            return [part for part, _ in parts], any(secret for _, secret in parts)
        case _:
            return value, False


def _known_mapping(value: Mapping[str, object]) -> tuple[Any, bool]:
    signature = value.get(SIGNATURE)
    if signature == SECRET:
        return _known(value.get("value"))[0], True
    if signature in (ASSET, ARCHIVE, RESOURCE, OUTPUT):
        raise _Unechoed
    parts = {key: _known(item) for key, item in value.items()}
    return {key: part for key, (part, _) in parts.items()}, any(secret for _, secret in parts.values())
