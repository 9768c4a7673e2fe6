"""wide-instance-requirements: attributes let in no machine that a list could not have.

Blocks a selection by attributes (`instanceRequirements`) that some type above the limits of oversized-instance fits. Attributes
say at least: `vcpuCount: {min: 8}` fits p5.48xlarge too, and without `acceleratorCount: {max: 0}` types with accelerators come
for work that needs none. Price protection is relative to the cheapest type that fits, and can be set to anything: it is no limit.
Allows a selection of which every type of the catalog that fits is within the limits: with `allowedInstanceTypes`, or with upper
bounds of vCPUs, memory and accelerators.
To fix: list `allowedInstanceTypes`, or give each attribute a maximum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from penstock.catalog import InstanceType
from penstock.resources.facts import FactSet, Node, NodeTemplate
from penstock.resources.machines.candidates import fitting_types, unsure
from penstock.resources.machines.selection import Selection
from penstock.resources.reading.values import Maybe
from penstock_policies.judging import Stated, for_each, gpus, limit_for, price, purpose_words, purposes
from penstock_policies.limits import LIMITS, limit_words, within
from penstock_policies.rule import Config, Outcome, Rule, Severity, Verdict

NAME: Final = "wide-instance-requirements"

_FIX: Final = "list allowedInstanceTypes, or give vcpuCount, memoryMib and acceleratorCount a max"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each block of attributes; one for what is selected by attributes that no reader knows."""
    for fact in (*facts.nodes, *facts.templates):
        own = [selection for selection in fact.selections if selection.urn == fact.urn]
        for selection in own:
            possible = purposes(fact, facts, config)
            yield for_each(possible, lambda it, own=selection, fact=fact: _judge(own, fact, it, config), "its purpose")
        if fact.requirements and not fact.selections:
            message = "a service chooses the types by what jobs ask for, so any may come"
            yield Verdict(fact.urn, NAME, "", Outcome.UNDETERMINED, message, "list the instance types that may come")


def _judge(selection: Selection, fact: Node | NodeTemplate, purpose: Stated, config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(selection.urn, NAME, selection.path, outcome, message, fix)

    limit = limit_for(config["limits"], purpose)
    if limit is None:
        return verdict(Outcome.NOT_APPLICABLE, f"no limit for {purpose_words(purpose)}")
    words = f"limit for {purpose_words(purpose)}: {limit_words(limit)}"
    fitting = list(fitting_types(selection, fact.cloud, fact.region))
    if not fitting:
        message = "no type of the catalog fits, so what comes is not known"
        return verdict(Outcome.UNDETERMINED, f"{message}; {words}", "list allowedInstanceTypes of the catalog")
    above = [kind for kind in fitting if _within(kind, fact, limit) is False]
    if above:
        worst = max(above, key=lambda kind: (kind.gpu_tier, kind.gpu_count, kind.vcpus, kind.name))
        message = (
            f"{worst.name} with {gpus(worst)} and {worst.vcpus} vCPUs fits, as {len(above)} types above the limit do"
        )
        outcome = Outcome.UNDETERMINED if unsure(selection) else Outcome.FAIL
        return verdict(outcome, f"{message}; {words}", _FIX)
    if any(_within(kind, fact, limit) is not True for kind in fitting):
        message = f"some of the {len(fitting)} types that fit have no known price; {words}"
        return verdict(Outcome.UNDETERMINED, message, "list allowedInstanceTypes that have a price in the region")
    if not selection.bounded:
        return verdict(Outcome.UNDETERMINED, f"types yet to come may fit, without an upper bound; {words}", _FIX)
    return verdict(Outcome.PASS, f"the {len(fitting)} types that fit are within it; {words}")


def _within(kind: InstanceType, fact: Node | NodeTemplate, limit: Mapping[str, Any]) -> Maybe[bool]:
    return within(kind, price(kind, fact.region), limit)


RULE: Final = Rule(
    name=NAME,
    title="Attributes let in no oversized type",
    description="Instance types that are chosen by attributes are limited like those that a program lists.",
    remediation="List allowed instance types, or give each attribute a maximum.",
    severity=Severity.HIGH,
    scope="resource",
    check=check,
    config_schema={"limits": LIMITS},
)
