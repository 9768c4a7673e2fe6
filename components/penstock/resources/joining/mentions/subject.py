"""Whose region counts: the resource's own, that of the data that a setting sends, or that of a service's machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from penstock.resources.facts import Fact, NodeTemplate
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.documents import document
from penstock.resources.reading.inputs import plain

from .home import home_of, stack_place
from .words import CLOUDS, Place

_BESIDE_CLOUD: Final = frozenset({"aws-native", "google-native"})
"""Providers beside a cloud's main one, whose own region most stacks leave to the environment: they are where the other one is."""

_SETTINGS_OF: Final = {
    "azure-native:monitor:DiagnosticSetting": "resourceUri",
    "azure-native:insights:DiagnosticSetting": "resourceUri",
}
"""Type of a setting that sends what another resource writes -> the input that names that resource."""

_TARGET: Final = "aws:cloudwatch/eventTarget:EventTarget"
_RULE: Final = "aws:cloudwatch/eventRule:EventRule"


def subject_place(resource: Resource, context: Context, told: Sequence[Fact]) -> Place | None:
    """Where what the resource speaks of is; None where nobody knows. `told`: what its reader gave."""
    if resource.type in _SETTINGS_OF:
        for urn in resource.property_dependencies.get(_SETTINGS_OF[resource.type], ()):
            subject = context.by_urn.get(urn)
            if subject is not None and (place := home_of(subject, context)) is not None:
                return place
    home = home_of(resource, context)
    if home is None and resource.package not in ("kubernetes", "command"):
        clouds = {it.cloud for it in told if isinstance(it, NodeTemplate) and it.cloud in CLOUDS}
        return Place(clouds.pop()) if len(clouds) == 1 else None
    if home is not None and home.region is None and resource.package in _BESIDE_CLOUD:
        return stack_place(context, home.cloud) or home
    return home


def is_notice(resource: Resource, context: Context) -> bool:
    """Whether a target gets no more than what services of AWS say of themselves: findings, health, changes of state."""
    if resource.type != _TARGET:
        return False
    rules = context.sources(resource, "rule", (_RULE,))
    return bool(rules) and all(_is_of_services(context.by_urn[it]) for it in rules)


def _is_of_services(rule: Resource) -> bool:
    pattern = document(rule.inputs.get("eventPattern"))
    sources = pattern.get("source") if isinstance(pattern, Mapping) else None
    listed = sources if isinstance(sources, Sequence) and not isinstance(sources, str) else ()
    return bool(listed) and all(isinstance(it, str) and plain(it).startswith("aws.") for it in listed)
