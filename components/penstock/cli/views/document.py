"""The same results as JSON, for programs. `version` changes when a key changes its meaning or goes away."""

from __future__ import annotations

import json
import sys
from json.encoder import encode_basestring
from typing import Any, Final, cast

from penstock.cost import Estimate, to_json
from penstock.resources.capture import Capture
from penstock_policies import Report
from penstock_policies.waivers import Waiver

VERSION: Final = 1

_CONSTANTS: Final = {None: "null", True: "true", False: "false"}


def check_document(capture: Capture, estimate: Estimate, report: Report) -> dict[str, Any]:
    """What `penstock check --format json` prints."""
    return {**estimate_document(capture, estimate), "blocked": report.blocked, "verdicts": _verdicts(report)}


def estimate_document(capture: Capture, estimate: Estimate) -> dict[str, Any]:
    """What `penstock estimate --format json` prints."""
    return {
        **preview_document(capture),
        "costs": to_json(estimate),
        "price_dates": [day.isoformat() for day in estimate.price_dates],
    }


def preview_document(capture: Capture) -> dict[str, Any]:
    """What `penstock preview --format json` prints: no inputs, they may hold what nobody should read."""
    return {
        "version": VERSION,
        "project": capture.project,
        "stack": capture.stack,
        "notes": list(capture.notes),
        "problems": [{"where": it.where, "what": it.what, "fix": it.fix} for it in capture.problems],
        "resources": [
            {
                "urn": resource.urn,
                "type": resource.type,
                "name": resource.name,
                "parent": resource.parent,
                "source": None if resource.source is None else str(resource.source),
            }
            for resource in capture.resources
        ],
    }


def print_json(document: dict[str, Any]) -> None:
    """To stdout."""
    sys.stdout.write(json_text(document))


def json_text(document: dict[str, Any]) -> str:
    """Indented: it is also read by people and kept in diffs. Each text by its own `str()`: the encoder would write what is
    behind a secret's mask."""
    return _written(document, "\n") + "\n"


def _written(value: Any, line: str) -> str:
    """As `json.dumps(value, indent=2)` writes it, in a third of its time: with an indent that is no code in C. `line`: what
    begins a line around the value."""
    if isinstance(value, str):
        return encode_basestring(str(value))
    if value is None or isinstance(value, bool):
        return _CONSTANTS[value]
    inner = f"{line}  "
    if isinstance(value, dict) and value:
        pairs = cast("dict[str, Any]", value).items()
        parts = [f"{inner}{encode_basestring(str(key))}: {_written(item, inner)}" for key, item in pairs]
        return f"{{{','.join(parts)}{line}}}"
    if isinstance(value, list) and value:
        parts = [f"{inner}{_written(item, inner)}" for item in cast("list[Any]", value)]
        return f"[{','.join(parts)}{line}]"
    return json.dumps(value)


def _verdicts(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "rule": judged.verdict.rule,
            "verdict": judged.verdict.outcome.value,
            "enforcement": judged.enforcement.value,
            "blocks": judged.blocks,
            "known": judged.known,
            "waiver": _waiver(judged.waiver),
            "urn": judged.verdict.urn,
            "property": judged.verdict.property,
            "message": judged.verdict.message,
            "fix": judged.verdict.fix,
        }
        for judged in report.verdicts
    ]


def _waiver(waiver: Waiver | None) -> dict[str, str] | None:
    if waiver is None:
        return None
    return {
        "owner": waiver.owner,
        "reason": waiver.reason,
        "ticket": waiver.ticket,
        "expires": waiver.expires.isoformat(),
    }
