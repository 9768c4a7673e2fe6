"""cross-zone-chatter: nodes that work as one job are in one zone.

Blocks a group whose nodes talk to each other all the time, and may be in several zones. Each step of a training job over several
nodes sends all gradients to the others; between zones every GiB is billed in both directions, and the job waits for the way. EFA
does not reach another zone at all.
Allows several zones for nodes that work alone, which is what a spot pool wants; a group in a cluster placement group, which is in
one zone; and a group of one node.
To fix: put the group into one zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.values import Unknown
from penstock_policies.judging import per_gib
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import ONE_ZONE, said

NAME: Final = "cross-zone-chatter"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:  # noqa: ARG001 - a rule's shape
    """One verdict for each resource that starts machines."""
    return (_judge(node) for node in facts.nodes)


def _judge(node: Node) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(node.urn, NAME, "", outcome, message, fix)

    if node.maximum in (0, 1):
        return verdict(Outcome.NOT_APPLICABLE, "one node at most")
    if node.gang is False:
        return verdict(Outcome.NOT_APPLICABLE, "its nodes work alone")
    if node.several_zones is False:
        return verdict(Outcome.PASS, "its nodes are in one zone")
    fix = said(ONE_ZONE, node)
    if isinstance(node.gang, Unknown) or isinstance(node.several_zones, Unknown) or node.several_zones is None:
        message = (
            "whether its nodes talk to each other between zones is not known before the deployment; limit: one zone"
        )
        return verdict(Outcome.UNDETERMINED, message, fix)
    price = per_gib(node.cloud, node.region, "zone") if isinstance(node.region, str) else "an unpriced transfer"
    message = f"its nodes work as one job and may be in several zones: {price} each way; limit: one zone"
    return verdict(Outcome.FAIL, message, fix)


RULE: Final = Rule(
    name=NAME,
    title="Nodes of one job are in one zone",
    description="A group whose nodes talk to each other all the time is in one zone.",
    remediation="Put the group into one zone, best in a cluster placement group.",
    severity=Severity.MEDIUM,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
)
