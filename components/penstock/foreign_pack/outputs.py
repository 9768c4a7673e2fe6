"""What a stack policy is given of a resource: what is known of its outputs, and which are not known yet.

A policy that reads an output must meet an unknown value, as in a preview by the engine, and not find that there is none. Which
outputs a cloud fills in is what the SDK's class declares as never missing: `Output[str]`, not `Output[Optional[str]]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import NoneType
from typing import Any, cast, get_args

from penstock.preview.validation.sdk_types import ResourceClasses
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN, Value


def outputs_of(resource: Resource, inputs: Mapping[str, Any], classes: ResourceClasses) -> Mapping[str, Value]:
    """Outputs beside `inputs`. A component has those that it registered; a capture of what exists has them all; what a
    program only asks for has none that is known."""
    if not resource.custom or resource.outputs or resource.type.startswith("pulumi:"):
        return resource.outputs
    cls = classes.of(resource.type)
    names = {"id", *(_filled_in(cls) if cls is not None else ())}
    return {name: UNKNOWN for name in names if name not in inputs}


def _filled_in(cls: type) -> Iterator[str]:
    for member in cast("Mapping[str, object]", vars(cls)).values():
        getter = member.fget if isinstance(member, property) else None
        name: object = getattr(getter, "_pulumi_name", None)  # what `pulumi.getter` leaves on it
        if isinstance(name, str):
            declared = get_args(getattr(getter, "__annotations__", {}).get("return"))
            if declared and NoneType not in get_args(declared[0]):
                yield name
