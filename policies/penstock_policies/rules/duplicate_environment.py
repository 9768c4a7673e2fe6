"""duplicate-environment: the same thing is not declared twice.

Reports groups of GPU nodes that are alike in all that they cost: place, instance types, how they are bought, size, hours,
purpose, owner and cost centre. A copied file with another name is the usual way to get two: both ceilings count, and each pool
waits for its own nodes while the other's are idle.
Allows groups that differ in any of that, such as a pool and its fallback. It is advisory by default, because one group for
each zone is a way to build a cluster.
To fix: make it one group with a larger maximum, or remove the copy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Final

from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.values import UNKNOWN, Maybe
from penstock.terms import Tag
from penstock_policies.judging import has_gpu, resource_name
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict

NAME: Final = "duplicate-environment"

_TAGS: Final = (Tag.PURPOSE, Tag.OWNER, Tag.COST_CENTER)


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:  # noqa: ARG001 - it has nothing to be told
    """One verdict for each group."""
    groups = [node for node in facts.nodes if node.kind == "group"]
    judged = {node.urn: node for node in groups if has_gpu(node) is not False}
    looks = {urn: _look(node) for urn, node in judged.items()}
    alike: dict[Hashable, list[str]] = {}
    for urn, look in looks.items():
        alike.setdefault(look, []).append(urn)
    clouds = Counter(node.cloud for node in judged.values())
    for node in groups:
        if node.urn not in judged:
            yield Verdict(node.urn, NAME, "", Outcome.NOT_APPLICABLE, "no accelerators")
        elif looks[node.urn] is UNKNOWN:
            yield _unsure(node, alone=clouds[node.cloud] == 1)
        else:
            yield _judge(node, alike[looks[node.urn]])


def _judge(node: Node, alike: Sequence[str]) -> Verdict:
    if len(alike) == 1:
        return Verdict(node.urn, NAME, "", Outcome.PASS, "no other group is like it")
    twin = next(urn for urn in alike if urn != node.urn)
    others = "" if len(alike) == 2 else f" and {len(alike) - 2} more"
    message = (
        f"is {resource_name(twin)}{others} once more: place, types, size, hours, purpose and owner are the same; "
        "limit: one of a kind"
    )
    return Verdict(
        node.urn, NAME, "", Outcome.FAIL, message, "make them one group with a larger maximum, or remove one"
    )


def _unsure(node: Node, *, alone: bool) -> Verdict:
    if alone:
        return Verdict(node.urn, NAME, "", Outcome.PASS, f"the only group of {node.cloud} in its program")
    message = "may be another group once more: not all of it is known before the deployment; limit: one of a kind"
    return Verdict(node.urn, NAME, "", Outcome.UNDETERMINED, message, "write its types, sizes and tags as plain values")


def _look(node: Node) -> Maybe[Hashable]:
    """All that makes a group what it is, its names left out; `UNKNOWN` when any of it is, or when types have no names."""
    types = frozenset((choice.instance_type, choice.accelerator, choice.accelerator_count) for choice in node.choices)
    bought = node.capacity and (node.capacity.on_demand_base, node.capacity.spot_percent)
    sizes = (node.minimum, node.desired, node.maximum)
    tags = tuple(node.tags.get(key) for key in _TAGS)
    hours = frozenset((it.recurrence, it.timezone, it.minimum, it.desired, it.maximum) for it in node.schedule)
    flat = (node.region, *sizes, *tags, *(bought or ()), *(part for item in (*types, *hours) for part in item))
    if node.requirements or not types or UNKNOWN in flat:
        return UNKNOWN
    return (node.cloud, node.service, node.region, types, bought, sizes, tags, hours)


RULE: Final = Rule(
    name=NAME,
    title="No group is another once more",
    description="Groups of GPU nodes differ in place, types, size, hours, purpose or owner.",
    remediation="Make them one group with a larger maximum, or remove the copy.",
    severity=Severity.LOW,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
)
