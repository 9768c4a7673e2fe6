"""The engine's events, one JSON object a line: `pulumi preview --event-log FILE`, or `--json` while it streams.

Source: the engine's `sdk/go/common/apitype/events.go`. An event has no dependencies and no line of the program; what it has of a
resource is as in the preview's own JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast

from penstock.resources.reading.capture import Capture, Resource

from .state import HELP, as_mapping, capture_of, error, resource

GONE: Final = frozenset({"delete", "delete-replaced", "read-discard", "discard-replaced", "remove-pending-replace"})
"""Steps after which the resource is no more."""

_NOTE: Final = (
    "a log of events has no dependencies and no ignoreChanges: what rests on them is judged without "
    "(`pulumi preview --json > preview.json` has them)"
)

_STEPS: Final = ("resourcePreEvent", "resOutputsEvent")
_END: Final = ("summaryEvent", "cancelEvent")


def is_event(content: Mapping[str, Any]) -> bool:
    """Whether an object is one of the engine's events."""
    return "sequence" in content and "timestamp" in content


def read_events(path: Path, events: Sequence[Mapping[str, Any]]) -> Capture:
    """The stack as the events leave it.

    Raises:
        InputError: they end before the preview did: what came later would not be seen.
    """
    if not any(kind in event for event in events for kind in _END):
        raise error(
            path,
            "is a log of events that ends before the preview did",
            f"give it when the preview has ended, or {HELP}",
        )
    found: dict[str, Resource] = {}
    config: Mapping[str, Any] = {}
    for event in events:
        sequence = event["sequence"]
        if "preludeEvent" in event:
            prelude = as_mapping(path, event["preludeEvent"], f"event {sequence} preludeEvent")
            config = as_mapping(path, prelude.get("config") or {}, f"event {sequence} config")
        for kind in _STEPS:
            if kind not in event:
                continue
            where = f"event {sequence} {kind}.metadata"
            content = as_mapping(path, event[kind], f"event {sequence} {kind}")
            step = as_mapping(path, content.get("metadata"), where)
            operation = str(step.get("op"))
            if operation == "delete":
                found.pop(str(step.get("urn")), None)  # with --refresh, an earlier step had it
            if operation in GONE or step.get("new") is None:
                continue
            planned = content.get("planning") is True
            state = as_mapping(path, step["new"], f"{where}.new")
            made = resource(path, state, f"{where}.new", step, really=not planned)
            found[made.urn] = made
    return capture_of(path, found.values(), "preview", config, [_NOTE, *_errors(events)])


def _errors(events: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for event in events:
        told: object = event.get("diagnosticEvent") or event.get("errorEvent")
        if not isinstance(told, dict):
            continue
        told = cast("dict[str, Any]", told)
        message = str(told.get("message") or told.get("error") or "").strip()
        if message and told.get("severity", "error") == "error":
            yield f"the preview ended with an error: {message}"
