"""From what a program asked for to joined facts: each resource's reader, then the joins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from . import aws, azure, eks, gcp, generic, kubernetes
from .capture import Capture, Resource
from .context import Context
from .facts import Fact, FactSet, Free, Node, NodeTemplate
from .generic.unseen import unseen
from .handed_out import handed_out
from .ignored import as_found
from .inputs import Inputs
from .link import link
from .mentions import Mentions
from .named import leaves
from .orders import ordered
from .values import UNKNOWN, Maybe, Unknown, Value

CLOUDS: Final[Mapping[str, tuple[Mapping[str, aws.Reader], frozenset[str]]]] = {
    "aws": (aws.READERS, aws.FREE),
    "azure-native": (azure.READERS, azure.FREE),
    "eks": (eks.READERS, eks.FREE),
    "gcp": (gcp.READERS, gcp.FREE),
    "kubernetes": (kubernetes.READERS, kubernetes.FREE),
}
"""Provider package -> (readers, types that cost nothing)."""

_FREE_PACKAGES: Final = frozenset({"random", "tls"})
"""Providers that make values only."""

_BUILT: Final = frozenset({"eks", "kubernetes"})
"""Packages whose readers know their components, which their providers build."""


def read(capture: Capture, *, complete: bool = True) -> FactSet:
    """All facts of `capture`. Raises nothing: what cannot be read is `UNKNOWN`, a type without a reader is `Unread`,
    and judged by the machines that it names.

    `complete` False: the capture is one resource of a larger program, so a reference to elsewhere is no gap.
    """
    context = Context(generic.translated(azure.spelled(capture)), complete)
    mentions = Mentions(context)
    facts = [fact for resource in context.capture.resources for fact in _all(resource, context, mentions)]
    managed = frozenset(resource.urn for resource in capture.resources if not resource.external)
    return replace(link(facts, managed=managed, complete=complete), purpose=_purpose(capture.config))


def _all(resource: Resource, context: Context, mentions: Mentions) -> Iterator[Fact]:
    """What the resource is, and what its texts order, copy and name beside it. The texts are walked through once."""
    facts = tuple(_facts(resource, context))
    if context.capture.origin == "program" and resource.ignore_changes:
        facts = tuple(as_found(facts, resource))
    yield from facts
    if resource.hooks:  # a function of the program, which may do anything
        yield unseen(resource, context, "hooks")
    if facts:
        starts = any(isinstance(fact, Node | NodeTemplate) for fact in facts)
        texts = tuple(leaves(resource.inputs))
        yield from ordered(resource, context, texts, starts_machines=starts)
        yield from handed_out(resource, context)
        copies = tuple(generic.copied(resource, context, texts))
        yield from copies
        yield from mentions.of(resource, texts, (*facts, *copies))


def _facts(resource: Resource, context: Context) -> Iterable[Fact]:
    package = resource.package
    if resource.type.startswith("pulumi:"):
        return ()
    readers, free = CLOUDS.get(package, ({}, frozenset[str]()))
    if not resource.custom and package not in _BUILT:
        # A component is seen by its children, unless its provider builds them, which a program's own record does not hold: then it has
        # a provider. What hangs below it there is the program's own (`Context.has_parts`).
        return () if resource.provider is None else generic.other(resource, context)
    reader = readers.get(resource.type) or generic.READERS.get(resource.type)
    if reader is not None:
        return reader(resource, context)
    if resource.type in free or package in _FREE_PACKAGES:
        return (Free(**context.base(resource)),)
    return kubernetes.custom(resource, context) if package == "kubernetes" else generic.other(resource, context)


def _purpose(config: Mapping[str, Value]) -> Maybe[str] | None:
    """What the stack's config states: `penstock:environment`'s purpose, else `penstock:purpose`."""
    inputs = Inputs(config)
    environment = inputs.block("penstock:environment")
    if isinstance(environment, Unknown):
        return UNKNOWN
    stated = environment.text("purpose") if environment is not None else None
    return inputs.text("penstock:purpose") if stated is None else stated
