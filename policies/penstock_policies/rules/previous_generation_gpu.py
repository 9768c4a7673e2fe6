"""previous-generation-gpu: no accelerator that its maker has replaced.

Blocks instance types, and attached accelerators, of a generation that has a successor of the same class (V100, K80, M60, P100).
They do less work for the same hour, and clouds retire them: Google ended the K80 in 2024, and a pool that names one cannot start.
Allows the accelerators in `allow`, for code that runs on nothing else.
To fix: choose a type with a newer accelerator of the same class.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from penstock import catalog
from penstock.resources.facts import FactSet, InstanceChoice, Node, NodeTemplate
from penstock.resources.machines.candidates import machine
from penstock.resources.reading.values import Unknown
from penstock_policies.judging import choice_name, gpus
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict, allow_list
from penstock_policies.wording import name_the_type

NAME: Final = "previous-generation-gpu"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each instance type that a resource names."""
    for fact in (*facts.nodes, *facts.templates):
        for choice in fact.choices:
            if choice.urn == fact.urn:
                yield _judge(choice, fact, config)


def _judge(choice: InstanceChoice, fact: Node | NodeTemplate, config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(choice.urn, NAME, choice.path, outcome, message, fix)

    kind = machine(fact.cloud, choice)
    if kind is None or isinstance(kind, Unknown):
        message = "which accelerators it has is not known"
        return verdict(Outcome.UNDETERMINED, message, name_the_type(choice, fact))
    if kind.gpu_name is None:
        return verdict(Outcome.NOT_APPLICABLE, "no accelerators")
    message = f"{choice_name(kind, choice)} has {gpus(kind)} of the {kind.generation} generation"
    if not kind.previous_generation:
        return verdict(Outcome.PASS, message)
    if kind.gpu_name in config["allow"]:
        return verdict(Outcome.PASS, f"{message}, which is allowed")
    region = fact.region
    newer = _newer(fact.cloud, kind.maker, kind.gpu_tier, str.__str__(region)) if isinstance(region, str) else ""
    fix = f"choose a newer one of its class ({newer})" if newer else "choose a newer accelerator of its class"
    return verdict(Outcome.FAIL, f"{message}; limit: the maker's current generation", fix)


@lru_cache
def _newer(cloud: str, maker: str | None, tier: int, region: str) -> str:
    """The cheapest type in the region with one current accelerator of the class, for people; empty when there is none."""
    book = catalog.load(cloud)
    offers = [offer for name in book.gpu_names for offer in book.with_gpu(name, 1, region)]
    fitting = [
        (offer.on_demand_hourly, offer.type.name, offer.type.gpu_name)
        for offer in offers
        if offer.on_demand_hourly is not None
        and (offer.type.maker, offer.type.gpu_tier) == (maker, tier)
        and offer.type.architecture == "x86_64"
        and not offer.type.previous_generation
    ]
    if not fitting:
        return ""
    _, name, gpu_name = min(fitting)
    return f"{name}, {gpu_name}"


RULE: Final = Rule(
    name=NAME,
    title="No accelerator of a previous generation",
    description="Accelerators that have a newer one of the same class cost more for the same work, and are retired.",
    remediation="Choose a type with a newer accelerator of the same class.",
    severity=Severity.MEDIUM,
    scope="resource",
    enforcement=Enforcement.ADVISORY,
    check=check,
    config_schema={
        "allow": allow_list("Accelerators that may be used all the same, by the catalog's names (`V100-16GB`).")
    },
)
