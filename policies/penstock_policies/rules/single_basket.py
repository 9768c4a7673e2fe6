"""single-basket: a spot pool has more than one place to get nodes from.

Finds spot groups of GPU nodes of one instance type, or in one zone. Spot capacity is one pool for each type and zone: when that
one is dry, nothing comes, and what runs is reclaimed at once; then somebody switches to on-demand.
A group whose zones nobody reads is judged by its types alone; zones that only the cloud knows are undetermined. Types are not
judged where one is all that can be said: on Azure, whose instance mix has no N-series (Instance Mix, supported sizes), of a node pool
of GKE (NodeConfig, machineType), and of a training job of SageMaker (ResourceConfig, InstanceType).
Allows on-demand; a gang in one placement group or with EFA, which must be in one zone and of one type, for the slowest node sets the
pace of the job; accelerators that the region sells in one type alone (8 A100 in Ireland: p4d.24xlarge); types that are chosen by attributes.
Finds too an allocation strategy that takes the cheapest pools alone, which are reclaimed the most: on AWS it is the default of
groups and fleets (`spotAllocationStrategy`, `allocationStrategy`: lowest-price), on Azure a Compute Fleet may say it (LowestPrice).
To fix: add types with the same accelerators, and other zones; choose price-capacity-optimized.
At `remediate` the strategy is changed to that; types and zones are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from penstock import catalog
from penstock.resources.change import Change
from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.resources.remedies import by_capacity
from penstock_policies.judging import all_of, hardware, has_gpu
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import MORE_TYPES, MORE_ZONES, said

NAME: Final = "single-basket"

_GKE_POOLS: Final = ("gcp:container/cluster:Cluster", "gcp:container/nodePool:NodePool")


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each group, and one more for an allocation strategy that takes the cheapest pools alone."""
    for node in facts.nodes:
        if node.kind == "group":
            judged = _judge(node, config)
            yield judged
            if judged.outcome is not Outcome.NOT_APPLICABLE:
                yield from _strategy(node)


def _strategy(node: Node) -> Iterator[Verdict]:
    capacity = node.capacity
    if capacity is None or capacity.cheapest_alone is False:
        return
    unsure = any(isinstance(it, Unknown) for it in (capacity.cheapest_alone, has_gpu(node), capacity.spot_percent))
    message = (
        f"{'may take' if unsure else 'takes'} its nodes from the cheapest pools alone, which are reclaimed the most; "
        "limit for spot: an allocation strategy by capacity"
    )
    outcome = Outcome.UNDETERMINED if unsure else Outcome.FAIL
    yield Verdict(
        node.urn,
        NAME,
        capacity.strategy,
        outcome,
        message,
        "choose the strategy that weighs price and capacity (price-capacity-optimized)",
    )


def remediate(resource: Resource, facts: FactSet, config: Config) -> Iterable[Change]:
    """The strategy, where it is surely wrong; types and zones are for people to choose."""
    wrong = any(it.property and it.outcome is Outcome.FAIL for it in check(facts, config))
    return by_capacity(resource) if wrong else ()


def _judge(node: Node, config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(node.urn, NAME, "", outcome, message, fix)

    share = node.capacity.spot_percent if node.capacity is not None else 0
    gpu = has_gpu(node)
    if share == 0:
        return verdict(Outcome.NOT_APPLICABLE, "not spot")
    if gpu is False:
        return verdict(Outcome.NOT_APPLICABLE, "no accelerators")
    alone = _one_type_will_do(node)
    types = True if alone else _types(node, config)
    needs: list[tuple[Maybe[bool], str, str]] = [
        (types, f"{config['min_types']} instance types", said(MORE_TYPES, node)),
        (_zones(node), "2 zones", said(MORE_ZONES, node)),
    ]
    enough = all_of(met for met, _, _ in needs)
    limit = f"limit for spot: {' and '.join(words for _, words, _ in needs)} or more"
    if enough is True:
        return verdict(Outcome.PASS, f"{alone or 'has several places to get nodes from'}; {limit}")
    lacking = [(words, fix) for met, words, fix in needs if met is not True]
    unsure = any(isinstance(it, Unknown) for it in (enough, gpu, share))
    state = "it may not have" if unsure else "it does not have"
    message = f"{state} {' or '.join(words for words, _ in lacking)}; {limit}"
    return verdict(Outcome.UNDETERMINED if unsure else Outcome.FAIL, message, " and ".join(fix for _, fix in lacking))


def _types(node: Node, config: Config) -> Maybe[bool]:
    known = {str.__str__(it.instance_type) for it in node.choices if isinstance(it.instance_type, str)}
    if node.requirements or _has_one_type(node) or len(known) >= config["min_types"]:
        return True
    more = not node.choices or any(isinstance(it.instance_type, Unknown) for it in node.choices)
    return UNKNOWN if more else False


def _one_type_will_do(node: Node) -> str:
    """Why no second type is asked for; empty where one is."""
    known = {str.__str__(it.instance_type) for it in node.choices if isinstance(it.instance_type, str)}
    if len(known) != 1 or any(isinstance(it.instance_type, Unknown) or it.accelerator for it in node.choices):
        return ""
    if node.gang is True:
        return "one type alone: the nodes of a gang work as one job, and must be alike"
    kind = hardware(node.cloud, *known)
    if kind is None or kind.gpu_name is None or not isinstance(node.region, str) or kind.gpu_count % 1:
        return ""
    family, count = kind.gpu_name.partition("-")[0], int(kind.gpu_count)
    sold = {it.type.name for it in catalog.load(node.cloud).with_gpu(family, count, node.region)}
    return f"one type alone: {node.region} sells {count} x {family} in no other" if sold == known else ""


def _has_one_type(node: Node) -> bool:
    """Whether its resource has room for one type alone."""
    return node.cloud == "azure" or node.service == "sagemaker" or node.urn.split("::")[2].endswith(_GKE_POOLS)


def _zones(node: Node) -> Maybe[bool]:
    """Whether it is in several zones, or must be in one."""
    if node.gang is True or node.several_zones is None or node.several_zones is True:
        return True
    unsure = isinstance(node.gang, Unknown) or isinstance(node.several_zones, Unknown)
    return UNKNOWN if unsure else False


RULE: Final = Rule(
    name=NAME,
    title="A spot pool has several types and zones",
    description="Spot groups of GPU nodes can get nodes of more than one type and zone.",
    remediation="Add types with the same accelerators, and other zones.",
    severity=Severity.MEDIUM,
    scope="stack",
    enforcement=Enforcement.ADVISORY,
    check=check,
    remediate=remediate,
    config_schema={
        "min_types": {
            "type": "integer",
            "minimum": 1,
            "default": 2,
            "description": "How many instance types a spot group must have at least.",
        }
    },
)
