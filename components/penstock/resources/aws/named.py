"""Instance types that a resource names although no reader knows its type: a notebook, a job's compute environment, a
manifest, a template of another tool, a command.

Names are looked for in every text of the inputs, and what stands where an instance type belongs is one, also when it is not
known. So whoever is asked for a machine, its size is judged; how it is bought and who stops it is not known here.
SageMaker's `ml.` types are EC2's by another name; SageMaker's own price, which is higher, is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

from penstock import catalog
from penstock.resources.capture import Resource
from penstock.resources.context import Context
from penstock.resources.facts import InstanceChoice, NodeTemplate
from penstock.resources.inputs import masked_like, plain
from penstock.resources.values import UNKNOWN, Maybe, Unknown, Value

from .attributes import selections

_PLACES: Final = frozenset(
    {"instancetype", "instancetypes", "spotinstancetype", "allowedinstancetypes", "instancefamily"}
)
"""Inputs, in lower case and without `_`, whose value is an EC2 instance type or a family of them."""

_BLOCKS: Final = frozenset(
    {
        *("capacityblockofferingid", "computeresources", "coreinstancegroup", "desiredstate", "instancegroups"),
        *(
            "instancetypeconfigs",
            "managedinstancesprovider",
            "masterinstancegroup",
            "productionvariants",
            "templatebody",
        ),
    }
)
"""Inputs, likewise, that hold such a place: one that is not known may hold any type. A capacity block's offering always is."""

_WORDS_ALONE: Final = frozenset({"tags", "tagsAll", "description", "comment", "excludedInstanceTypes"})
"""Inputs in which a name asks for nothing."""

_NAME: Final = re.compile(r"(?<![\w.-])(?:ml\.)?([a-z][a-z0-9-]{1,19}\.[a-z0-9-]{2,19})(?![\w.-])")
_SHAPE: Final = re.compile(r"(?:ml\.)?([a-z]+\d[a-z0-9-]*(?:\.[a-z0-9-]+)?)", re.IGNORECASE)
"""A type or a family of EC2 (`p5.48xlarge`, `p5`), in the catalog or not; other services' (`kafka.m5.large`) are not."""

_MOST_TEXT: Final = 1 << 20


def named_types(resource: Resource, context: Context) -> NodeTemplate | None:
    """What the resource's inputs name; None when they name nothing."""
    requirements: list[str] = []
    choices: dict[InstanceChoice, None] = {}
    for path, key, value in _walk("", "", resource.inputs):
        where = key.replace("_", "").lower()
        if where == "instancerequirements":
            requirements.append(path)
        else:
            choices.update((InstanceChoice(name, path, resource.urn), None) for name in _names(where, value))
    if not choices and not requirements:
        return None
    base = context.base(resource)
    base["cloud"] = "aws"  # also what another provider asks AWS for
    return NodeTemplate(
        **base, choices=tuple(choices), requirements=bool(requirements), selections=selections(resource)
    )


def _walk(path: str, key: str, value: Value) -> Iterator[tuple[str, str, Value]]:
    """(path, the nearest name, value) of every leaf, and of each block of requirements."""
    pending: list[tuple[str, str, Value]] = [(path, key, value)]
    while pending:
        path, key, value = pending.pop()
        if isinstance(value, Mapping) and key not in ("instanceRequirements", "instance_requirements"):
            block = cast("Mapping[str, Value]", value)
            inner = [
                (f"{path}.{plain(name)}" if path else plain(name), plain(name), block[name])
                for name in block
                if name not in _WORDS_ALONE
            ]
            pending += reversed(inner)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            pending += reversed([(f"{path}[{index}]", key, item) for index, item in enumerate(value)])
        elif value is not None:
            yield path, key, value


def _names(where: str, value: Value) -> Iterator[Maybe[str]]:
    if isinstance(value, Unknown) or where == "capacityblockofferingid":
        if where in _PLACES or where in _BLOCKS:
            yield UNKNOWN
        return
    if not isinstance(value, str):
        return
    text = plain(value)[:_MOST_TEXT]
    known = {name for name in _NAME.findall(text) if catalog.load("aws").instance_type(name) is not None}
    whole = _SHAPE.fullmatch(text) if where in _PLACES and not known else None
    yield from (masked_like(value, name) for name in sorted(known | ({whole[1]} if whole else set())))
