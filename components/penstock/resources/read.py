"""From what a program asked for to joined facts: each resource's reader, then the joins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from . import aws, azure, gcp
from .capture import Capture, Resource
from .context import Context
from .facts import Fact, FactSet, Free, Unread
from .inputs import Inputs
from .link import link
from .values import UNKNOWN, Maybe, Unknown, Value

CLOUDS: Final[Mapping[str, tuple[Mapping[str, aws.Reader], frozenset[str]]]] = {
    "aws": (aws.READERS, aws.FREE),
    "azure-native": (azure.READERS, azure.FREE),
    "gcp": (gcp.READERS, gcp.FREE),
}
"""Provider package -> (readers, types that cost nothing)."""

_FREE_PACKAGES: Final = frozenset({"random", "tls"})
"""Providers that make values only."""


def read(capture: Capture, *, complete: bool = True) -> FactSet:
    """All facts of `capture`. Raises nothing: what cannot be read is `UNKNOWN`, a type without a reader is `Unread`,
    and judged by the instance types that it names.

    `complete` False: the capture is one resource of a larger program, so a reference to elsewhere is no gap.
    """
    context = Context(azure.spelled(capture), complete)
    facts = [fact for resource in context.capture.resources for fact in _facts(resource, context)]
    managed = frozenset(resource.urn for resource in capture.resources if not resource.external)
    return replace(link(facts, managed=managed, complete=complete), purpose=_purpose(capture.config))


def _facts(resource: Resource, context: Context) -> Iterator[Fact]:
    package = resource.package
    if resource.type.startswith("pulumi:"):
        return
    if not resource.custom:
        # A component is seen by its children; those of one that its provider builds are not in the program.
        named = None if resource.provider is None else aws.named_types(resource, context)
        yield from () if named is None else (named,)
        return
    readers, free = CLOUDS.get(package, ({}, frozenset[str]()))
    reader = readers.get(resource.type)
    if reader is not None:
        yield from reader(resource, context)
    elif resource.type in free or package in _FREE_PACKAGES:
        yield Free(**context.base(resource))
    else:
        yield Unread(**context.base(resource), type=resource.type, name=resource.name)
        named = aws.named_types(resource, context)
        yield from () if named is None else (named,)


def _purpose(config: Mapping[str, Value]) -> Maybe[str] | None:
    """What the stack's config states: `penstock:environment`'s purpose, else `penstock:purpose`."""
    inputs = Inputs(config)
    environment = inputs.block("penstock:environment")
    if isinstance(environment, Unknown):
        return UNKNOWN
    stated = environment.text("purpose") if environment is not None else None
    return inputs.text("penstock:purpose") if stated is None else stated
