"""silent-on-demand: a pool says how it is bought.

Finds a group of GPU nodes that is on-demand because the program leaves the choice out. A mixed instances policy looks like a
spot pool, with its types and zones, and AWS's default buys 100 % on-demand above the base (InstancesDistribution,
OnDemandPercentageAboveBaseCapacity). A node group of EKS without a capacity type, an instance template of Google Cloud without a
provisioning model, and a scale set of Azure or a node pool of AKS or GKE without a word are on-demand too. Nothing fails; the bill is
three times as high.
Allows what is on-demand in so many words, for any purpose: whether that is right is spot-required's business. Allows what has no words
for it: an Auto Scaling group of a launch template alone, which can ask for spot (`instanceMarketOptions`) and for nothing else, and what the
cloud does not sell as spot.
To fix: write the percentage, the provisioning model or the priority, also when it is on-demand.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.values import Unknown
from penstock_policies.judging import has_gpu
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import SAY_HOW_IT_IS_BOUGHT, said

NAME: Final = "silent-on-demand"

_SPOT_OR_NOTHING: Final = ("instanceMarketOptions", "spotPrice")
"""Inputs of a launch template and a launch configuration of AWS that ask for spot, and have no other meaning."""


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:  # noqa: ARG001 - it has no settings of its own
    """One verdict for each group."""
    return [_judge(node) for node in facts.nodes if node.kind == "group"]


def _judge(node: Node) -> Verdict:
    path = node.capacity.path if node.capacity is not None else ""

    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(node.urn, NAME, path, outcome, message, fix)

    gpu = has_gpu(node)
    if gpu is False:
        return verdict(Outcome.NOT_APPLICABLE, "no accelerators")
    if _is_unread(node):
        message = "how it is bought is not known before the deployment; limit: the program says how a pool is bought"
        return verdict(Outcome.UNDETERMINED, message, said(SAY_HOW_IT_IS_BOUGHT, node))
    if node.capacity is None or not node.capacity.by_default:
        return verdict(Outcome.PASS, _said(node))
    message = "on-demand by the provider's default; limit: the program says how a pool is bought"
    if isinstance(gpu, Unknown):
        message = f"whether its instances have accelerators is not known; {message}"
    outcome = Outcome.UNDETERMINED if isinstance(gpu, Unknown) else Outcome.FAIL
    return verdict(outcome, message, said(SAY_HOW_IT_IS_BOUGHT, node))


def _said(node: Node) -> str:
    """Why nothing is missing."""
    capacity = node.capacity
    if capacity is not None and capacity.spot_percent == 0 and capacity.path in _SPOT_OR_NOTHING:
        return "on-demand: its template asks for no spot, and has no word for on-demand"
    if capacity is not None and not capacity.spot_sold:
        return "on-demand: the cloud sells no spot of it"
    return "the program says how it is bought"


def _is_unread(node: Node) -> bool:
    """Whether nothing can be read of how it is bought; of a template that is not in the program other rules speak."""
    capacity = node.capacity
    if capacity is None or capacity.path == "launchTemplate":
        return False
    return isinstance(capacity.on_demand_base, Unknown) and isinstance(capacity.spot_percent, Unknown)


RULE: Final = Rule(
    name=NAME,
    title="No pool is on-demand by default",
    description="A group of GPU nodes says whether it is spot or on-demand: what is left out means on-demand.",
    remediation="Write the on-demand percentage, the provisioning model or the priority.",
    severity=Severity.HIGH,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
)
