"""Resources named after a placeholder, with names for people: the same in every run and every form that a result has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from penstock.preview.urns import name_of
from penstock.resources.reading.capture import Resource

from .labels import shown
from .marks import is_placeholder


def readable(resources: Iterable[Resource]) -> tuple[Resource, ...]:
    """The resources, sorted by URN, each under a URN of its own; what they say of one another follows."""
    given = {it.urn: it for it in resources}
    if not any(is_placeholder(urn) for urn in given):
        return tuple(given[urn] for urn in sorted(given))
    urns = _urns(given)
    return tuple(sorted((_renamed(it, urns) for it in given.values()), key=lambda it: it.urn))


def _urns(given: Iterable[str]) -> dict[str, str]:
    """URN -> the one for people; where two would be alike, a number tells them apart."""
    taken: set[str] = set()
    urns: dict[str, str] = {}
    for urn in sorted(given, key=lambda it: (is_placeholder(it), it)):
        told, count = shown(urn), 1
        while told in taken:
            count += 1
            told = f"{shown(urn)} ({count})"
        taken.add(told)
        urns[urn] = told
    return urns


def _renamed(it: Resource, urns: dict[str, str]) -> Resource:
    def told(urn: str) -> str:
        return urns.get(urn) or shown(urn)

    return replace(
        it,
        urn=told(it.urn),
        name=name_of(told(it.urn)) if is_placeholder(it.name) else it.name,
        parent=it.parent and told(it.parent),
        provider=it.provider and told(it.provider),
        dependencies=tuple(sorted(map(told, it.dependencies))),
        property_dependencies={
            key: tuple(sorted(map(told, urns_of))) for key, urns_of in it.property_dependencies.items()
        },
        aliases=tuple(sorted(map(told, it.aliases))),
    )
