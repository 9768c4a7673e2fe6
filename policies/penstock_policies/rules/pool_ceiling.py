"""pool-ceiling: a pool at its largest is no more than the purpose may cost.

Blocks a group whose highest maximum, times the on-demand price of its dearest type, is more an hour than the limit for its
purpose. A maximum is what a loop that submits jobs, or a typing error, really buys: 100 nodes of 8 A100 cost 2,200 $ an hour.
The on-demand price counts for spot too, as in oversized-instance. A schedule's maximum counts like the group's. Where the limit is told in
cores, memory or accelerators (Karpenter, AWS Batch, node auto-provisioning), the dearest machines that fit in it count.
Allows single machines, whose size oversized-instance judges.
To fix: lower the maximum, or choose a smaller type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final

from penstock.catalog import InstanceType
from penstock.cost.machines.filling import Candidate, dearest_filling, hourly
from penstock.resources.facts import FactSet, Node
from penstock.resources.machines.candidates import fitting_types, machine, unsure
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock_policies.judging import (
    PURPOSE_KEYS,
    Price,
    Stated,
    billed_price,
    choice_price,
    each_node,
    limit_for,
    price,
    purpose_words,
    shown,
)
from penstock_policies.rule import Config, Outcome, Rule, Severity, Verdict
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
    most = Decimal(str(limit))
    words = f"limit for {purpose_words(purpose)}: {limit:g} $/h at the maximum"
    largest = _largest(node)
    if largest == 0:
        return verdict(Outcome.PASS, "no node at its largest")
    candidates = _candidates(node)
    prices = [cost for _, cost in candidates]
    if node.billed:
        own = billed_price(node)
        prices = [] if own is None else [own]
    if isinstance(largest, Unknown) or not prices:
        unbounded = isinstance(largest, Unknown)
        why = (
            "its maximum is not known before the deployment"
            if unbounded
            else f"at most {largest} nodes of a price that is not known: {_looked_for(node)}"
        )
        fix = said(PLAIN_MAXIMUM, node) if unbounded else "list instance types that the catalog has a price of"
        return verdict(Outcome.UNDETERMINED, f"{why}; {words}", fix)
    if node.rooms and not node.billed:
        return _by_rooms(node, candidates, most, words, verdict)
    dearest = max(prices, key=lambda it: it.high)
    low, high = largest * dearest.low, largest * dearest.high
    message = f"at most {largest} nodes of {dearest} are {high:,.2f} $/h; {words}"
    if high <= most:
        return verdict(Outcome.PASS, message)
    fits = int(most / dearest.high)
    fix = f"set the maximum to {fits} or less" if fits else "choose a smaller instance type"
    sure = low > most and _certain(node)
    return verdict(Outcome.FAIL if sure else Outcome.UNDETERMINED, message, fix)


def _by_rooms(
    node: Node,
    candidates: Sequence[tuple[InstanceType, Price]],
    most: Decimal,
    words: str,
    verdict: Callable[[Outcome, str, str], Verdict],
) -> Verdict:
    """A limit in cores, memory or accelerators: the dearest machines that fit in it."""
    filling = dearest_filling([Candidate(kind, cost.high) for kind, cost in candidates], node.rooms)
    surely = dearest_filling([Candidate(kind, cost.low) for kind, cost in candidates], node.rooms)
    if filling is None or surely is None:
        message = f"its limit bounds not every type that may come; {words}"
        return verdict(Outcome.UNDETERMINED, message, "limit the cores that it may have")
    machines = " and ".join(f"{count} x {it.kind.name}" for count, it in filling[:2]) or "no machine"
    more = " and more" if len(filling) > len(filling[:2]) else ""
    message = f"within its limit at most {machines}{more} are {hourly(filling):,.2f} $/h; {words}"
    if hourly(filling) <= most:
        return verdict(Outcome.PASS, message, "")
    sure = hourly(surely) > most and _certain(node)
    return verdict(Outcome.FAIL if sure else Outcome.UNDETERMINED, message, "lower the limit, or allow smaller types")


def _looked_for(node: Node) -> str:
    """Of which types and where, and what was looked for."""
    names = dict.fromkeys(shown(name) for it in node.choices if isinstance(name := it.instance_type, str))
    few = f"{', '.join([*names][:3])}{f' and {len(names) - 3} more' if len(names) > 3 else ''}"
    place = node.region if isinstance(node.region, str) else "a region that is not known"
    if not names:
        return f"no instance type is known, in {place}"
    return f"no on-demand price of {few}, with what is attached, in {place} or any other region"


def _certain(node: Node) -> bool:
    """Whether all that may come is what the program means to let in."""
    return all(it.bounded and not unsure(it) for it in node.selections)


def _largest(node: Node) -> Maybe[int]:
    """The highest maximum, of the group and of its schedule; not known where that is in units of which a node may be several."""
    if node.units is not None and any(change.maximum is not None for change in node.schedule):
        return UNKNOWN
    found = [node.maximum, *(change.maximum for change in node.schedule if change.maximum is not None)]
    known = [it for it in found if isinstance(it, int)]
    return max(known) if len(known) == len(found) else found[[isinstance(it, int) for it in found].index(False)]


def _candidates(node: Node) -> Sequence[tuple[InstanceType, Price]]:
    """Every machine that may come with its price; none when one of them has none, or what may come is not known."""
    found: list[tuple[InstanceType, Price | None]] = []
    for selection in node.selections:
        kinds = fitting_types(selection, node.cloud, node.region)
        if not kinds:
            return ()
        found += [(kind, price(kind, node.region)) for kind in kinds]
    for choice in node.choices:
        kind = machine(node.cloud, choice)
        if kind is None or isinstance(kind, Unknown):
            return ()
        found.append((kind, choice_price(kind, choice, node.region)))
    known = [(kind, cost.with_licence(kind, node.licence)) for kind, cost in found if cost is not None]
    unread = node.requirements and not node.selections
    return () if unread or len(known) < len(found) else known


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
