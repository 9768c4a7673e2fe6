"""Rules at `remediate` change the inputs that are safe to change; the resource is then judged, and priced, as changed.

What the engine does with such a rule (pulumi 3.259, `step_generator.go`, "perform remediations sequentially ... and *then* we do
analysis"; pulumi-policy 1.21, `Remediate`) is done in `penstock check` alike: the rules' changes in the order of the rules, each
on what the one before left; then every rule on the outcome. What a rule at `remediate` still fails blocks as if it were mandatory.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from penstock.resources import read
from penstock.resources.change import Change, changed
from penstock.resources.facts import FactSet
from penstock.resources.reading.capture import Capture, Resource
from penstock_policies.suppressions.waivers import NONE, Waivers

from .rule import Config, Enforcement, Outcome, Rule, Verdict
from .rules import RULES
from .settings import Settings


@dataclass(frozen=True, slots=True)
class Remedied:
    """An input of a resource that a rule changes. `value`: what it would be, as text."""

    urn: str
    rule: str
    property: str
    value: str

    def __str__(self) -> str:
        name = self.urn.rpartition("::")[2]
        return f"{self.rule}: {self.property} of {name} would be changed to {self.value}"


def changes_of(
    rule: Rule, resource: Resource, alone: FactSet, config: Config, waivers: Waivers = NONE
) -> tuple[Change, ...]:
    """What `rule` changes about a resource that `alone` are the facts of: nothing where a waiver may hold for it, for what is
    waived stays as it was agreed."""
    if rule.remediate is None:
        return ()
    verdict = Verdict(resource.urn, rule.name, "", Outcome.FAIL)
    if waivers.of(verdict, None) is not None or waivers.capped(verdict):
        return ()
    return tuple(rule.remediate(resource, alone, config))


def remediated(
    capture: Capture, settings: Settings, waivers: Waivers = NONE, *, rules: Sequence[Rule] = RULES
) -> tuple[Capture, tuple[Remedied, ...]]:
    """`capture` as the rules at `remediate` leave it, and what they change, by resource."""
    active = [rule for rule in rules if settings.of(rule).enforcement is Enforcement.REMEDIATE]
    if not active:
        return capture, ()
    by_urn, found = capture.by_urn(), list[Remedied]()
    for resource in capture.resources:
        for rule in () if resource.external or not resource.custom else active:
            present = by_urn[resource.urn]
            facts = _alone(present, by_urn, capture)
            changes = changes_of(rule, present, facts, settings.of(rule).config, waivers)
            by_urn[resource.urn] = replace(present, inputs=changed(present.inputs, changes))
            found += (Remedied(resource.urn, rule.name, str(it), _words(it.value)) for it in changes)
    return replace(capture, resources=tuple(by_urn[it.urn] for it in capture.resources)), tuple(found)


def _alone(resource: Resource, by_urn: Mapping[str, Resource], capture: Capture) -> FactSet:
    """The facts of one resource, which the engine remediates before it knows the next one."""
    provider = by_urn.get(resource.provider or "")
    resources = (resource,) if provider is None else (provider, resource)
    return read(replace(capture, resources=resources), complete=False)


def _words(value: bool | int | str | Mapping[str, Any]) -> str:
    """As it stands in JSON; text without its quotes."""
    return value if isinstance(value, str) else json.dumps(value)
