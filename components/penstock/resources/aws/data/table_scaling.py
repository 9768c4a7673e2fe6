"""How far Application Auto Scaling lets the capacity of a table and its indexes grow."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from penstock.resources.aws.type_tokens import SCALABLE_TARGET
from penstock.resources.reading.blocks import each_block
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

_DIMENSIONS: Final = {"readCapacity": "ReadCapacityUnits", "writeCapacity": "WriteCapacityUnits"}


def may_grow_by(resource: Resource, context: Context, inputs: Inputs, name: str) -> Maybe[Decimal]:
    """Units beyond the declared `name` that the targets of the table and of its indexes may set; 0 where none scales it."""
    more: Maybe[Decimal] = Decimal(0)
    for target in context.capture.resources:
        if target.type != SCALABLE_TARGET:
            continue
        limits = Inputs(target.inputs)
        dimension = limits.text("scalableDimension")
        if isinstance(dimension, str) and not plain(dimension).endswith(_DIMENSIONS[name]):
            continue
        said = limits.text("resourceId")
        if not _means(resource, context, inputs, target, said):
            continue
        scaled = _scaled(inputs, said)
        most, own = limits.number("maxCapacity"), None if scaled is None else scaled.number(name)
        if isinstance(dimension, Unknown) or most is None or isinstance(most, Unknown) or isinstance(own, Unknown):
            return UNKNOWN
        more = sums(more, max(Decimal(0), most - (own or 0)))
    return more


def _means(resource: Resource, context: Context, inputs: Inputs, target: Resource, said: Maybe[str] | None) -> bool:
    own = inputs.text("name")
    named = isinstance(said, str) and isinstance(own, str) and f"{plain(said)}/".startswith(f"table/{plain(own)}/")
    return named or resource.urn in context.sources(target, "resourceId", (resource.type,))


def _scaled(inputs: Inputs, said: Maybe[str] | None) -> Inputs | None:
    """The table or the index that a `resourceId` names; None for an index that the table does not have, or one that is not known."""
    if not isinstance(said, str):
        return inputs
    _, index, name = plain(said).partition("/index/")
    if not index:
        return inputs
    blocks = (it for it in each_block(inputs, "globalSecondaryIndexes") if isinstance(it, Inputs))
    return next((it for it in blocks if it.text("name") == name), None)


def sums(one: Maybe[Decimal], other: Maybe[Decimal]) -> Maybe[Decimal]:
    """Both together."""
    return UNKNOWN if isinstance(one, Unknown) or isinstance(other, Unknown) else one + other
