"""EC2 instance types that a resource without a reader names or selects by attributes."""

from __future__ import annotations

from penstock.resources.facts import NodeTemplate
from penstock.resources.machines.named import named
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context

from .instance_requirements import selections


def named_types(resource: Resource, context: Context) -> NodeTemplate | None:
    """What the resource's inputs name or select; None when they do neither."""
    choices, selected = named(resource).get("aws", ()), selections(resource)
    if not choices and not selected:
        return None
    base = context.base(resource)
    base["cloud"] = "aws"  # also what another provider asks AWS for
    return NodeTemplate(**base, choices=choices, requirements=bool(selected), selections=selected)
