"""Reads a captured program: each resource's reader makes facts, then facts that belong together are joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Final

from penstock.resources.generic.unseen import unseen
from penstock.resources.joining.link import link
from penstock.resources.joining.mentions import Mentions
from penstock.resources.joining.published_data import handed_out
from penstock.resources.machines.named import leaves
from penstock.resources.machines.ordered_in_text import ordered
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context
from penstock.resources.reading.ignored_changes import as_found
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from . import azure, generic
from .facts import Fact, FactSet, Free, Node, NodeTemplate, Unread

_NOTHING_KNOWN: Final[tuple[Mapping[str, Reader], frozenset[str]]] = ({}, frozenset())


class _Clouds(Mapping[str, tuple[Mapping[str, Reader], frozenset[str]]]):
    """Provider package -> (readers, types that cost nothing), which are loaded when a type of it is met."""

    _HOMES: Final = {"aws": "aws", "azure-native": "azure", "eks": "eks", "gcp": "gcp", "kubernetes": "kubernetes"}

    def __init__(self) -> None:
        self._met: dict[str, tuple[Mapping[str, Reader], frozenset[str]]] = {}

    def __getitem__(self, package: str) -> tuple[Mapping[str, Reader], frozenset[str]]:
        if package not in self._met:
            home = import_module(f".{self._HOMES[package]}", __package__)
            self._met[package] = (home.READERS, home.FREE)
        return self._met[package]

    def __iter__(self) -> Iterator[str]:
        return iter(self._HOMES)

    def __len__(self) -> int:
        return len(self._HOMES)


CLOUDS: Final = _Clouds()

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
        told = any(isinstance(fact, Unread) and fact.large for fact in facts)
        yield from ordered(resource, context, texts, starts_machines=starts, told=told)
        yield from handed_out(resource, context)
        copies = tuple(generic.copied(resource, context, texts))
        yield from copies
        yield from mentions.of(resource, texts, (*facts, *copies))


def _facts(resource: Resource, context: Context) -> Iterable[Fact]:
    package = resource.package
    if resource.type.startswith("pulumi:"):
        return ()
    readers, free = CLOUDS.get(package, _NOTHING_KNOWN)
    if not resource.custom and package not in _BUILT:
        # A component is seen by its children, unless its provider builds them, which a program's own record does not hold: then it has
        # a provider. What hangs below it there is the program's own (`Context.has_parts`).
        return () if resource.provider is None else generic.other(resource, context)
    reader = readers.get(resource.type) or generic.READERS.get(resource.type)
    if reader is not None:
        return reader(resource, context)
    if resource.type in free or package in _FREE_PACKAGES:
        return (Free(**context.base(resource)),)
    if package == "kubernetes":
        from .kubernetes import custom  # noqa: PLC0415 - as CLOUDS

        return custom(resource, context)
    return generic.other(resource, context)


def _purpose(config: Mapping[str, Value]) -> Maybe[str] | None:
    """What the stack's config states: `penstock:environment`'s purpose, else `penstock:purpose`."""
    inputs = Inputs(config)
    environment = inputs.block("penstock:environment")
    if isinstance(environment, Unknown):
        return UNKNOWN
    stated = environment.text("purpose") if environment is not None else None
    return inputs.text("penstock:purpose") if stated is None else stated
