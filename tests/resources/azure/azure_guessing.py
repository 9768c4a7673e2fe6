"""What is said of a program after one of its inputs became unknown, and was not said before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from penstock.resources import read
from penstock.resources.facts import FactSet
from penstock.resources.reading.capture import Capture
from penstock.resources.reading.values import UNKNOWN

_WORDS = ("label", "on_demand_alike", "spot_alike", "basis", "path", "by_default", "data", "identities")
"""Fields that say how a thing is known: they may change with what is."""

_DECIDING = ("quantity", "instance_type", "recurrence", "kind")
"""Where one of these is unknown, the rest of a fact may be anything."""


def guesses(capture: Capture, types: frozenset[str]) -> Iterator[str]:
    """Each input of each resource of `types` in turn, with every guess that its absence makes."""
    before = read(capture)
    for index, it in enumerate(capture.resources):
        if it.type not in types:
            continue
        for path, inputs in _blanked(it.inputs):
            changed = (*capture.resources[:index], replace(it, inputs=inputs), *capture.resources[index + 1 :])
            for guess in _said(it.urn, before, read(replace(capture, resources=changed))):
                yield f"{it.type} without {path}: {guess}"


def _blanked(value: Any) -> Iterator[tuple[str, Any]]:
    """(path, `value` with what is there unknown), for every path inside it."""
    if isinstance(value, Mapping):
        block = cast("Mapping[str, Any]", value)
        for key, item in block.items():
            yield key, {**block, key: UNKNOWN}
            yield from ((f"{key}.{path}", {**block, key: other}) for path, other in _blanked(item))
    elif isinstance(value, list):
        items = cast("list[Any]", value)
        for index, item in enumerate(items):
            yield f"[{index}]", [*items[:index], UNKNOWN, *items[index + 1 :]]
            for path, other in _blanked(item):
                yield f"[{index}].{path}", [*items[:index], other, *items[index + 1 :]]


def _said(urn: str, before: FactSet, after: FactSet) -> Iterator[str]:
    if any(it.urn == urn for it in after.unread):
        return
    for kind in ("nodes", "buckets", "charges"):
        old, new = getattr(before, kind), getattr(after, kind)
        if len(old) == len(new):
            for one, other in zip(old, new, strict=True):
                yield from _differences(kind, one, other)
        elif not _unsure([it for it in new if it.urn == urn]):
            yield f"{kind}: {len(old)} became {len(new)}"


def _differences(path: str, old: Any, new: Any) -> Iterator[str]:
    if new is UNKNOWN or old == new or path.rpartition(".")[2] in _WORDS:
        return
    if is_dataclass(old) and type(old) is type(new):
        if not any(getattr(new, name, None) is UNKNOWN for name in _DECIDING):
            for field in fields(old):
                yield from _differences(f"{path}.{field.name}", getattr(old, field.name), getattr(new, field.name))
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(cast("Any", old)) == len(cast("Any", new)):
        for one, other in zip(cast("Any", old), cast("Any", new), strict=True):
            yield from _differences(path, one, other)
    elif isinstance(old, dict) and isinstance(new, dict):
        tags = cast("dict[str, Any]", new)
        for key, value in cast("dict[str, Any]", old).items():
            yield from _differences(f"{path}[{key}]", value, tags.get(key))
    elif not _unsure(new):
        yield f"{path}: {old!r} became {new!r}"


def _unsure(value: Any) -> bool:
    """Whether a part of it is not known, or nothing is said."""
    if value is UNKNOWN or value is None or value == ():
        return True
    if is_dataclass(value):
        return any(getattr(value, field.name) is UNKNOWN for field in fields(value))
    return isinstance(value, list | tuple) and any(map(_unsure, cast("Any", value)))
