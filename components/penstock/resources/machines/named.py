"""Machines that a resource names although no reader knows its type: a notebook, a manifest, a template of another tool, a command.

Names are looked for in every text of the inputs, on all three clouds, and what stands where a machine's type belongs is one, also
when it is not known. A name is one of the catalog's, or has the shape of a family of accelerators yet to come (`p7.96xlarge`,
`a5-ultragpu-8g`, `Standard_ND256isr_X9`). So whoever is asked for a machine, its size is judged; how it is bought and who stops
it is not known here. SageMaker's `ml.` types are EC2's by another name; SageMaker's own price, which is higher, is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from penstock import catalog
from penstock.regex import regex
from penstock.resources.facts import InstanceChoice
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.inputs import masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .type_names import own_name

_SILENT: Final = frozenset(
    {
        *("tags", "tagsAll", "description", "comment", "excludedInstanceTypes"),
        *("instanceRequirements", "instance_requirements"),
    }
)
"""Inputs in which a name asks for nothing, and those of attributes, which are read as such."""

_MOST_TEXT: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class _Cloud:
    """How one cloud's machines are named.

    `name`: a text that may be one, its first group; `coming`: the shape of an accelerated type that the catalog may not have.
    `places`: inputs, in lower case and without `_`, whose value is a machine's type or a family of them, of the shape `whole`.
    `blocks`: inputs, likewise, that hold such a place: one that is not known may hold any type.
    `attached`: the shape of an accelerator that is attached to a machine by a name of its own.
    """

    cloud: str
    name: re.Pattern[str]
    coming: re.Pattern[str]
    whole: re.Pattern[str]
    places: frozenset[str]
    blocks: frozenset[str] = field(default_factory=frozenset[str])
    attached: re.Pattern[str] | None = None


def _pattern(text: str) -> re.Pattern[str]:
    return regex(text, re.IGNORECASE)


_CLOUDS: Final = (
    _Cloud(
        "aws",
        _pattern(r"(?<![\w.-])(?:ml\.)?([a-z][a-z0-9-]{1,19}\.[a-z0-9-]{2,19})(?![\w.-])"),
        _pattern(r"(?:p|gr?|trn|inf|dl|vt|f)\d{1,2}[a-z0-9-]{0,8}\.(?:\d{0,3}x?large|metal|medium)(?:-\w+)?"),
        _pattern(r"(?:ml\.)?([a-z]+\d[a-z0-9-]*(?:\.[a-z0-9-]+)?)"),
        frozenset({"instancetype", "instancetypes", "spotinstancetype", "allowedinstancetypes", "instancefamily"}),
        frozenset(
            {
                *("capacityblockofferingid", "computeresources", "coreinstancegroup", "desiredstate"),
                *("instancegroups", "instancetypeconfigs", "managedinstancesprovider", "masterinstancegroup"),
                *("productionvariants", "templatebody"),
            }
        ),
    ),
    _Cloud(
        "gcp",
        _pattern(r"(?<![\w.-])([a-z]{1,3}\d{1,2}[a-z]{0,3}-[a-z0-9]{2,12}(?:-\w{1,8}){0,3})(?![\w-])"),
        _pattern(r"(?:[ag]\d{1,2}x?-(?:[a-z]*gpu|standard|ultra|mega|high|max)\w*-\d+g?|ct\d\w*-\w+-\d+t)(?:-\w+)*"),
        _pattern(r"(?:.*/)?([a-z]+\d[a-z0-9-]*)"),
        frozenset({"machinetype", "machinetypes"}),
        attached=_pattern(
            r"(?<![\w.-])(nvidia-(?:tesla-|rtx-(?:pro-)?)?(?:g?[abhlkptv])?\d{1,4}s?(?:-mega)?(?:-\d+gb)?(?:-vws)?)(?![\w-])"
        ),
    ),
    _Cloud(
        "azure",
        _pattern(r"(?<![\w.-])((?:standard|basic)_[a-z]{1,4}\d{1,3}\w{0,40})(?![\w-])"),
        _pattern(r"standard_n[a-z]{0,3}\d{1,3}\w*"),
        _pattern(r"([a-z]+_[a-z]+\d\w*)"),
        frozenset({"vmsize", "vmsizes", "instancevmsize", "virtualmachinesize"}),
    ),
)


def named(resource: Resource) -> Mapping[str, tuple[InstanceChoice, ...]]:
    """Cloud -> the machines of it that the resource's inputs name; a cloud of which they name none is not in it."""
    found: dict[str, dict[InstanceChoice, None]] = {}
    for path, key, value in leaves(resource.inputs):
        for cloud, choice in choices_in(key, path, value, resource):
            found.setdefault(cloud, {})[choice] = None
    return {cloud: tuple(choices) for cloud, choices in sorted(found.items())}


def choices_in(key: str, path: str, value: Value, resource: Resource) -> Iterator[tuple[str, InstanceChoice]]:
    """(cloud, choice) of each machine that a value, of the input `key` at `path`, names."""
    where = key.replace("_", "").lower()
    known = [(cloud, name) for cloud in _CLOUDS for name in _known(cloud, value)]
    # What stands where a type belongs, and is none that anybody knows, is one of the resource's own cloud, if it has one.
    own = [cloud for cloud in _CLOUDS if cloud.cloud == resource.cloud] or _CLOUDS
    placed = [] if known else [(cloud, name) for cloud in own for name in _placed(cloud, where, value)]
    for cloud, name in (*known, *placed):
        yield cloud.cloud, InstanceChoice(name, path, resource.urn)
    for cloud in _CLOUDS:
        if cloud.attached is not None and isinstance(value, str):
            for name in sorted({it.lower() for it in cloud.attached.findall(plain(value)[:_MOST_TEXT])}):
                yield cloud.cloud, InstanceChoice(UNKNOWN, path, resource.urn, masked_like(value, name), UNKNOWN)


def clouds_of(texts: Iterable[str]) -> frozenset[str]:
    """The clouds whose machines `texts` name."""
    return frozenset(cloud.cloud for text in texts for cloud in _CLOUDS if any(_known(cloud, text)))


def leaves(value: Value) -> Iterator[tuple[str, str, Value]]:
    """(path, the nearest name, value) of every leaf; a block of requirements is none, for it names what it leaves out too."""
    pending: list[tuple[str, str, Value]] = [("", "", value)]
    while pending:
        path, key, value = pending.pop()
        if isinstance(value, str):  # most are: the other questions take longer
            yield path, key, value
        elif isinstance(value, dict | Mapping):  # a dict is known at once, an abstract class asks around
            block = cast("Mapping[str, Value]", value)
            inner = [(plain(name), item) for name, item in block.items() if name not in _SILENT]
            pending += [(f"{path}.{name}" if path else name, name, item) for name, item in reversed(inner)]
        elif isinstance(value, Sequence):
            pending += reversed([(f"{path}[{index}]", key, item) for index, item in enumerate(value)])
        elif value is not None:
            yield path, key, value


def _known(cloud: _Cloud, value: Value) -> Iterator[str]:
    """The machines that a text names, each once."""
    if isinstance(value, str):
        found = (_own_name(cloud, name) for name in cloud.name.findall(plain(value)[:_MOST_TEXT]))
        yield from (masked_like(value, name) for name in sorted({name for name in found if name is not None}))


def _placed(cloud: _Cloud, where: str, value: Value) -> Iterator[Maybe[str]]:
    """What stands where a machine's type belongs, and is no machine that anybody knows."""
    if (
        isinstance(value, Unknown) or where == "capacityblockofferingid"
    ):  # a capacity block's offering always may be any
        if where in cloud.places or where in cloud.blocks:
            yield UNKNOWN
    elif isinstance(value, str) and where in cloud.places:
        whole = cloud.whole.fullmatch(plain(value))
        if whole is not None:
            yield masked_like(value, whole[1])


def _own_name(cloud: _Cloud, name: str) -> str | None:
    """The catalog's spelling of a name; the name itself where only its shape is known; None for any other word."""
    own = own_name(cloud.cloud, name.lower())
    if catalog.load(cloud.cloud).instance_type(own) is not None:
        return own
    return name if cloud.coming.fullmatch(name) else None
