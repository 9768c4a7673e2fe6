"""Machines and accelerators that an object of an unknown kind names anywhere.

A custom resource, the values of a chart, a manifest that is not seen: the labels of a node selector, the requirements of a pool and the
resources of a container have the same names in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

from penstock.resources.facts import InstanceChoice, NodeTemplate
from penstock.resources.machines.accelerated import with_accelerator
from penstock.resources.machines.named import named
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.inputs import as_text, plain
from penstock.resources.reading.quantity import quantity
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .demands import ACCELERATOR_LABELS, FAMILIES, is_accelerator
from .home import Home, base

_DEEPEST: Final = 16


def contents(resource: Resource, here: Home) -> Iterator[NodeTemplate]:
    """What is named anywhere in the resource's inputs, one template for each cloud."""
    asked = [(cloud or here.cloud, choice) for cloud, choice in _asked("", resource.inputs, resource.urn, 0)]
    told = {choice.path for _, choice in asked}
    found: dict[str, dict[InstanceChoice, None]] = {}
    for cloud, choice in asked:
        found.setdefault(cloud, {})[choice] = None
    for cloud, choices in named(resource).items():
        found.setdefault(cloud, {}).update((it, None) for it in choices if it.path not in told)
    for cloud, choices in sorted(found.items()):
        if choices:
            yield NodeTemplate(**base(resource, Home(cloud, here.region)), choices=tuple(choices))


def unseen(resource: Resource, here: Home, path: str) -> NodeTemplate:
    """What the input at `path` brings is not in the program, so it may be any machine."""
    choices = (InstanceChoice(UNKNOWN, path, resource.urn, unseen=True),)
    return NodeTemplate(**base(resource, here), choices=choices)


def _asked(path: str, value: Value, urn: str, depth: int) -> Iterator[tuple[str, InstanceChoice]]:
    """(cloud, or none where no label tells; choice) of each accelerator that is asked for by a label or a resource's name."""
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        block = cast("Mapping[str, Value]", value)
        key, values = as_text(block.get("key")), block.get("values")
        if isinstance(key, str) and isinstance(values, Sequence) and block.get("operator") != "NotIn":
            for index, each in enumerate(values):
                yield from _labelled(plain(key), each, f"{path}.values[{index}]", urn)
        for name, inner in block.items():
            here = f"{path}.{plain(name)}" if path else plain(name)
            if is_accelerator(name):
                count = quantity(inner)
                if count != 0:
                    number = int(count) if not isinstance(count, Unknown) else UNKNOWN
                    yield "", InstanceChoice(UNKNOWN, here, urn, plain(name), number)
            else:
                yield from _labelled(plain(name), inner, here, urn)
                yield from _asked(here, inner, urn, depth + 1)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, inner in enumerate(value):
            yield from _asked(f"{path}[{index}]", inner, urn, depth + 1)


def _labelled(key: str, value: Value, path: str, urn: str) -> Iterator[tuple[str, InstanceChoice]]:
    if key in FAMILIES:
        yield "aws", InstanceChoice(UNKNOWN, path, urn)
    elif key in ACCELERATOR_LABELS:
        name: Maybe[str] | None = as_text(value)
        if name is not None:
            cloud = ACCELERATOR_LABELS[key]
            yield from ((cloud, choice) for choice in with_accelerator(cloud, name, UNKNOWN, path, urn))
