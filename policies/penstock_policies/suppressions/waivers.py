"""Waivers: what may break a rule for a while, who answers for it, and until when.

    waivers:
      - rule: oversized-instance          # `<pack>/<policy>` for a rule of another pack
        urn: "*::recommender::*::trainer" # * and ? match any text and any character
        owner: vision
        reason: the base model is trained once more
        ticket: ML-1234
        expires: 2026-10-01               # the last day (UTC) on which it holds, at most 90 days ahead
        max_monthly_usd: 20000            # may be left out

A waived verdict stays in the report, and does not block. With `max_monthly_usd` the waiver holds only while the expected month of
the resource costs no more; a resource whose cost is not known is over any cap. What is malformed, has expired or matches
nothing waives nothing, and is told: a waiver that nobody needs any more would hide the next mistake.

`waivers_file` reads it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Final

from penstock.cost import Estimate
from penstock.problem import Problem, nearest
from penstock_policies.rule import Verdict

LONGEST: Final = timedelta(days=90)
"""How far ahead a waiver may expire: who still needs it then says so again."""

FILE: Final = "waivers.yaml"

CAP: Final = "max_monthly_usd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One valid waiver.

    Attributes:
        urn: pattern of the URNs of the resources, `*` and `?`.
        expires: the last day on which it holds, UTC.
        max_monthly_usd: the most that the resource's expected month may cost; None: any sum.
        where: file and line.
    """

    rule: str
    urn: str
    owner: str
    reason: str
    ticket: str
    expires: date
    max_monthly_usd: Decimal | None = None
    where: str = ""

    def matches(self, verdict: Verdict) -> bool:
        """Whether it is about that rule and resource."""
        return verdict.rule == self.rule and (verdict.urn == self.urn or fnmatchcase(verdict.urn, self.urn))

    def affords(self, monthly: Decimal | None) -> bool:
        """Whether a resource of that expected month, in USD, is within the cap; None, not known, is over any."""
        return self.max_monthly_usd is None or (monthly is not None and monthly <= self.max_monthly_usd)

    def __str__(self) -> str:
        return f"waived until {self.expires} by {self.owner} ({self.ticket}): {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waivers:
    """What one file holds on one day: `valid` waivers, and the `problems` of the others."""

    valid: tuple[Waiver, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, verdict: Verdict, monthly: Decimal | None) -> Waiver | None:
        """The waiver that holds for a verdict about a resource of that expected month; the one that lasts longest."""
        holding = (it for it in self.valid if it.matches(verdict) and it.affords(monthly))
        return max(holding, key=lambda it: (it.expires, it.where), default=None)

    @property
    def with_cap(self) -> bool:
        """Whether any holds up to a sum only."""
        return any(it.max_monthly_usd is not None for it in self.valid)

    def capped(self, verdict: Verdict) -> bool:
        """Whether a waiver matches that holds up to a sum only: it takes the whole stack to know what a resource costs."""
        return any(it.max_monthly_usd is not None and it.matches(verdict) for it in self.valid)

    def unneeded(
        self, broken: Iterable[Verdict], costs: Mapping[str, Decimal], rules: Collection[str]
    ) -> Iterator[Problem]:
        """What is to be told of valid waivers that waive none of the `broken` verdicts.

        Args:
            broken: the verdicts that fail or cannot be determined, waived or not.
            costs: as `expected_costs` gives them.
            rules: names of all rules, also of those that are disabled.
        """
        verdicts = list(broken)
        for waiver in self.valid:
            matched = [verdict for verdict in verdicts if waiver.matches(verdict)]
            over = sorted({it.urn for it in matched if not waiver.affords(costs.get(it.urn))})
            for urn in over:
                cost = costs.get(urn)
                what = "a month of an unknown cost" if cost is None else f"an expected month of {cost:,.2f} USD"
                yield Problem(
                    waiver.where,
                    f"does not hold for {urn}: {what} is over its {CAP} of {waiver.max_monthly_usd:,}",
                    "make the resource cheaper, or agree on another sum with its owner",
                )
            if not matched:
                yield _unmatched(waiver, rules)


NONE: Final = Waivers()
"""Nothing is waived."""


def _unmatched(waiver: Waiver, rules: Collection[str]) -> Problem:
    if waiver.rule not in rules and "/" not in waiver.rule:
        close = nearest(waiver.rule, rules)
        fix = f"did you mean {close}?" if close else f"write one of {', '.join(sorted(rules))}"
        return Problem(waiver.where, f"waives nothing: there is no rule {waiver.rule!r}", fix)
    what = f"waives nothing: {waiver.rule} is broken by no resource with a URN like {waiver.urn!r}"
    return Problem(waiver.where, what, "correct its urn, or delete it")


def expected_costs(estimate: Estimate) -> dict[str, Decimal]:
    """URN -> USD of its expected month. Not in it: what is unpriced, or has no line of its own. What is billed by use that
    nobody declares is in no sum."""
    found: dict[str, Decimal] = {}
    for resource in estimate.resources:
        if resource.components and resource.urn not in estimate.unpriced:
            found[resource.urn] = found.get(resource.urn, Decimal(0)) + resource.monthly.expected
    return found
