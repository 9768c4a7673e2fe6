"""stack-budget: what a stack costs in a month is within the budget of its purpose.

Blocks a stack whose estimate is above a limit: the expected month (schedules and desired sizes) or the ceiling (everything at
its maximum). Each pool may be within its own limit while ten of them together are not.
Resources are added up by the purpose that they state, so each purpose of a mixed stack has its own budget; one whose purpose is
not known before the deployment counts as stating none. The verdict is on the dearest resource of the sum. The sums are those
of the estimate that `penstock check` shows: an average month of the year, by whose working days a schedule is counted.
What has no price is held to what it costs at most: spot to the on-demand price, a machine to the dearest price of its type in any
region or, without accelerators and without any price, to what its size lets it cost, a Windows machine to the Linux price and its
licence, a disk to its GiB, a database or a cache to the machine in its name, a unit of a service to what such a unit costs at most. The
message says how much of the sum that is. What is over the limit only by such bounds, or has none (units of a model, a type that nobody
knows and that names accelerators or large machines), leaves the sum undetermined.
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
    unknown = sorted({_named(cost) for cost in costs if cost.unbounded})
    bounded = [cost for cost in costs if cost.monthly_at_most.ceiling > cost.monthly.ceiling]
    limits = (
        ("expected", total.expected, priced.expected, limit_for(config["expected_monthly_usd"], purpose)),
        ("at most", total.ceiling, priced.ceiling, limit_for(config["ceiling_monthly_usd"], purpose)),
    )
    judged = [(words, usd, sure, Decimal(str(limit))) for words, usd, sure, limit in limits if limit is not None]
    if not judged:
        return Verdict(dearest.urn, NAME, "", Outcome.NOT_APPLICABLE, f"no limit for {purpose_words(purpose)}")
    of = f"limit for {purpose_words(purpose)}: {', '.join(f'{words} {limit:,.0f} $' for words, _, _, limit in judged)}"
    fix = f"lower the maximum or the schedule of the dearest, {resource_name(dearest.urn)}"
    if any(sure > limit for _, _, sure, limit in judged):
        dearest = max(costs, key=lambda cost: (cost.monthly.ceiling, cost.urn))
        more = unknown or sorted({resource_name(cost.urn) for cost in bounded})
        sums = "; ".join(
            f"{_AT_LEAST[words] if more else words} {_usd(sure)} a month"
            for words, _, sure, _ in judged
            if sure or not more
        )
        plus = f", plus {_few(more)}" if more else ""
        fix = f"lower the maximum or the schedule of the dearest, {resource_name(dearest.urn)}"
        return Verdict(dearest.urn, NAME, "", Outcome.FAIL, f"{sums}{plus}; {of}", fix)
    held = _held([cost for cost in bounded if not cost.unbounded])
    if unknown:
        plus = f"{_few(unknown)} without a price, nor one that it is held to{f'; {held}' if held else ''}"
        fix = "write the instance types and sizes of pools as plain values; what has no list price here, waive with a monthly cost cap"
        least = f"at least {_usd(priced.expected)} a month, plus " if priced.expected else ""
        return Verdict(dearest.urn, NAME, "", Outcome.UNDETERMINED, f"{least}{plus}; {of}", fix)
    sums = "; ".join(f"{words} {_usd(usd)} a month" for words, usd, _, _ in judged)
    if not total.ceiling and any(cost.why_unpriced or cost.undeclared for cost in costs):
        sums = "nothing but what is billed by use that no program declares"
    message = f"{sums}{f', of which {held}' if held else ''}; {of}"
    if any(usd > limit for _, usd, _, limit in judged):
        fix = f"{fix}, or waive it with a monthly cost cap"
        return Verdict(dearest.urn, NAME, "", Outcome.UNDETERMINED, message, fix)
    return Verdict(dearest.urn, NAME, "", Outcome.PASS, message)


def _named(cost: ResourceCost) -> str:
    """What has no bound, and how much of it: twice as much is another message, also to a baseline."""
    lines = [it for it in cost.components if it.unit_price is None and it.at_most is None]
    much = ", ".join(f"{it.monthly_quantity.ceiling:,.0f} {it.unit}s" for it in lines if it.monthly_quantity.ceiling)
    return f"{resource_name(cost.urn)}{f' ({much})' if much else ''}"


def _usd(amount: Decimal) -> str:
    """Whole dollars; what is little is not nothing."""
    return f"{amount:,.0f} $" if amount >= 1 or not amount else "less than 1 $"


_MOST_NAMES: Final = 3
_AT_LEAST: Final = {"expected": "expected at least", "at most": "at its largest at least"}
"""A sum in words, where something of it has no price."""


def _held(costs: Sequence[ResourceCost]) -> str:
    """What is in the sums and has no price, the dearest first: what it counts as, and at what it is held."""
    found: dict[str, Decimal] = {}
    for cost in costs:
        for line in cost.components:
            if line.unit_price is None and line.at_most is not None:
                name = line.bound or f"{resource_name(cost.urn)} without a price"
                found[name] = found.get(name, Decimal(0)) + line.at_most * line.monthly_quantity.ceiling
    dearest = sorted(found.items(), key=lambda it: (-it[1], it[0]))
    return _few([f"at most {_usd(usd)} is {name}" for name, usd in dearest if usd])


def _few(names: Sequence[str]) -> str:
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
