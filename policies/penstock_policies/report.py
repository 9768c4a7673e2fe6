"""All rules over all facts: each verdict with how it is enforced, and whether the program may go up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Final

from penstock.cost import Estimate, estimate
from penstock.problem import Problem
from penstock.resources.facts import FactSet
from penstock_policies.suppressions.waivers import Waiver, Waivers

from .rule import YEAR, Enforcement, Outcome, Rule, Verdict
from .rules import RULES
from .settings import Settings

_PLACE: Final = attrgetter(*(f"verdict.{it.name}" for it in fields(Verdict)))
"""The order of a verdict, as a tuple once for each: a dataclass makes two for each comparison."""

_BROKEN: Final = (Outcome.FAIL, Outcome.UNDETERMINED)
"""No set: the hash of an enumeration's member is no code in C."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, how its rule is enforced here, and whether it stops the deployment.

    Attributes:
        waiver: what it is waived by; then it does not block.
        known: whether the base of the change has it too; then it does not block.
    """

    verdict: Verdict
    enforcement: Enforcement
    blocks: bool
    waiver: Waiver | None = None
    known: bool = False

    @property
    def suppression(self) -> str:
        """Why it does not block although it is broken, for people; empty when nothing suppresses it."""
        if self.waiver is not None:
            return str(self.waiver)
        return "known: the base has it too, and it got no dearer" if self.known else ""


@dataclass(frozen=True, slots=True)
class Report:
    """Every verdict of every enabled rule, sorted by resource, rule and property: the same whatever the order of registration.

    `problems`: what is to be told of waivers that waive nothing.
    """

    verdicts: tuple[Judged, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether anything stops the deployment."""
        return any(judged.blocks for judged in self.verdicts)

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many verdicts of each outcome; 0 where there is none."""
        found = Counter(judged.verdict.outcome for judged in self.verdicts)
        return {outcome: found[outcome] for outcome in Outcome}


def evaluate(
    facts: FactSet,
    settings: Settings | None = None,
    *,
    rules: Sequence[Rule] = RULES,
    month: Estimate | None = None,
) -> Report:
    """Judges `facts` by `rules`. A mandatory rule stops the deployment by what fails and, unless it is told to be
    `undetermined: advisory`, by what it cannot determine.

    `month`: what the facts cost, for the rules that ask; None: one of the catalog's own prices is made when the first asks.
    """
    settings = settings or Settings()

    @cache
    def estimated() -> Estimate:
        return estimate(facts, year=YEAR) if month is None else month

    judged = [it for rule in rules for it in _judged(rule, facts, settings, estimated)]
    return Report(tuple(sorted(judged, key=_PLACE)))


def _judged(rule: Rule, facts: FactSet, settings: Settings, month: Callable[[], Estimate]) -> Iterable[Judged]:
    chosen = settings.of(rule)
    if chosen.enforcement is Enforcement.DISABLED:
        return
    mandatory = chosen.enforcement is not Enforcement.ADVISORY
    stopping = _BROKEN if chosen.undetermined_blocks else (Outcome.FAIL,)
    for verdict in set(rule.judge(facts, chosen.config, month)):
        yield Judged(verdict, chosen.enforcement, mandatory and verdict.outcome in stopping)


def with_others(report: Report, judged: Iterable[Judged]) -> Report:
    """`report` and the verdicts of other packs, in one order."""
    return replace(report, verdicts=tuple(sorted((*report.verdicts, *judged), key=_PLACE)))


def waived(report: Report, waivers: Waivers, costs: Mapping[str, Decimal]) -> Report:
    """`report`, in which what a waiver holds for does not block, with the problems of the waivers that waive nothing.
    `costs`: URN -> USD of the expected month, without what is unpriced."""
    broken = [judged.verdict for judged in report.verdicts if judged.verdict.outcome in _BROKEN]
    names = {rule.name for rule in RULES}
    return Report(
        verdicts=tuple(_waived(judged, waivers, costs) for judged in report.verdicts),
        problems=(*report.problems, *waivers.problems, *waivers.unneeded(broken, costs, names)),
    )


def _waived(judged: Judged, waivers: Waivers, costs: Mapping[str, Decimal]) -> Judged:
    if judged.verdict.outcome not in _BROKEN:
        return judged
    waiver = waivers.of(judged.verdict, costs.get(judged.verdict.urn))
    return judged if waiver is None else replace(judged, blocks=False, waiver=waiver)
