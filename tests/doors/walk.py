"""Every door of an installed provider SDK, found by walking the input types of all its resources, nested ones too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, cast

from penstock.preview.validation.input_types import arguments_class, object_type, shapes

from .words import Kind, is_whole, kind_of

PACKAGES: Final = ("aws", "gcp", "azure-native", "kubernetes", "eks")

_REGISTRY: Final = re.compile(r'resource_modules="""\n(.*?)"""', re.DOTALL)
"""The list of types that each generated SDK registers with Pulumi, in its `__init__.py`."""


@dataclass(frozen=True, slots=True, order=True)
class Door:
    """One input of one type, or (path empty) the type itself. In a path `[]` is an item of a list, `{}` a value of a map."""

    type: str
    path: str
    kind: Kind


@cache
def input_classes(package: str) -> dict[str, type]:
    """Type token -> the class of its inputs, of every resource that the installed SDK has."""
    classes: dict[str, type] = {}
    for token, (module, class_name) in registered(package).items():
        inputs = arguments_class(getattr(import_module(module), class_name))
        assert inputs is not None, f"{token} has no class of inputs"
        classes[token] = inputs
    return classes


def registered(package: str) -> dict[str, tuple[str, str]]:
    """Type token -> (module, class) of every resource that the installed SDK has."""
    name = f"pulumi_{package.replace('-', '_')}"
    spec = find_spec(name)
    assert spec is not None, f"{name} is not installed"
    found = _REGISTRY.search(Path(cast("str", spec.origin)).read_text(encoding="utf-8"))
    assert found is not None, f"{name} registers its types in a way that is not known here"
    return {token: (it["fqn"], cls) for it in json.loads(found[1]) for token, cls in it["classes"].items()}


def doors(package: str) -> list[Door]:
    """All of them, sorted. Below a door no other of its kind is named: what is in it is a part of it."""
    return sorted(
        door for token, inputs in input_classes(package).items() for door in {*_whole(token), *_walk(token, inputs)}
    )


def _whole(token: str) -> Iterator[Door]:
    if is_whole(token):
        yield Door(token, "", "transfer")


def _walk(token: str, inputs: type) -> Iterator[Door]:
    pending: list[tuple[str, type, frozenset[type], frozenset[Kind]]] = [("", inputs, frozenset({inputs}), frozenset())]
    while pending:
        prefix, cls, above, found = pending.pop()
        for name, hint in object_type(cls).types.items():
            for path, inner in leaves(f"{prefix}.{name}" if prefix else name, hint):
                kind = kind_of(f"{prefix}.{name}" if prefix else name)
                here: frozenset[Kind] = found if kind is None else frozenset({*found, kind})
                if kind is not None and kind not in found:
                    yield Door(token, path, kind)
                if inner is not None and inner not in above:  # a type that contains itself is walked once
                    pending.append((path, inner, above | {inner}, here))


@cache
def leaves(path: str, hint: Any) -> tuple[tuple[str, type | None], ...]:
    """What stands at `path`, inside its lists and maps too: (path, the class of an object; None for anything else)."""
    found: dict[tuple[str, type | None], None] = {}
    for shape in shapes(hint):
        if shape.kind in ("list", "map"):
            found.update(dict.fromkeys(leaves(path + ("[]" if shape.kind == "list" else "{}"), shape.of)))
        else:
            found[path, shape.of if shape.kind == "object" else None] = None
    return tuple(found)
