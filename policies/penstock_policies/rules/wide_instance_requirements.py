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
from fnmatch import fnmatchcase
from typing import Any, Final

from penstock import catalog
from penstock.catalog import InstanceType
from penstock.resources.facts import FactSet, Node, NodeTemplate
from penstock.resources.selection import Selection, Span
from penstock.resources.values import Maybe, Unknown
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
    fitting = list(_fitting(selection, fact.cloud))
    if not fitting:
        message = "no type of the catalog fits, so what comes is not known"
        return verdict(Outcome.UNDETERMINED, f"{message}; {words}", "list allowedInstanceTypes of the catalog")
    above = [kind for kind in fitting if _within(kind, fact, limit) is False]
    if above:
        worst = max(above, key=lambda kind: (kind.gpu_tier, kind.gpu_count, kind.vcpus, kind.name))
        message = (
            f"{worst.name} with {gpus(worst)} and {worst.vcpus} vCPUs fits, as {len(above)} types above the limit do"
        )
        outcome = Outcome.UNDETERMINED if _unsure(selection) else Outcome.FAIL
        return verdict(outcome, f"{message}; {words}", _FIX)
    if any(_within(kind, fact, limit) is not True for kind in fitting):
        message = f"some of the {len(fitting)} types that fit have no known price; {words}"
        return verdict(Outcome.UNDETERMINED, message, "list allowedInstanceTypes that have a price in the region")
    if not selection.bounded:
        return verdict(Outcome.UNDETERMINED, f"types yet to come may fit, without an upper bound; {words}", _FIX)
    return verdict(Outcome.PASS, f"the {len(fitting)} types that fit are within it; {words}")


def _within(kind: InstanceType, fact: Node | NodeTemplate, limit: Mapping[str, Any]) -> Maybe[bool]:
    return within(kind, price(kind, fact.region), limit)


def _fitting(selection: Selection, cloud: str) -> Iterable[InstanceType]:
    """The types of the catalog that fit as far as the attributes are known; AWS leaves metal and burstable types out."""
    book = catalog.load(cloud)
    for name in book.instance_type_names:
        kind = book.instance_type(name) if _named(name, selection) else None
        if kind is not None and _fits(kind, selection):
            yield kind


def _named(name: str, selection: Selection) -> bool:
    if name.startswith("ml.") or _listed(name, selection.excluded):
        return False
    allowed = selection.allowed
    open_to_all = isinstance(allowed, Unknown) or not allowed or any(isinstance(it, Unknown) for it in allowed)
    return open_to_all or _listed(name, allowed)


def _listed(name: str, patterns: Maybe[tuple[Maybe[str], ...]]) -> bool:
    known = () if isinstance(patterns, Unknown) else (it for it in patterns if isinstance(it, str))
    return any(fnmatchcase(name, str.__str__(pattern)) for pattern in known)


def _fits(kind: InstanceType, selection: Selection) -> bool:
    names = () if isinstance(selection.accelerator_names, Unknown) else selection.accelerator_names
    wanted = {str.__str__(it).lower() if isinstance(it, str) else None for it in names}
    family = (kind.gpu_name or "").partition("-")[0].lower()
    spans = (
        (kind.vcpus, selection.vcpus),
        (kind.memory_gib, selection.memory_gib),
        (kind.gpu_count, selection.accelerators),
    )
    return (not wanted or None in wanted or family in wanted) and all(_inside(it, span) for it, span in spans)


def _inside(figure: Any, span: Span) -> bool:
    least, most = span
    at_least = least is None or isinstance(least, Unknown) or figure >= least
    return at_least and (most is None or isinstance(most, Unknown) or figure <= most)


def _unsure(selection: Selection) -> bool:
    spans = (*selection.vcpus, *selection.memory_gib, *selection.accelerators)
    lists = (selection.accelerator_names, selection.allowed, selection.excluded)
    return any(isinstance(it, Unknown) for it in spans) or any(
        isinstance(it, Unknown) or any(isinstance(item, Unknown) for item in it) for it in lists
    )


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
