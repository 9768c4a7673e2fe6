"""Values as Pulumi writes them on the wire and in its files: signatures, the unknown sentinel, secrets.

Source: the engine's `sdk/go/common/resource/properties.go` (signatures) and `plugin/rpc.go` (the sentinels of unknowns).
Nothing here needs Pulumi itself, so that a saved file can be read without it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, cast

from penstock.resources.reading.values import UNKNOWN, SecretNumber, SecretText, Value

SIGNATURE: Final = "4dabf18193072939515e22adb298388d"
SECRET: Final = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - a signature
ASSET: Final = "c44067f5952c0a294b673a41bacd8c17"
ARCHIVE: Final = "0def7320c3a5731c473e5ecbe6d01bc7"
RESOURCE: Final = "5cf8f73096256a8f31e491e813e4eb8e"
OUTPUT: Final = "d0e6a833031e9bbcd3f4e8bde6ca49a4"

UNKNOWN_SENTINELS: Final = frozenset(
    {
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",  # text, and what the Python SDK writes for every type
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # bool
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # number
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # array
        "030794c1-ac77-496b-92df-f27374a8bd58",  # asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # object
    }
)


def _never(_text: str) -> bool:
    return False


def decode(value: object, *, is_unknown: Callable[[str], bool] = _never) -> Value:
    """One value from its wire form (dicts, lists, text, numbers, bools, None).

    Args:
        value: what JSON or a protobuf Struct held.
        is_unknown: says whether a text contains a placeholder of ours.
    """
    match value:
        case str():  # most are
            return UNKNOWN if value in UNKNOWN_SENTINELS or is_unknown(value) else value
        case None | bool():
            return value
        case int() | float():
            return _number(value)
        case dict() | Mapping():  # a dict is known at once, an abstract class asks around
            return _mapping(cast("Mapping[str, object]", value), is_unknown)
        case Sequence():
            return [decode(item, is_unknown=is_unknown) for item in cast("Sequence[object]", value)]
        case _:
            return UNKNOWN


def _number(value: float) -> Value:
    if isinstance(value, float):
        if math.isnan(value):
            return UNKNOWN
        if value.is_integer():
            return int(value)
    return value


def _mapping(value: Mapping[str, object], is_unknown: Callable[[str], bool]) -> Value:
    match value.get(SIGNATURE):
        case None:
            if is_unknown is not _never and any(is_unknown(key) for key in value):
                return UNKNOWN
            return {str(key): decode(item, is_unknown=is_unknown) for key, item in value.items()}
        case str() as signature if signature == SECRET:
            return conceal(_secret(value, is_unknown))
        case str() as signature if signature == OUTPUT:
            inner = decode(value["value"], is_unknown=is_unknown) if "value" in value else UNKNOWN
            return conceal(inner) if value.get("secret") is True else inner
        case str() as signature if signature == RESOURCE:
            identifier = decode(value.get("id", value.get("urn")), is_unknown=is_unknown)
            return UNKNOWN if identifier in (None, "") else identifier
        case _:
            return {
                key: decode(item, is_unknown=is_unknown)
                for key, item in value.items()
                if key not in (SIGNATURE, "hash")
            }


def _secret(value: Mapping[str, object], is_unknown: Callable[[str], bool]) -> Value:
    """The content of a secret: in clear on the wire (`value`), JSON text in files (`plaintext`), else not known."""
    if "value" in value:
        return decode(value["value"], is_unknown=is_unknown)
    plaintext = value.get("plaintext")
    if not isinstance(plaintext, str):
        return UNKNOWN
    try:
        return decode(json.loads(plaintext), is_unknown=is_unknown)
    except ValueError:
        return UNKNOWN


def conceal(value: Value) -> Value:
    """`value` marked secret, to the leaves. A bool says too little to be a secret and stays itself."""
    match value:
        case bool() | None:
            return value
        case str():
            return SecretText(value)
        case int() | float():
            return SecretNumber(value)
        case Mapping():
            return {key: conceal(item) for key, item in value.items()}
        case Sequence():
            return [conceal(item) for item in value]
        case _:
            return value


def from_struct(struct: Any) -> dict[str, object]:
    """A protobuf Struct as plain dicts and lists, keys sorted: the wire keeps no order.

    Its own converter refuses NaN, which marks unknown numbers here.
    """
    return {key: _from_value(struct.fields[key]) for key in sorted(struct.fields)}


def _from_value(value: Any) -> object:
    match value.WhichOneof("kind"):
        case "string_value":
            return value.string_value
        case "number_value":
            return value.number_value
        case "bool_value":
            return value.bool_value
        case "struct_value":
            return from_struct(value.struct_value)
        case "list_value":
            return [_from_value(item) for item in value.list_value.values]
        case _:
            return None
