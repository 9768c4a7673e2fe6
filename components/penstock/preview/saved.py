"""Reads what Pulumi itself saved: the file of `pulumi preview --json` or of `pulumi stack export`.

Source of the shapes: the engine's `pkg/display/json.go` (previews) and `sdk/go/common/apitype/core.go` (deployments).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import unquote

from penstock.problem import InputError, Problem
from penstock.resources.capture import Capture, Resource, SourcePosition
from penstock.resources.values import UNKNOWN, Value

from .urns import STACK_TYPE, name_of, type_of
from .wire import decode

_GONE: Final = frozenset({"delete", "delete-replaced", "read-discard", "discard-replaced", "remove-pending-replace"})
"""Steps of a preview after which the resource is no more."""

_BLINDED: Final = "[secret]"
"""What a preview shows in place of a secret."""

_HELP: Final = "save one with `pulumi preview --json > preview.json` or `pulumi stack export > stack.json`"


def read_saved(path: Path) -> Capture:
    """The stack in the file at `path`, told apart by its content.

    Secrets that the file has only encrypted or blinded are `UNKNOWN`; those in clear are marked secret.

    Raises:
        InputError: the file cannot be read, or is neither of the two.
    """
    try:
        content: object = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _error(path, f"cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise _error(path, f"is not whole JSON: {error}") from None
    if isinstance(content, dict):
        content = cast("dict[str, object]", content)
        if "deployment" in content:
            return _export(path, content)
        if "steps" in content or "changeSummary" in content:
            return _preview(path, content)
    raise _error(path, "is neither a preview nor a stack export")


def _export(path: Path, content: Mapping[str, object]) -> Capture:
    deployment = _as_mapping(path, content["deployment"], "deployment")
    states = _as_list(path, deployment.get("resources") or [], "deployment.resources")
    resources = [
        _resource(path, state, f"deployment.resources[{index}]", {}, really=True)
        for index, item in enumerate(states)
        if (state := _as_mapping(path, item, f"deployment.resources[{index}]")).get("delete") is not True
    ]
    return _capture(path, resources, "export", {}, ())


def _preview(path: Path, content: Mapping[str, object]) -> Capture:
    found: dict[str, Resource] = {}
    for index, item in enumerate(_as_list(path, content.get("steps") or [], "steps")):
        step = _as_mapping(path, item, f"steps[{index}]")
        operation = str(step.get("op"))
        if operation == "delete":
            found.pop(str(step.get("urn")), None)  # with --refresh, an earlier step had it
        if operation in _GONE or step.get("newState") is None:
            continue
        where = f"steps[{index}].newState"
        resource = _resource(path, _as_mapping(path, step["newState"], where), where, step, really=False)
        found[resource.urn] = resource
    config = _as_mapping(path, content.get("config") or {}, "config")
    notes = [
        f"the preview ended with an error: {message}"
        for item in _as_list(path, content.get("diagnostics") or [], "diagnostics")
        if isinstance(item, dict)
        for diagnostic in [cast("dict[str, Any]", item)]
        if diagnostic.get("severity") == "error" and (message := str(diagnostic.get("message", "")).strip())
    ]
    return _capture(path, list(found.values()), "preview", config, notes)


def _capture(
    path: Path, resources: list[Resource], origin: str, config: Mapping[str, object], notes: list[str] | tuple[()]
) -> Capture:
    if not resources:
        raise _error(path, "has no resources in it")
    stack = next((resource for resource in resources if resource.type == STACK_TYPE), None)
    head, project, _ = resources[0].urn.split("::", 2)
    return Capture(
        project=project,
        stack=head.removeprefix("urn:pulumi:"),
        resources=tuple(sorted(resources, key=lambda resource: resource.urn)),
        config={key: _config_value(value) for key, value in sorted(config.items())},
        outputs=stack.outputs if stack else {},
        origin=origin,
        notes=tuple(dict.fromkeys(notes)),
    )


def _config_value(value: object) -> Value:
    """A value of config: text, in which an object is JSON."""
    if not isinstance(value, str):
        return decode(value)
    if value == _BLINDED:
        return UNKNOWN
    try:
        return decode(json.loads(value))
    except ValueError:
        return value


def _resource(path: Path, state: Mapping[str, Any], where: str, step: Mapping[str, Any], *, really: bool) -> Resource:
    """One resource. `really`: its outputs are what the cloud has, not what the engine guesses before it asks."""
    urn = state.get("urn")
    if not isinstance(urn, str) or not urn.startswith("urn:pulumi:") or urn.count("::") < 3:
        raise _error(path, f"{where}.urn is {urn!r}, not a Pulumi URN")
    custom = state.get("custom") is True
    provider = str(state.get("provider") or step.get("provider") or "").rpartition("::")[0]
    given = _as_mapping(path, state.get("outputs") or {}, f"{where}.outputs")
    outputs = _values(path, given, f"{where}.outputs") if really or not custom else {}
    if really and isinstance(identifier := state.get("id"), str) and identifier:
        outputs = {"id": identifier, **outputs}  # other resources' inputs name it so
    dependencies = _as_mapping(path, state.get("propertyDependencies") or {}, f"{where}.propertyDependencies")
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
            if (urns := _urns(path, value, f"{where}.propertyDependencies.{key}"))
        },
        aliases=_urns(path, state.get("aliases"), f"{where}.aliases"),
        ignore_changes=tuple(map(str, _as_list(path, state.get("ignoreChanges") or [], f"{where}.ignoreChanges"))),
        retain_on_delete=state.get("retainOnDelete") is True,
        protect=state.get("protect") is True,
        source=_source(state.get("sourcePosition")),
    )


def _values(path: Path, values: object, where: str) -> dict[str, Value]:
    found = _as_mapping(path, values or {}, where)
    return {key: _cleared(decode(value)) for key, value in found.items() if not key.startswith("__")}


def _cleared(value: Value) -> Value:
    """Without what the engine hid, and without a provider's own notes (`__defaults`)."""
    match value:
        case str():
            return UNKNOWN if value == _BLINDED else value
        case Mapping():
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
    return tuple(sorted(map(str, _as_list(path, value or [], where))))


def _as_mapping(path: Path, value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _error(path, f"{where} is not an object")
    return cast("dict[str, Any]", value)


def _as_list(path: Path, value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise _error(path, f"{where} is not a list")
    return cast("list[object]", value)


def _error(path: Path, what: str) -> InputError:
    return InputError([Problem(str(path), what, _HELP)])
