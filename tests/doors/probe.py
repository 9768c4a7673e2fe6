"""Whether a door is really read: two programs that differ in that one input alone must mean different facts.

Nobody claims that a reader covers an input: it is tried. The rest of the resource is left out at first, then filled in as the SDK's
types allow, since a reader may need a neighbour (how many accelerators) before it says anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Final, cast

from penstock.preview.validation.input_types import members, object_type, shapes
from penstock.resources.facts import FactSet
from penstock.resources.read import CLOUDS, read
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import UNKNOWN, Value

from .neighbours import Neighbours
from .walk import Door, input_classes

_MACHINES: Final[Mapping[str, tuple[str, ...]]] = {
    "aws": ("p5.48xlarge", "g4dn.xlarge", "ml.p5.48xlarge", "db.r5.large", "cache.r5.large", "p5", "G.2X"),
    "eks": ("p5.48xlarge", "g4dn.xlarge"),
    "gcp": ("a3-highgpu-8g", "n1-standard-8", "nvidia-h100-80gb", "v5litepod-8", "db-custom-4-16384"),
    "azure-native": ("Standard_ND96isr_H100_v5", "Standard_D4s_v5", "P1v3", "GPU_Gen1"),
    "kubernetes": ("8",),
}
_PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "aws": (
        "us-east-1",
        "eu-west-1",
        "arn:aws:s3:::other",
        "arn:aws:s3:eu-west-1:123456789012:x/other",
        "s3://other/x",
    ),
    "eks": ("us-east-1", "eu-west-1"),
    "gcp": ("us-central1", "europe-west4", "EU", "gs://other/x", "projects/p/locations/europe-west4/x/y"),
    "azure-native": ("eastus", "westeurope", "/subscriptions/s/resourceGroups/g/providers/x/y/z"),
    "kubernetes": ("203.0.113.7",),
}
_OWN: Final[Mapping[str, Mapping[str, Value]]] = {
    "aws": {"region": "us-west-2"},
    "gcp": {"location": "us-west1", "region": "us-west1", "zone": "us-west1-b"},
    "azure-native": {"location": "westus2"},
}
"""Where the resource itself lives, where its type takes that."""

_KEYS: Final = {
    "limits": "nvidia.com/gpu",
    "requests": "nvidia.com/gpu",
    "nodeSelector": "node.kubernetes.io/instance-type",
}
"""The key by which a map is tried; `key` for any other."""

_PART: Final = re.compile(r"(?P<name>[^\[\]{}.]+)(?P<wrappers>(\[\]|\{\})*)")
_DEPTH: Final = 3
_MISSING: Final = object()


def read_as(package: str, door: Door, extra: Neighbours) -> tuple[str, ...]:
    """The kinds of facts (fields of `FactSet`) that depend on the door; empty: nothing reads it.

    `extra`: type -> neighbours that its reader needs, where filling in by type is not enough.
    """
    if door.type not in CLOUDS.get(package, ({}, frozenset[str]()))[0]:
        return ()
    found: dict[str, None] = {}
    cls = input_classes(package)[door.type]
    for around in _surroundings(package, cls, extra.get(door.type, {})):
        if not door.path:
            found.update(dict.fromkeys(_speaking(_facts(door.type, around))))
            continue
        without = _facts(door.type, _with(around, door.path, _MISSING))
        for value in _values(package, door, cls):
            found.update(dict.fromkeys(_differing(without, _facts(door.type, _with(around, door.path, value)))))
        if found:
            break
    return tuple(sorted(found))


def _facts(token: str, inputs: Value) -> FactSet:
    urn = f"urn:pulumi:dev::probe::{token}::it"
    resource = Resource(urn=urn, type=token, name="it", inputs=cast("Mapping[str, Value]", inputs))
    return read(Capture(project="probe", stack="dev", resources=(resource,)))


def _differing(one: FactSet, other: FactSet) -> Iterator[str]:
    return (it.name for it in fields(FactSet) if getattr(one, it.name) != getattr(other, it.name))


def _speaking(facts: FactSet) -> Iterator[str]:
    """What is said of a type that is a door by being there: that it costs nothing by itself is no answer."""
    said = (it.name for it in fields(FactSet) if it.name not in ("free", "unread", "purpose"))
    return (name for name in said if getattr(facts, name))


def _surroundings(
    package: str, cls: type, extra: Mapping[str, Value] | tuple[Mapping[str, Value], ...]
) -> Iterator[Value]:
    names = set(object_type(cls).types)
    own = {name: value for name, value in _OWN.get(package, {}).items() if name in names}
    for given in extra if isinstance(extra, tuple) else (extra,):
        yield {**own, **given}
        yield {**_filled(package, cls, _DEPTH), **own, **given}


def _filled(package: str, cls: type, depth: int) -> dict[str, Value]:
    """An object with every key set to something that its type allows."""
    return {name: _sample(package, name, hint, depth) for name, hint in object_type(cls).types.items()}


@cache
def _sample(package: str, name: str, hint: Any, depth: int) -> Value:
    shape = next(iter(shapes(hint)), None)
    match shape.kind if shape else "any":
        case "object":
            return _filled(package, cast("Any", shape).of, depth - 1) if depth else {}
        case "list":
            return [_sample(package, name, cast("Any", shape).of, depth)]
        case "map":
            return {_KEYS.get(name, "key"): _sample(package, name, cast("Any", shape).of, depth)}
        case "enum":
            return cast("Value", next(iter(members(cast("Any", shape).of).values())))
        case "bool":
            return True
        case "integer" | "number":
            return 2
        case _:
            return "2" if name.lower().endswith("count") else "something"


def _values(package: str, door: Door, cls: type) -> Iterator[Any]:
    """What the door is tried with: what its type allows, machines and places that there are, and a value not known before."""
    hint: Any = cls
    for part in _PART.finditer(door.path):
        hint = _inside(hint, part["name"], part["wrappers"])
    kinds = {shape.kind for shape in shapes(hint)} if hint is not None else {"text"}
    if "object" in kinds:
        yield from (_filled(package, shape.of, _DEPTH) for shape in shapes(hint) if shape.kind == "object")
    if "bool" in kinds:
        yield from (True, False)
    if kinds & {"integer", "number"}:
        yield from (1, 8)
    if "enum" in kinds:
        yield from (value for shape in shapes(hint) if shape.kind == "enum" for value in members(shape.of).values())
    if kinds & {"text", "any", "enum"}:
        yield from (_MACHINES if door.kind == "compute" else _PLACES)[package]
        yield "8"
        yield from ("true", "false")  # a flag that is written as text, or is of one member of a union
    yield UNKNOWN


def _inside(hint: Any, name: str, wrappers: str) -> Any:
    """The type of the input `name` inside an object of type `hint`, and inside that input's lists and maps."""
    classes = [hint] if isinstance(hint, type) and hasattr(hint, "__mro__") and not shapes(hint) else []
    classes += [shape.of for shape in shapes(hint) if shape.kind == "object"]
    for cls in classes:
        inner = object_type(cls).types.get(name)
        if inner is None:
            continue
        for _ in range(len(wrappers) // 2):
            inner = next((it.of for it in shapes(inner) if it.kind in ("list", "map")), inner)
        return inner
    return None


def _with(inputs: Value, path: str, value: Any) -> Value:
    """The inputs with `value` at `path`; without that input when it is missing."""
    head, _, rest = path.partition(".")
    part = _PART.fullmatch(head)
    assert part is not None
    holder = dict(cast("Mapping[str, Value]", inputs)) if isinstance(inputs, Mapping) else {}
    name, wrappers = part["name"], [part["wrappers"][i : i + 2] for i in range(0, len(part["wrappers"]), 2)]
    if not rest and value is _MISSING:
        holder.pop(name, None)
        return holder
    inner: Any = holder.get(name)
    for _ in wrappers:
        inner = next(iter(_items(inner)), None)
    inner = _with(inner, rest, value) if rest else value
    for wrapper in reversed(wrappers):
        inner = [inner] if wrapper == "[]" else {_KEYS.get(name, "key"): inner}
    holder[name] = inner
    return holder


def _items(holder: Any) -> list[Any]:
    """What is in a list or a map."""
    if isinstance(holder, Mapping):
        return list(cast("Mapping[str, Any]", holder).values())
    return cast("list[Any]", holder) if isinstance(holder, list) else []
