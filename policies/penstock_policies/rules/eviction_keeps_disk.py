"""eviction-keeps-disk: a spot node that is taken away leaves nothing that bills.

Blocks spot nodes that the cloud only stops when it takes them back, and disks of spot nodes that outlive them. A stopped node
costs nothing for its GPU and all of its disks, counts against the quota, and a busy week leaves dozens. It is the default on
Azure (`evictionPolicy`: Deallocate) and on Google Cloud (`instanceTerminationAction`: STOP); on AWS somebody wrote
`instanceInterruptionBehavior` or `deleteOnTermination`.
Allows on-demand nodes, and a purpose that is left out of `purposes`, such as development, where a disk is somebody's desk.
To fix: delete the node, with its disks, on eviction.
At `remediate` exactly that is written into what says itself that it is spot. A template of disks that leaves the choice to who
launches from it stays as it is; so does a disk that existed before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.change import Change
from penstock.resources.facts import Capacity, DiskShape, FactSet, Node
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.resources.remedies import deleted_with_node
from penstock_policies.judging import PURPOSE_KEYS, Stated, any_of, each_node, purpose_key, purpose_words, purposes
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import LEAVE_NO_DISK, said

NAME: Final = "eviction-keeps-disk"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each resource that starts machines."""
    return each_node(facts, config, lambda node, purpose: _judge(node, purpose, config))


def _judge(node: Node, purpose: Stated, config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(node.urn, NAME, "", outcome, message, fix)

    if purpose_key(purpose) not in config["purposes"]:
        return verdict(Outcome.NOT_APPLICABLE, f"not asked of {purpose_words(purpose)}")
    capacity = node.capacity
    if capacity is None or capacity.spot_percent == 0:
        return verdict(Outcome.NOT_APPLICABLE, "not spot")
    disks = node.disks or (node.template.disks if node.template is not None else ())
    kept = _kept(capacity, disks)
    if kept is False:
        return verdict(Outcome.PASS, "it goes with its disks when it is reclaimed")
    limit = "limit for spot: nothing is left that bills"
    if isinstance(kept, Unknown) or isinstance(capacity.spot_percent, Unknown):
        message = f"whether a reclaimed node leaves its disks is not known before the deployment; {limit}"
        return verdict(Outcome.UNDETERMINED, message, said(LEAVE_NO_DISK, node))
    left = "is only stopped, and its disks bill on" if capacity.kept_when_reclaimed is True else "leaves its disks"
    return verdict(Outcome.FAIL, f"a reclaimed node {left}; {limit}", said(LEAVE_NO_DISK, node))


def _kept(capacity: Capacity, disks: Iterable[DiskShape]) -> Maybe[bool]:
    outlive = any_of(UNKNOWN if isinstance(it.delete_with_node, Unknown) else not it.delete_with_node for it in disks)
    return any_of([capacity.kept_when_reclaimed, outlive])


def remediate(resource: Resource, facts: FactSet, config: Config) -> Iterable[Change]:
    """Deletion on eviction, where the resource is surely spot, for a purpose that the rule asks, and leaves something."""
    for it in (*facts.nodes, *facts.templates):
        spot = it.capacity is not None and it.capacity.spot_percent not in (0, UNKNOWN)
        asked = all(purpose_key(purpose) in config["purposes"] for purpose in purposes(it, facts, config))
        if spot and asked and it.capacity is not None and _kept(it.capacity, it.disks) is True:
            return deleted_with_node(resource)
    return ()


RULE: Final = Rule(
    name=NAME,
    title="A reclaimed spot node leaves no disk",
    description="Spot nodes are deleted with their disks when the cloud takes them back.",
    remediation="Set the eviction policy to delete, and delete disks with the node.",
    severity=Severity.MEDIUM,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
    remediate=remediate,
    config_schema={
        "purposes": {
            "type": "array",
            "items": {"type": "string", "enum": [*PURPOSE_KEYS]},
            "default": [*PURPOSE_KEYS],
            "description": "Purposes (or `unstated`) whose spot nodes may leave no disk.",
        }
    },
)
