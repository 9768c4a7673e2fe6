"""A program's hooks and other code that runs unseen: what it declares is not known."""

from __future__ import annotations

from penstock.resources.facts import InstanceChoice, NodeTemplate
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.values import UNKNOWN


def unseen(resource: Resource, context: Context, path: str) -> NodeTemplate:
    """What the input at `path` brings is not in the program, so it may be any machine."""
    return NodeTemplate(**context.base(resource), choices=(InstanceChoice(UNKNOWN, path, resource.urn, unseen=True),))
