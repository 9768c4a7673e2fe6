"""pool-ceiling: a pool at its largest is no more than the purpose may cost.

Blocks a group whose highest maximum, times the on-demand price of its dearest type, is more an hour than the limit for its
purpose. A maximum is what a loop that submits jobs, or a typing error, really buys: 100 nodes of 8 A100 cost 2,200 $ an hour.
The on-demand price counts for spot too, as in oversized-instance. A schedule's maximum counts like the group's.
Allows single machines, whose size oversized-instance judges.
To fix: lower the maximum, or choose a smaller type.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from penstock.resources.facts import FactSet, Node
from penstock.resources.values import Maybe, Unknown
from penstock_policies.judging import (
    PURPOSE_KEYS,
    Price,
    Stated,
    billed_price,
    choice_price,
    each_node,
    limit_for,
    machine,
    price,
    purpose_words,
)
from penstock_policies.rule import Config, Outcome, Rule, Severity, Verdict
from penstock_policies.selecting import fitting_types, unsure
from penstock_policies.wording import LARGEST_INPUT, PLAIN_MAXIMUM, said

NAME: Final = "pool-ceiling"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each group."""
    return each_node(facts, config, lambda node, purpose: _judge(node, purpose, config))


def _judge(node: Node, purpose: Stated, config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(node.urn, NAME, said(LARGEST_INPUT, node), outcome, message, fix)

    limit = limit_for(config["limits_hourly_usd"], purpose)
    if limit is None:
        return verdict(Outcome.NOT_APPLICABLE, f"no limit for {purpose_words(purpose)}")
    if node.kind != "group":
        return verdict(Outcome.NOT_APPLICABLE, "a single machine has no maximum")
    if not node.choices and not node.requirements and not node.template_unresolved:
        return verdict(Outcome.NOT_APPLICABLE, "its launch template names the instance types")
    largest = _largest(node)
    if largest == 0:
        return verdict(Outcome.PASS, "no node at its largest")
    most = Decimal(str(limit))
    words = f"limit for {purpose_words(purpose)}: {limit:g} $/h at the maximum"
    if isinstance(largest, Unknown):
        message = f"its maximum is not known before the deployment; {words}"
        return verdict(Outcome.UNDETERMINED, message, said(PLAIN_MAXIMUM, node))
    dearest = _dearest(node)
    if dearest is None:
        message = f"at most {largest} nodes of a price that is not known; {words}"
        return verdict(Outcome.UNDETERMINED, message, "list instance types that the catalog has a price of")
    low, high = largest * dearest.low, largest * dearest.high
    message = f"at most {largest} nodes of {dearest} are {low:,.2f} $/h; {words}"
    if high <= most:
        return verdict(Outcome.PASS, message)
    fits = int(most / dearest.low) if dearest.low else largest
    fix = f"set the maximum to {fits} or less" if fits else "choose a smaller instance type"
    return verdict(Outcome.FAIL if low > most else Outcome.UNDETERMINED, message, fix)


def _largest(node: Node) -> Maybe[int]:
    """The highest maximum, of the group and of its schedule."""
    found = [node.maximum, *(change.maximum for change in node.schedule if change.maximum is not None)]
    known = [it for it in found if isinstance(it, int)]
    return max(known) if len(known) == len(found) else found[[isinstance(it, int) for it in found].index(False)]


def _dearest(node: Node) -> Price | None:
    """The price of the dearest type that may come; None when one of them has none."""
    if node.billed:
        return billed_price(node)
    prices: list[Price] = []
    for selection in node.selections:
        found = [price(kind, node.region) for kind in fitting_types(selection, node.cloud)]
        known = [cost for cost in found if cost is not None]
        if unsure(selection) or not selection.bounded or not known or len(known) < len(found):
            return None
        prices += known
    for choice in node.choices:
        kind = machine(node.cloud, choice)
        cost = None if kind is None or isinstance(kind, Unknown) else choice_price(kind, choice, node.region)
        if cost is None:
            return None
        prices.append(cost)
    unread = node.requirements and not node.selections
    return None if unread or not prices else max(prices, key=lambda it: it.high)


RULE: Final = Rule(
    name=NAME,
    title="A pool at its largest is affordable",
    description="The highest number of nodes times the price of the dearest type is limited by the environment's purpose.",
    remediation="Lower the maximum, or choose a smaller type.",
    severity=Severity.HIGH,
    scope="stack",
    check=check,
    config_schema={
        "limits_hourly_usd": {
            "type": "object",
            "propertyNames": {"enum": [*PURPOSE_KEYS]},
            "additionalProperties": {"type": "number", "minimum": 0},
            "default": {"unstated": 20, "development": 20, "evaluation": 100, "inference": 200, "training": 500},
            "description": "Purpose (or `unstated`) -> on-demand USD an hour of a group at its maximum; a purpose without one is not judged.",
        }
    },
)
