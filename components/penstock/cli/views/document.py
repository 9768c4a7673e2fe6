"""The same results as JSON, for programs. `version` changes when a key changes its meaning or goes away.

What there is one of for each resource or verdict is an iterator in a document: it is made, written and forgotten one by one, for
the whole of it would be by far the most that a check of a large stack holds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, Final, cast

from penstock.cost import Estimate, to_json
from penstock.resources.reading.capture import Capture
from penstock_policies import Report
from penstock_policies.suppressions.waivers import Waiver

VERSION: Final = 1

_BLOCK: Final = 1 << 20
"""Characters."""

_CONSTANTS: Final = {None: "null", True: "true", False: "false"}


def check_document(capture: Capture, estimate: Estimate, report: Report) -> dict[str, Any]:
    """What `penstock check --format json` prints."""
    return {**estimate_document(capture, estimate), "blocked": report.blocked, "verdicts": _verdicts(report)}


def estimate_document(capture: Capture, estimate: Estimate) -> dict[str, Any]:
    """What `penstock estimate --format json` prints."""
    return {
        **preview_document(capture),
        "costs": to_json(estimate, one_by_one=True),
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
        "resources": (
            {
                "urn": resource.urn,
                "type": resource.type,
                "name": resource.name,
                "parent": resource.parent,
                "source": None if resource.source is None else str(resource.source),
            }
            for resource in capture.resources
        ),
    }


def print_json(document: dict[str, Any]) -> None:
    """To stdout."""
    for block in blocks(json_parts(document)):
        sys.stdout.write(block)


def json_text(document: dict[str, Any]) -> str:
    """Indented: it is also read by people and kept in diffs. Each text by its own `str()`: the encoder would write what is
    behind a secret's mask."""
    return "".join(json_parts(document))


def json_parts(document: dict[str, Any]) -> Iterator[str]:
    """The same in parts, one for each item of an iterator."""
    yield from _parts(document, "\n")
    yield "\n"


def blocks(parts: Iterable[str]) -> Iterator[str]:
    """`parts` put together to texts that are worth a write of their own."""
    pending: list[str] = []
    size = 0
    for part in parts:
        pending.append(part)
        size += len(part)
        if size > _BLOCK:
            yield "".join(pending)
            pending, size = [], 0
    yield "".join(pending)


def _parts(value: Any, line: str) -> Iterator[str]:
    inner, between = f"{line}  ", ""
    if isinstance(value, dict) and value:
        yield "{"
        for key, item in cast("dict[str, Any]", value).items():
            yield f"{between}{inner}{encode_basestring(str(key))}: "
            yield from _parts(item, inner)
            between = ","
        yield f"{line}}}"
    elif isinstance(value, Iterator):
        yield "["
        for item in cast("Iterator[Any]", value):
            yield f"{between}{inner}{_written(item, inner)}"
            between = ","
        yield f"{line}]" if between else "]"
    else:
        yield _written(value, line)


def _written(value: Any, line: str) -> str:
    """As `json.dumps(value, indent=2)` writes it, in a fifth of its time: with an indent that is no code in C. `line`: what
    begins a line around the value. What is a text and nothing more is written where it stands, for most values are."""
    if isinstance(value, str):
        return encode_basestring(str(value))
    if value is None or isinstance(value, bool):
        return _CONSTANTS[value]
    inner = f"{line}  "
    if isinstance(value, dict) and value:
        items = cast("dict[str, Any]", value)
        keys = _keys(tuple(map(str, items)), inner)
        parts = [
            key + (encode_basestring(item) if type(item) is str else "null" if item is None else _written(item, inner))
            for key, item in zip(keys, items.values(), strict=True)
        ]
        return f"{{{','.join(parts)}{line}}}"
    if isinstance(value, list) and value:
        parts = [f"{inner}{_written(item, inner)}" for item in cast("list[Any]", value)]
        return f"[{','.join(parts)}{line}]"
    return json.dumps(value)


@lru_cache(maxsize=1024)
def _keys(keys: tuple[str, ...], line: str) -> tuple[str, ...]:
    """The beginnings of an object's lines. Kept: a document has few kinds of objects, each thousands of times."""
    return tuple(f"{line}{encode_basestring(key)}: " for key in keys)


def _verdicts(report: Report) -> Iterator[dict[str, Any]]:
    return (
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
    )


def _waiver(waiver: Waiver | None) -> dict[str, str] | None:
    if waiver is None:
        return None
    return {
        "owner": waiver.owner,
        "reason": waiver.reason,
        "ticket": waiver.ticket,
        "expires": waiver.expires.isoformat(),
    }
