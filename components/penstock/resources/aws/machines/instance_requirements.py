"""Instance types that are chosen by attributes: `instanceRequirements` of a group, a fleet, a template.

Without `acceleratorCount`, types with accelerators fit too: "To specify no maximum limit, omit this parameter. To exclude
accelerator-enabled instance types, set Max to 0" (EC2 API Reference, AcceleratorCountRequest). What else narrows
the choice (generations, manufacturers, network, price protection) is left out: of the types that are found here, not all may come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, cast

from penstock.resources.machines.selection import Selection, Span
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

_BLOCKS: Final = ("instanceRequirements", "instance_requirements")
_MIB_PER_GIB: Final = Decimal(1024)
_DEEPEST: Final = 12
"""Levels of nested inputs that are looked into; a fleet has 4."""


def selections(resource: Resource) -> tuple[Selection, ...]:
    """One for each block of attributes in the resource's inputs."""
    return tuple(
        Selection(resource.urn, path, allowed=UNKNOWN)
        if isinstance(block, Unknown)
        else _selection(resource.urn, path, block)
        for path, block in _blocks("", resource.inputs, 0)
    )


def _blocks(path: str, value: Value, depth: int) -> Iterator[tuple[str, Maybe[Inputs]]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        for key, inner in cast("Mapping[str, Value]", value).items():
            here = f"{path}.{key}" if path else key
            if key not in _BLOCKS:
                yield from _blocks(here, inner, depth + 1)
            elif inner is not None:
                block = Inputs({key: inner}).block(key)
                yield here, UNKNOWN if block is None else block
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, inner in enumerate(value):
            yield from _blocks(f"{path}[{index}]", inner, depth + 1)


def _selection(urn: str, path: str, block: Inputs) -> Selection:
    least, most = _span(block, "memoryMib")
    return Selection(
        urn,
        path,
        vcpus=_span(block, "vcpuCount"),
        memory_gib=(_gib(least), _gib(most)),
        accelerators=_span(block, "acceleratorCount"),
        accelerator_names=block.texts("acceleratorNames"),
        allowed=block.texts("allowedInstanceTypes"),
        excluded=block.texts("excludedInstanceTypes"),
    )


def _span(block: Inputs, name: str) -> Span:
    bounds = block.block(name)
    if bounds is None:
        return None, None
    return (UNKNOWN, UNKNOWN) if isinstance(bounds, Unknown) else (bounds.number("min"), bounds.number("max"))


def _gib(mib: Maybe[Decimal] | None) -> Maybe[Decimal] | None:
    return mib / _MIB_PER_GIB if isinstance(mib, Decimal) else mib
