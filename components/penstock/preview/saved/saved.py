"""Reads what Pulumi itself saved: a preview, a stack's export or state, a plan, a log of the engine's events.

Source of the shapes: the engine's `pkg/display/json.go` (previews) and `sdk/go/common/apitype/core.go` (deployments, and the
checkpoints in which a self-managed backend keeps them).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

from penstock.problem import InputError
from penstock.resources.reading.capture import Capture, Resource

from .events import GONE, is_event, read_events
from .plan import read_plan
from .state import HELP, as_list, as_mapping, capture_of, error, resource
from .text import objects_in, text_of

_FOREIGN: Final[Sequence[tuple[str, str, str]]] = (
    (
        "planned_values",
        "is Terraform's plan, not Pulumi's",
        "penstock reads Pulumi programs; `pulumi convert` makes one",
    ),
    (
        "terraform_version",
        "is Terraform's state, not Pulumi's",
        "penstock reads Pulumi programs; `pulumi convert` makes one",
    ),
    ("AWSTemplateFormatVersion", "is a CloudFormation template", "penstock reads Pulumi programs"),
    ("verdicts", "is a result of `penstock check`", "give it as --baseline, and here the program, preview or export"),
    ("resourceChanges", "is an entry of a stack's history, which has no resources", HELP),
)
"""A key at the top of other JSON files, what the file is, what to do."""

_SOURCES: Final = (".yaml", ".yml", ".py", ".ts", ".go")


def read_saved(path: Path) -> Capture:
    """The stack in the file at `path` (`-`: on standard input), told apart by its content.

    Secrets that the file has only encrypted or blinded are `UNKNOWN`; those in clear are marked secret.

    Raises:
        InputError: the file cannot be read, or is none of these.
    """
    if path.suffix in _SOURCES:
        raise error(path, "is a part of a program", f"give the program's folder: {path.parent}")
    objects = objects_in(path, text_of(path))
    events = [content for content in objects if is_event(content)]
    if events:
        return read_events(path, events)
    readers = [(reader, content) for content in objects if (reader := _reader(content)) is not None]
    if len(readers) > 1:
        raise error(
            path, f"has {len(readers)} previews or exports in it", "give each as a file of its own: `>`, not `>>`"
        )
    if not readers:
        raise _foreign(path, objects)
    ((read, content),) = readers
    return read(path, content)


_Reader: TypeAlias = Callable[[Path, Mapping[str, Any]], Capture]


def _reader(content: Mapping[str, Any]) -> _Reader | None:
    """What reads an object: each form has a key of its own at the top."""
    if "deployment" in content:
        return _export
    if "checkpoint" in content:
        return _checkpoint
    if "resourcePlans" in content:
        return read_plan
    if "steps" in content or "changeSummary" in content:
        return _preview
    return None


def _foreign(path: Path, objects: Sequence[Mapping[str, Any]]) -> InputError:
    for key, what, fix in _FOREIGN:
        if any(key in content for content in objects):
            return error(path, what, fix)
    return error(path, "is neither a preview, an export, a state, a plan nor a log of events")


def _export(path: Path, content: Mapping[str, Any]) -> Capture:
    return _deployment(path, content["deployment"], "deployment")


def _checkpoint(path: Path, content: Mapping[str, Any]) -> Capture:
    checkpoint = as_mapping(path, content["checkpoint"], "checkpoint")
    return _deployment(path, checkpoint.get("latest") or {}, "checkpoint.latest")


def _deployment(path: Path, value: object, where: str) -> Capture:
    states = as_list(path, as_mapping(path, value, where).get("resources") or [], f"{where}.resources")
    resources = [
        resource(path, state, f"{where}.resources[{index}]", {}, really=True)
        for index, item in enumerate(states)
        if (state := as_mapping(path, item, f"{where}.resources[{index}]")).get("delete") is not True
    ]
    return capture_of(path, resources, "export")


def _preview(path: Path, content: Mapping[str, Any]) -> Capture:
    found: dict[str, Resource] = {}
    for index, item in enumerate(as_list(path, content.get("steps") or [], "steps")):
        step = as_mapping(path, item, f"steps[{index}]")
        operation = str(step.get("op"))
        if operation == "delete":
            found.pop(str(step.get("urn")), None)  # with --refresh, an earlier step had it
        if operation in GONE or step.get("newState") is None:
            continue
        where = f"steps[{index}].newState"
        made = resource(path, as_mapping(path, step["newState"], where), where, step, really=False)
        found[made.urn] = made
    config = as_mapping(path, content.get("config") or {}, "config")
    notes = [
        f"the preview ended with an error: {message}"
        for item in as_list(path, content.get("diagnostics") or [], "diagnostics")
        if isinstance(item, dict)
        for diagnostic in [cast("dict[str, Any]", item)]
        if diagnostic.get("severity") == "error" and (message := str(diagnostic.get("message", "")).strip())
    ]
    return capture_of(path, found.values(), "preview", config, notes)
