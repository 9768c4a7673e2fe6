"""What every format writes: the money, and the verdicts as findings, gravest first, in text that is safe to repeat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Final

from penstock.cli.text import printable, short_type
from penstock.cost import Estimate
from penstock.resources.reading.capture import Capture, Resource
from penstock_policies import RULES, Enforcement, Judged, Outcome, Report, Rule, Severity

from .places import Place, Places


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
        suppression: why it does not block although it is broken (waived, known); empty when nothing suppresses it.
        others: those of which the same is said of other resources, where they are told as one (`Checked.told`).
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
    suppression: str
    others: tuple[Finding, ...] = ()

    @property
    def every(self) -> tuple[Finding, ...]:
        """It, and those that are told with it."""
        return (self, *self.others)

    @property
    def level(self) -> Level:
        """Error for what blocks, warning for what fails and does not, note for what an advisory rule cannot determine."""
        if self.blocks:
            return Level.ERROR
        return {Outcome.FAIL: Level.WARNING, Outcome.UNDETERMINED: Level.NOTE}.get(self.outcome, Level.NONE)

    @property
    def why(self) -> str:
        """Fact and limit, after the property that they are about; on lines of their own what suppresses it, what to write instead."""
        said = f"{self.about}: {self.message}" if self.about else self.message
        suppressed = f"{said}\n{self.suppression}" if self.suppression else said
        return f"{suppressed}\nTo fix: {self.fix}" if self.fix else suppressed

    @property
    def weight(self) -> tuple[object, ...]:
        """The key of the order: gravest first, and always the same."""
        grave = (_LEVELS.index(self.level), _SEVERITIES.index(self.severity))
        return (*grave, _OUTCOMES.index(self.outcome), self.rule, self.urn, self.about, self.message, self.fix)


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One check's whole result: `capture`, whose positions `places` knows, priced, and judged by `rules`."""

    capture: Capture
    estimate: Estimate
    report: Report
    places: Places
    rules: Sequence[Rule] = RULES

    @property
    def title(self) -> str:
        """`project/stack`."""
        return printable(f"{self.capture.project}/{self.capture.stack}")

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The verdicts, gravest first. Made when asked for: the JSON document, which is timed, has no use for them."""
        resources, rules = self.capture.by_urn(), {rule.name: rule for rule in self.rules}
        found = (self._finding(judged, resources.get(judged.verdict.urn), rules) for judged in self.report.verdicts)
        return tuple(sorted(found, key=lambda it: it.weight))

    def at(self, level: Level) -> list[Finding]:
        """The findings of one level, gravest first."""
        return [finding for finding in self.findings if finding.level is level]

    def told(self, level: Level) -> list[Finding]:
        """The findings of one level as a person reads them: what one rule says of several resources in the same words is one, with a
        list of them. Counts, waivers and bases go by resource all the same, and so do SARIF and JUnit, whose readers follow each
        resource from run to run."""
        alike: dict[tuple[object, ...], list[Finding]] = {}
        for it in self.at(level):
            alike.setdefault((it.rule, it.outcome, it.about, it.message, it.fix, it.suppression), []).append(it)
        return [replace(first, others=tuple(others)) for first, *others in alike.values()]

    def _finding(self, judged: Judged, resource: Resource | None, rules: Mapping[str, Rule]) -> Finding:
        verdict, rule = judged.verdict, rules.get(judged.verdict.rule)
        return Finding(
            rule=printable(verdict.rule),
            severity=None if rule is None else rule.severity,
            outcome=verdict.outcome,
            enforcement=judged.enforcement,
            blocks=judged.blocks,
            urn=printable(verdict.urn),
            resource=self.title if resource is None else printable(f"{short_type(resource.type)} {resource.name}"),
            place=self.places.of(None if resource is None else resource.source),
            about=printable(verdict.property),
            message=printable(verdict.message),
            fix=printable(verdict.fix),
            suppression=printable(judged.suppression),
        )
