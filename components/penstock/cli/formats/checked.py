"""What every format writes: the money, and the verdicts as findings, gravest first, in text that is safe to repeat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from penstock.cli.views.tree import short_type
from penstock.cost import Estimate
from penstock.resources.capture import Capture, Resource
from penstock_policies import RULES, Enforcement, Judged, Outcome, Report, Rule, Severity

from .places import Place, Places
from .text import printable


class Level(StrEnum):
    """How a finding is shown, gravest first: SARIF's words, which GitHub's annotations share but for `note`."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NONE = "none"


_LEVELS: Final = tuple(Level)
_OUTCOMES: Final = (Outcome.FAIL, Outcome.UNDETERMINED, Outcome.PASS, Outcome.NOT_APPLICABLE)
_SEVERITIES: Final = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One verdict, its text printable and without secrets.

    Attributes:
        resource: its short type and name, for people; the stack's name for what is about the whole stack.
        about: the property of the resource; empty for the resource as a whole.
        severity: the rule's; None for a rule that is not among those given.
    """

    rule: str
    severity: Severity | None
    outcome: Outcome
    enforcement: Enforcement
    blocks: bool
    urn: str
    resource: str
    place: Place
    about: str
    message: str
    fix: str

    @property
    def level(self) -> Level:
        """Error for what blocks, warning for what fails and does not, note for what an advisory rule cannot determine."""
        if self.blocks:
            return Level.ERROR
        return {Outcome.FAIL: Level.WARNING, Outcome.UNDETERMINED: Level.NOTE}.get(self.outcome, Level.NONE)

    @property
    def why(self) -> str:
        """Fact and limit, after the property that they are about; on a second line what to write instead."""
        said = f"{self.about}: {self.message}" if self.about else self.message
        return f"{said}\nTo fix: {self.fix}" if self.fix else said

    @property
    def weight(self) -> tuple[object, ...]:
        """The key of the order: gravest first, and always the same."""
        grave = (_LEVELS.index(self.level), _SEVERITIES.index(self.severity))
        return (*grave, _OUTCOMES.index(self.outcome), self.rule, self.urn, self.about, self.message, self.fix)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One check's whole result."""

    capture: Capture
    estimate: Estimate
    report: Report
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """`project/stack`."""
        return printable(f"{self.capture.project}/{self.capture.stack}")

    def at(self, level: Level) -> list[Finding]:
        """The findings of one level, gravest first."""
        return [finding for finding in self.findings if finding.level is level]


def checked(
    capture: Capture, estimate: Estimate, report: Report, places: Places, *, rules: Sequence[Rule] = RULES
) -> Checked:
    """The result of judging `capture` by `rules`."""
    by_urn, by_name = capture.by_urn(), {rule.name: rule for rule in rules}
    findings = (_finding(judged, capture, by_urn, by_name, places) for judged in report.verdicts)
    return Checked(
        capture=capture,
        estimate=estimate,
        report=report,
        rules=tuple(rules),
        findings=tuple(sorted(findings, key=lambda it: it.weight)),
    )


def _finding(
    judged: Judged, capture: Capture, resources: Mapping[str, Resource], rules: Mapping[str, Rule], places: Places
) -> Finding:
    verdict = judged.verdict
    resource, rule = resources.get(verdict.urn), rules.get(verdict.rule)
    words = f"{capture.project}/{capture.stack}" if resource is None else f"{short_type(resource.type)} {resource.name}"
    return Finding(
        rule=printable(verdict.rule),
        severity=None if rule is None else rule.severity,
        outcome=verdict.outcome,
        enforcement=judged.enforcement,
        blocks=judged.blocks,
        urn=printable(verdict.urn),
        resource=printable(words),
        place=places.of(None if resource is None else resource.source),
        about=printable(verdict.property),
        message=printable(verdict.message),
        fix=printable(verdict.fix),
    )
