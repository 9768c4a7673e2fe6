"""All rules over all facts: each verdict with how it is enforced, and whether the program may go up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from penstock.resources.facts import FactSet

from .rule import Enforcement, Outcome, Rule, Verdict
from .rules import RULES
from .settings import Settings


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, how its rule is enforced here, and whether it stops the deployment."""

    verdict: Verdict
    enforcement: Enforcement
    blocks: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Every verdict of every enabled rule, sorted by resource, rule and property: the same whatever the order of registration."""

    verdicts: tuple[Judged, ...]

    @property
    def blocked(self) -> bool:
        """Whether anything stops the deployment."""
        return any(judged.blocks for judged in self.verdicts)

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many verdicts of each outcome; 0 where there is none."""
        found = Counter(judged.verdict.outcome for judged in self.verdicts)
        return {outcome: found[outcome] for outcome in Outcome}


def evaluate(facts: FactSet, settings: Settings | None = None, *, rules: Sequence[Rule] = RULES) -> Report:
    """Judges `facts` by `rules`. A mandatory rule stops the deployment by what fails and, unless it is told to be
    `undetermined: advisory`, by what it cannot determine."""
    settings = settings or Settings()
    judged = [it for rule in rules for it in _judged(rule, facts, settings)]
    return Report(tuple(sorted(judged, key=lambda it: it.verdict)))


def _judged(rule: Rule, facts: FactSet, settings: Settings) -> Iterable[Judged]:
    chosen = settings.of(rule)
    if chosen.enforcement is Enforcement.DISABLED:
        return
    mandatory = chosen.enforcement is not Enforcement.ADVISORY
    stopping = {Outcome.FAIL, Outcome.UNDETERMINED} if chosen.undetermined_blocks else {Outcome.FAIL}
    for verdict in set(rule.check(facts, chosen.config)):
        yield Judged(verdict, chosen.enforcement, mandatory and verdict.outcome in stopping)
