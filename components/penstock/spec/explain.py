"""A refusal of the models in this project's words: what is wrong with the value, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, cast, get_args

from pydantic_core import ErrorDetails

from penstock.problem import nearest

from .fields import example_at, field_at, homes, inner, model_at
from .finding import Finding, Path
from .shape import Shape
from .types import BadValueError, example_text, show

_BOUNDS = {
    "greater_than": ("too small", "gt", "a number above {}"),
    "greater_than_equal": ("too small", "ge", "{} or more"),
    "less_than": ("too large", "lt", "a number below {}"),
    "less_than_equal": ("too large", "le", "{} or less"),
}
_EMPTY = {"string_too_short": "an empty text", "too_short": "an empty list"}
_UNLIKE = {
    "string_type": "is not text",
    "tuple_type": "is not a list",
    "model_type": "is not a mapping of keys to values",
}


def explain(error: ErrorDetails, root: type[Shape]) -> Finding:
    """One refusal, by the model `root`, of a value or of a missing key (an unknown key: see `unknown_key`)."""
    path, value = tuple(error["loc"]), error["input"]
    context: Mapping[str, Any] = error.get("ctx", {})
    wrong = context.get("error")
    if isinstance(wrong, BadValueError):
        return Finding(path if wrong.key is None else (*path, wrong.key), wrong.what, wrong.fix)
    if error["type"] == "missing":
        field = field_at(path, root)
        meaning = (field.description or "" if field else "").partition(". ")[0].rstrip(".")
        return Finding(path, f"missing ({meaning[:1].lower()}{meaning[1:]})", _example(path, root))
    if value is None:
        field = field_at(path, root)
        leave_out = ", or leave the key out" if field and not field.is_required() and isinstance(path[-1], str) else ""
        return Finding(path, "null, which means nothing here", _example(path, root) + leave_out)
    return Finding(path, *_refused(error["type"], path, value, context, root))


def _refused(kind: str, path: Path, value: Any, context: Mapping[str, Any], root: type[Shape]) -> tuple[str, str]:
    if kind in ("enum", "literal_error"):
        choices = _choices(path, root)
        near = nearest(value, choices) if isinstance(value, str) else None
        one_of = f"one of {', '.join(choices)}" if len(choices) > 1 else choices[0]
        return f"{show(value)} is not a choice", f"did you mean {near}? Write {one_of}" if near else f"write {one_of}"
    if kind in _BOUNDS:
        what, bound, fix = _BOUNDS[kind]
        return f"{show(value)} is {what}", f"write {fix.format(context[bound])}"
    if kind == "string_type" and isinstance(value, bool | int | float):
        return f"{show(value)} is not text", f'write it in quotes: "{show(value)}"'
    if kind == "too_long":
        return f"{len(value)} items are too many", f"keep {context['max_length']} at most"
    what = _EMPTY.get(kind) or f"{show(value)} {_UNLIKE.get(kind, 'cannot be used here')}"
    return what, _example(path, root)


def is_noise(error: ErrorDetails) -> bool:
    """A list is called too short when its items were refused: they are told by themselves."""
    context: Mapping[str, Any] = error.get("ctx", {})
    return error["type"] == "too_short" and len(cast("Sequence[object]", error["input"])) >= context["min_length"]


def unknown_key(
    path: Path, present: Sequence[str], root: type[Shape], whole: type[Shape]
) -> tuple[Finding, str | None]:
    """What to say of a key that the mapping at `path[:-1]` does not have, and the key that was probably meant.

    `present`: the mapping's other keys. `whole`: in which a key that is not here may have its place. The second value is None when nothing is near, or the near one is already there.
    """
    key = str(path[-1])
    model = model_at(path[:-1], root)
    fields = list(model.model_fields) if model else []
    if elsewhere := homes(key, whole):
        places = " or ".join(f"under {home}" if home else "at the top of the environment" for home in elsewhere)
        return Finding(path, "unknown key here", f"write it {places}"), None
    meant = nearest(key, [field for field in fields if field not in present])
    if meant:
        return Finding(path, "unknown key", f"did you mean {meant}?"), meant
    if given := nearest(key, fields):
        return Finding(path, "unknown key", f"remove it: {given} is already there"), None
    return Finding(path, "unknown key", f"remove it; the keys here are {', '.join(fields)}"), None


def _example(path: Path, root: type[Shape]) -> str:
    example = example_at(path, root)
    if example is None:
        return "leave the key out, or see docs/stack-file.md for what it takes"
    text = example_text(example)
    return f"write for example {text if isinstance(path[-1], int) else f'{path[-1]}: {text}'}"


def _choices(path: Path, root: type[Shape]) -> list[str]:
    field = field_at(path, root)
    kind = inner(field.annotation) if field else None
    if isinstance(kind, type) and issubclass(kind, Enum):
        return [str(member.value) for member in kind]
    return [str(choice) for choice in get_args(kind)]
