"""eviction-keeps-disk: a spot node that is taken away leaves nothing that bills.

Blocks spot nodes that the cloud only stops when it takes them back, and disks of spot nodes that outlive them. A stopped node
costs nothing for its GPU and all of its disks, counts against the quota, and a busy week leaves dozens. It is the default on
Azure (`evictionPolicy`: Deallocate) and on Google Cloud (`instanceTerminationAction`: STOP); on AWS somebody wrote
`instanceInterruptionBehavior` or `deleteOnTermination`.
Allows on-demand nodes, and a purpose that is left out of `purposes`, such as development, where a disk is somebody's desk.
To fix: delete the node, with its disks, on eviction.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import FactSet, Node
from penstock.resources.values import UNKNOWN, Maybe, Unknown
from penstock_policies.judging import PURPOSE_KEYS, Stated, any_of, each_node, purpose_key, purpose_words
from penstock_policies.rule import Config, Outcome, Rule, Severity, Verdict

NAME: Final = "eviction-keeps-disk"

_FIX: Final = {
    "aws": "leave out instanceInterruptionBehavior, and deleteOnTermination: false",
    "gcp": "set scheduling.instanceTerminationAction: DELETE, and autoDelete on the disks",
    "azure": "set evictionPolicy: Delete, and deleteOption: Delete on the disks",
}


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
    outlive = any_of(UNKNOWN if isinstance(it.delete_with_node, Unknown) else not it.delete_with_node for it in disks)
    kept: Maybe[bool] = any_of([capacity.kept_when_reclaimed, outlive])
    if kept is False:
        return verdict(Outcome.PASS, "it goes with its disks when it is reclaimed")
    limit = "limit for spot: nothing is left that bills"
    if isinstance(kept, Unknown) or isinstance(capacity.spot_percent, Unknown):
        message = f"whether a reclaimed node leaves its disks is not known before the deployment; {limit}"
        return verdict(Outcome.UNDETERMINED, message, _FIX[node.cloud])
    left = "is only stopped, and its disks bill on" if capacity.kept_when_reclaimed is True else "leaves its disks"
    return verdict(Outcome.FAIL, f"a reclaimed node {left}; {limit}", _FIX[node.cloud])


RULE: Final = Rule(
    name=NAME,
    title="A reclaimed spot node leaves no disk",
    description="Spot nodes are deleted with their disks when the cloud takes them back.",
    remediation="Set the eviction policy to delete, and delete disks with the node.",
    severity=Severity.MEDIUM,
    scope="stack",
    check=check,
    config_schema={
        "purposes": {
            "type": "array",
            "items": {"type": "string", "enum": [*PURPOSE_KEYS]},
            "default": [*PURPOSE_KEYS],
            "description": "Purposes (or `unstated`) whose spot nodes may leave no disk.",
        }
    },
)
