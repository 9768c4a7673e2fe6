"""Machines that a managed service runs for the program, on whichever cloud."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from penstock.resources.facts import Base, Capacity, InstanceChoice, Node
from penstock.resources.reading.blocks import or_unknown
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import Maybe
from penstock.terms import Tag

Sizes = tuple[Maybe[int], Maybe[int] | None, Maybe[int]]
"""(minimum, desired, maximum) machines."""


def label(resource: Resource, tags: Mapping[str, Maybe[str]], part: Maybe[str] | None = None) -> str:
    """A pool's name for people; `part` names one of several pools of a resource."""
    pool = tags.get(Tag.POOL)
    name = pool if isinstance(pool, str) and pool else resource.name
    return f"{name}/{part}" if isinstance(part, str) and part else name


def always(count: Maybe[int] | None) -> Sizes:
    """So many, all the time."""
    size = or_unknown(count)
    return size, size, size


def rented_machines(
    resource: Resource,
    facts: Base,
    choices: tuple[InstanceChoice, ...],
    sizes: Sizes,
    *,
    service: str | None,
    capacity: Capacity,
    kind: str = "group",
    part: Maybe[str] | None = None,
    **more: Any,
) -> Node:
    """Machines of a service. None for `service`: they bill as the cloud's own. `part`: one of several groups of the resource.
    `more`: other fields of the node."""
    minimum, desired, maximum = sizes
    return Node(
        **facts,
        kind=kind,
        name=resource.name,
        label=label(resource, facts["tags"], part),
        choices=choices,
        minimum=minimum,
        desired=desired,
        maximum=maximum,
        capacity=capacity,
        service=service,
        **more,
    )
