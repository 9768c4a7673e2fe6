"""stack-budget: what a stack costs in a month is within the budget of its purpose.

Blocks a stack whose estimate is above a limit: the expected month (schedules and desired sizes) or the ceiling (everything at
its maximum). Each pool may be within its own limit while ten of them together are not.
Resources are added up by the purpose that they state, so each purpose of a mixed stack has its own budget; one whose purpose is
not known before the deployment counts as stating none. The verdict is on the dearest resource of the sum. The sums are those
of the estimate that `penstock check` shows: an average month of the year, by whose working days a schedule is counted.
What has no price counts at what it is never above: spot at the on-demand price, a machine at a multiple of its dearest price of any
region or, without accelerators, at what its size lets it cost, a disk by its GiB, a database or a cache by the machine in its name,
a unit of a service by what such a unit costs at most. What is over the limit only by such bounds, or has none (units of a model, a
type that nobody knows and that names accelerators or large machines), leaves the sum undetermined.
Allows what is billed by use that no program declares: unpriced-resource and the estimate name it.
To fix: lower a maximum, a schedule or a size, or state the purpose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from penstock.cost import Estimate, Range, ResourceCost
from penstock.resources.facts import Fact, FactSet
from penstock_policies.judging import (
    PURPOSE_KEYS,
    Stated,
    limit_for,
    purpose_key,
    purpose_words,
    purposes,
    resource_name,
)
from penstock_policies.rule import Config, OnEstimate, Outcome, Rule, Severity, Verdict

NAME: Final = "stack-budget"


@OnEstimate
def check(facts: FactSet, config: Config, estimate: Estimate) -> Iterable[Verdict]:
    """One verdict for each purpose that resources with a price state."""
    every: Sequence[Fact] = (
        *(*facts.nodes, *facts.buckets, *facts.charges),
        *(*facts.transfers, *facts.paths, *facts.volumes, *facts.snapshots, *facts.unread),
    )
    stated = {fact.urn: purposes(fact, facts, config)[0] for fact in every}
    sums: dict[str, list[ResourceCost]] = {}
    for cost in estimate.resources:
        sums.setdefault(purpose_key(stated.get(cost.urn)), []).append(cost)
    return [_judge(costs, _said(costs, stated), config) for costs in sums.values()]


def _said(costs: Sequence[ResourceCost], stated: Mapping[str, Stated]) -> Stated:
    """The purpose that all of them state; of those that state none, the first that is misspelt, so that it is told."""
    found = [stated.get(cost.urn) for cost in costs]
    return next((purpose for purpose in found if purpose is not None), None)


def _judge(costs: Sequence[ResourceCost], purpose: Stated, config: Config) -> Verdict:
    total = sum((cost.monthly_at_most for cost in costs), Range.of(Decimal(0)))
    dearest = max(costs, key=lambda cost: (cost.monthly_at_most.ceiling, cost.urn))
    priced = sum((cost.monthly for cost in costs), Range.of(Decimal(0)))
    unknown = sorted({resource_name(cost.urn) for cost in costs if cost.unbounded})
    bounded = [cost for cost in costs if cost.monthly_at_most.ceiling > cost.monthly.ceiling]
    limits = (
        ("expected", total.expected, priced.expected, limit_for(config["expected_monthly_usd"], purpose)),
        ("at most", total.ceiling, priced.ceiling, limit_for(config["ceiling_monthly_usd"], purpose)),
    )
    judged = [(words, usd, sure, Decimal(str(limit))) for words, usd, sure, limit in limits if limit is not None]
    if not judged:
        return Verdict(dearest.urn, NAME, "", Outcome.NOT_APPLICABLE, f"no limit for {purpose_words(purpose)}")
    of = f"limit for {purpose_words(purpose)}: {', '.join(f'{words} {limit:,.0f} $' for words, _, _, limit in judged)}"
    message = f"{'; '.join(f'{words} {usd:,.0f} $ a month' for words, usd, _, _ in judged)}; {of}"
    fix = f"lower the maximum or the schedule of the dearest, {resource_name(dearest.urn)}"
    if any(sure > limit for _, _, sure, limit in judged):
        dearest = max(costs, key=lambda cost: (cost.monthly.ceiling, cost.urn))
        message = f"{'; '.join(f'{words} {sure:,.0f} $ a month' for words, _, sure, _ in judged)}; {of}"
        fix = f"lower the maximum or the schedule of the dearest, {resource_name(dearest.urn)}"
        return Verdict(dearest.urn, NAME, "", Outcome.FAIL, message, fix)
    if unknown:
        message = f"{', '.join(unknown)} without a price; {message}"
        fix = "write the instance types and sizes of pools as plain values; what has no list price here, waive with a monthly cost cap"
        return Verdict(dearest.urn, NAME, "", Outcome.UNDETERMINED, message, fix)
    if any(usd > limit for _, usd, _, limit in judged):
        message = f"{_named(bounded)} without a price, counted at the most that it may cost; {message}"
        fix = f"{fix}, or waive it with a monthly cost cap"
        return Verdict(dearest.urn, NAME, "", Outcome.UNDETERMINED, message, fix)
    return Verdict(dearest.urn, NAME, "", Outcome.PASS, message)


_MOST_NAMES: Final = 3


def _named(costs: Sequence[ResourceCost]) -> str:
    """The dearest of them."""
    found = dict.fromkeys(
        resource_name(cost.urn) for cost in sorted(costs, key=lambda it: (-it.monthly_at_most.ceiling, it.urn))
    )
    names = list(found)
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return f"{', '.join(names[:_MOST_NAMES])}{more}"


def _monthly(default: dict[str, int], what: str) -> dict[str, object]:
    return {
        "type": "object",
        "propertyNames": {"enum": [*PURPOSE_KEYS]},
        "additionalProperties": {"type": "number", "minimum": 0},
        "default": default,
        "description": f"Purpose (or `unstated`) -> USD of {what}; a purpose without one is not judged.",
    }


RULE: Final = Rule(
    name=NAME,
    title="A stack is within the budget of its purpose",
    description="What the resources of a purpose cost in a month, expected and at most, is limited.",
    remediation="Lower maximum sizes or schedules, or state the purpose.",
    severity=Severity.HIGH,
    scope="stack",
    check=check,
    config_schema={
        "expected_monthly_usd": _monthly(
            {"unstated": 2000, "development": 2000, "evaluation": 10000, "inference": 20000, "training": 30000},
            "an expected month",
        ),
        "ceiling_monthly_usd": _monthly(
            {"unstated": 5000, "development": 5000, "evaluation": 25000, "inference": 50000, "training": 100000},
            "a month with everything at its maximum",
        ),
    },
)
