"""The shape of a rule and of what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import update_wrapper
from typing import Any, Final, Literal, TypeAlias

from penstock.cost import Estimate, estimate
from penstock.resources.change import Change
from penstock.resources.facts import FactSet
from penstock.resources.reading.capture import Resource


class Outcome(StrEnum):
    """Three-valued, and `not_applicable` where a rule has nothing to say about a resource it looked at."""

    PASS = "pass"  # noqa: S105 - the verdict, not a password
    FAIL = "fail"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"


class Enforcement(StrEnum):
    """What a failing rule does, the engine's own words."""

    ADVISORY = "advisory"
    MANDATORY = "mandatory"
    REMEDIATE = "remediate"
    DISABLED = "disabled"


class Severity(StrEnum):
    """How much money or risk a violation means."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True, order=True)
class Verdict:
    """What a rule says of one property of one resource. `message` is fact + limit; `fix` what to write instead."""

    urn: str
    rule: str
    property: str
    outcome: Outcome
    message: str = ""
    fix: str = ""


Config: TypeAlias = Mapping[str, Any]
Check: TypeAlias = Callable[[FactSet, Config], Iterable[Verdict]]
Remediate: TypeAlias = Callable[[Resource, FactSet, Config], Iterable[Change]]

YEAR: Final = 2026
"""Whose average month is judged where nobody made an estimate."""


class OnEstimate:
    """A check that also asks what the facts cost (a decorator): whoever has the estimate hands it over, see `Rule.judge`.

    Called like any other check it makes one, of the catalog's own prices.
    """

    def __init__(self, of: Callable[[FactSet, Config, Estimate], Iterable[Verdict]]) -> None:
        self.of = of
        update_wrapper(self, of)

    def __call__(self, facts: FactSet, config: Config) -> Iterable[Verdict]:
        return self.of(facts, config, estimate(facts, year=YEAR))


def allow_list(description: str) -> Mapping[str, Any]:
    """The config of what the rule lets pass by name: a list of texts, empty by default."""
    return {"type": "array", "items": {"type": "string"}, "default": [], "description": description}


def undetermined(default: Literal["block", "advisory"]) -> Mapping[str, Any]:
    """The config that says whether the rule, where it is mandatory, blocks by what it cannot determine."""
    return {
        "type": "string",
        "enum": ["block", "advisory"],
        "default": default,
        "description": "What a mandatory rule does when a value is not known before the deployment.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule's metadata and its pure function.

    Attributes:
        name: kebab-case, like its file.
        scope: `resource` (sees the facts of one resource at a time, blocks before creation) or `stack` (sees edges).
        config_schema: JSON Schema `properties` of what it can be told, each with `default` and `description`; over those that
            every rule takes (`settings.COMMON_SCHEMA`).
        check: facts, config (defaults filled in) -> verdicts. `judge` calls it.
        remediate: a resource, the facts of it alone, config -> the changes of its inputs that make the rule pass, none where it
            passes or no input is safe to change; None for a rule at which no input ever is.
    """

    name: str
    title: str
    description: str
    remediation: str
    severity: Severity
    scope: Literal["resource", "stack"]
    check: Check
    remediate: Remediate | None = None
    enforcement: Enforcement = Enforcement.MANDATORY
    config_schema: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])

    def judge(self, facts: FactSet, config: Config, month: Callable[[], Estimate]) -> Iterable[Verdict]:
        """What the rule says of `facts`; `month` gives their estimate, and is asked by a rule about costs alone."""
        if isinstance(self.check, OnEstimate):
            return self.check.of(facts, config, month())
        return self.check(facts, config)

    @property
    def across(self) -> str | None:
        """The name of the engine's second policy, which reports what only the whole stack shows; None: it needs none."""
        return f"{self.name}-across-resources" if self.scope == "resource" else None

    def defaults(self) -> dict[str, Any]:
        """The config that applies when nobody gives one."""
        return {key: schema["default"] for key, schema in self.config_schema.items() if "default" in schema}
