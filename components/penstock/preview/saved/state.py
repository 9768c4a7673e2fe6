"""One resource's state as Pulumi writes it into its files: the same fields in a preview, an export, a backend's state and an event.

Source: the engine's `sdk/go/common/apitype/core.go` (`ResourceV3`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import unquote

from penstock.preview.urns import STACK_TYPE, name_of, type_of
from penstock.preview.wire import SIGNATURE, decode
from penstock.problem import InputError, Problem
from penstock.resources.reading.capture import Capture, Resource, SourcePosition
from penstock.resources.reading.values import UNKNOWN, Value

_BLINDED: Final = "[secret]"
"""What a preview shows in place of a secret."""

HELP: Final = "save one with `pulumi preview --json > preview.json` or `pulumi stack export > stack.json`"


def capture_of(
    path: Path,
    resources: Iterable[Resource],
    origin: str,
    config: Mapping[str, object] | None = None,
    notes: Iterable[str] = (),
) -> Capture:
    """The stack that `resources` are of."""
    resources = tuple(sorted(resources, key=lambda resource: resource.urn))
    if not resources:
        raise error(path, "has no resources in it")
    stack = next((resource for resource in resources if resource.type == STACK_TYPE), None)
    head, project, _ = resources[0].urn.split("::", 2)
    return Capture(
        project=project,
        stack=head.removeprefix("urn:pulumi:"),
        resources=resources,
        config={key: _config_value(value) for key, value in sorted((config or {}).items())},
        outputs=stack.outputs if stack else {},
        origin=origin,
        notes=tuple(dict.fromkeys(notes)),
    )


def _config_value(value: object) -> Value:
    """A value of config: text, in which an object is JSON."""
    if not isinstance(value, str):
        encrypted = isinstance(value, Mapping) and "secure" in cast("Mapping[str, object]", value)
        return UNKNOWN if encrypted else decode(cast("object", value))
    if value == _BLINDED:
        return UNKNOWN
    try:
        return decode(json.loads(value))
    except ValueError:
        return value


def resource(path: Path, state: Mapping[str, Any], where: str, step: Mapping[str, Any], *, really: bool) -> Resource:
    """One resource. `really`: its outputs are what the cloud has, not what the engine guesses before it asks."""
    urn = state.get("urn")
    if not isinstance(urn, str) or not urn.startswith("urn:pulumi:") or urn.count("::") < 3:
        raise error(path, f"{where}.urn is {urn!r}, not a Pulumi URN")
    custom = state.get("custom") is True
    provider = str(state.get("provider") or step.get("provider") or "").rpartition("::")[0]
    given = as_mapping(path, state.get("outputs") or {}, f"{where}.outputs")
    outputs = _values(path, given, f"{where}.outputs") if really or not custom else {}
    if really and isinstance(identifier := state.get("id"), str) and identifier:
        outputs = {"id": identifier, **outputs}  # other resources' inputs name it so
    dependencies = as_mapping(path, state.get("propertyDependencies") or {}, f"{where}.propertyDependencies")
    return Resource(
        urn=urn,
        type=type_of(urn),
        name=name_of(urn),
        inputs=_values(path, state.get("inputs"), f"{where}.inputs"),
        outputs=outputs,
        parent=parent if isinstance(parent := state.get("parent"), str) and parent else None,
        custom=custom,
        external=state.get("external") is True,
        provider=provider if custom and provider else None,
        dependencies=_urns(path, state.get("dependencies"), f"{where}.dependencies"),
        property_dependencies={
            key: urns
            for key, value in sorted(dependencies.items())
            if value and (urns := _urns(path, value, f"{where}.propertyDependencies.{key}"))
        },
        aliases=_urns(path, state.get("aliases"), f"{where}.aliases"),
        ignore_changes=tuple(map(str, as_list(path, state.get("ignoreChanges") or [], f"{where}.ignoreChanges"))),
        retain_on_delete=state.get("retainOnDelete") is True,
        protect=state.get("protect") is True,
        source=_source(state.get("sourcePosition")),
    )


def _values(path: Path, values: object, where: str) -> dict[str, Value]:
    found = as_mapping(path, values or {}, where)
    return {key: _value(value) for key, value in found.items() if not key.startswith("__")}


def _value(value: object) -> Value:
    """Decoded, without what the engine hid, and without a provider's own notes (`__defaults`). One walk over what is text, lists and
    plain objects, which is nearly all; what is signed is decoded as a whole before."""
    if isinstance(value, str):
        return UNKNOWN if value == _BLINDED else decode(value)
    if isinstance(value, dict):
        block = cast("dict[str, object]", value)
        if SIGNATURE in block:
            return _cleared(decode(block))
        return {key: _value(item) for key, item in block.items() if not key.startswith("__")}
    if isinstance(value, list):
        return [_value(item) for item in cast("list[object]", value)]
    return decode(value)


def _cleared(value: Value) -> Value:
    """What was signed, without the same."""
    match value:
        case str():
            return UNKNOWN if value == _BLINDED else value
        case dict() | Mapping():  # a dict is known at once, an abstract class asks around
            return {key: _cleared(item) for key, item in value.items() if not key.startswith("__")}
        case list():
            return [_cleared(item) for item in value]
        case _:
            return value


def _source(position: object) -> SourcePosition | None:
    """`project:///__main__.py#12,3` as a path and a line."""
    if not isinstance(position, str):
        return None
    file, _, place = position.removeprefix("project://").lstrip("/").partition("#")
    line = place.partition(",")[0]
    return SourcePosition(unquote(file), int(line)) if file and line.isdecimal() else None


def _urns(path: Path, value: object, where: str) -> tuple[str, ...]:
    return tuple(sorted(map(str, as_list(path, value or [], where))))


def as_mapping(path: Path, value: object, where: str) -> Mapping[str, Any]:
    """`value`, which must be an object."""
    if not isinstance(value, dict):
        raise error(path, f"{where} is not an object")
    return cast("dict[str, Any]", value)


def as_list(path: Path, value: object, where: str) -> list[object]:
    """`value`, which must be a list."""
    if not isinstance(value, list):
        raise error(path, f"{where} is not a list")
    return cast("list[object]", value)


def error(path: Path, what: str, fix: str = HELP) -> InputError:
    """What is wrong with the file, and what to do."""
    return InputError([Problem(str(path), what, fix)])
