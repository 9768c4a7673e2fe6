"""Inputs in `ignoreChanges`, which a deployment leaves as it finds them.

When a program is run, its inputs are what it says. Where one is ignored, what is there already counts, and nobody knows what that
is: a machine that was made large by hand stays so under a program that says small. A saved preview, and the engine, give the
inputs as they will be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from penstock.resources.facts import Fact, InstanceChoice, Node, NodeTemplate

from .capture import Resource
from .values import UNKNOWN

_TEMPLATE = "launchTemplate"


def as_found(facts: Iterable[Fact], resource: Resource) -> Iterator[Fact]:
    """The facts of a resource of a program that was run: what is ignored of its machines is not known."""
    for fact in facts:
        if isinstance(fact, Node):
            elsewhere = fact.template_unresolved or (bool(fact.templates) and resource.ignores(_TEMPLATE))
            yield replace(fact, choices=_choices(fact.choices, resource), template_unresolved=elsewhere)
        elif isinstance(fact, NodeTemplate):
            yield replace(fact, choices=_choices(fact.choices, resource))
        else:
            yield fact


def _choices(found: Iterable[InstanceChoice], resource: Resource) -> tuple[InstanceChoice, ...]:
    return tuple(
        replace(it, instance_type=UNKNOWN, ignored=True) if it.urn == resource.urn and resource.ignores(it.path) else it
        for it in found
    )
