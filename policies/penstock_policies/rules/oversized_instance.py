"""oversized-instance: no machine larger than the work it is for.

Blocks an instance type whose accelerators are of a higher class, more, or of more memory, or whose vCPUs or on-demand price
are more, than the limit for its purpose; what is attached to it counts. A forgotten p5.48xlarge costs about 40,000 $ a month; the wrong type in a copied template is the usual way to get one.
It looks at what one resource names itself: an instance, a group's or a fleet's overrides, a launch template; and, where no
reader knows the resource (a notebook, a job's environment, a manifest, a command), every instance type in its inputs. The
on-demand price counts for spot too: spot is a share of it that moves, and a dry spot pool is replaced at it.
Allows what the purpose allows; a type that is not priced in its region is held to its dearest known price, which the
message tells.
To fix: state a purpose, or choose a smaller type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from penstock import catalog
from penstock.problem import nearest
from penstock.resources.facts import FactSet, InstanceChoice, Node, NodeTemplate
from penstock.resources.machines.candidates import machine
from penstock.resources.reading.values import Unknown
from penstock.terms import Purpose, Tag
from penstock_policies.judging import (
    Stated,
    choice_name,
    choice_price,
    for_each,
    gpus,
    hardware,
    limit_for,
    purpose_words,
    purposes,
    shown,
)
from penstock_policies.limits import LIMITS, cheapest_within, limit_words, within
from penstock_policies.rule import Config, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import name_the_type, tag

NAME: Final = "oversized-instance"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each instance type that a resource names."""
    for fact in (*facts.nodes, *facts.templates):
        if fact.requirements:
            yield _by_attributes(fact)
        own = [choice for choice in fact.choices if choice.urn == fact.urn]
        for choice in own:
            possible = purposes(fact, facts, config)
            yield for_each(
                possible, lambda it, choice=choice, fact=fact: _judge(choice, fact, it, config), "its purpose"
            )
        if isinstance(fact, Node) and not own and not fact.requirements:
            yield _elsewhere(fact)


def _by_attributes(fact: Node | NodeTemplate) -> Verdict:
    path = "instanceRequirements"
    if fact.selections and all(selection.bounded for selection in fact.selections):
        message = "the types are chosen by attributes, which wide-instance-requirements judges"
        return Verdict(fact.urn, NAME, path, Outcome.NOT_APPLICABLE, message)
    message = "the types are chosen by attributes, so any that fits may come"
    return Verdict(fact.urn, NAME, path, Outcome.UNDETERMINED, message, "list the instance types")


def _elsewhere(node: Node) -> Verdict:
    if node.template_unresolved:
        message = "its instance types come from a launch template, or a version of one, that is not in this program"
        fix = "declare the template here, or list instance types as overrides"
        return Verdict(node.urn, NAME, "launchTemplate", Outcome.UNDETERMINED, message, fix)
    return Verdict(node.urn, NAME, "", Outcome.NOT_APPLICABLE, "its launch template names the instance types")


def _judge(choice: InstanceChoice, fact: Node | NodeTemplate, purpose: Stated, config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(choice.urn, NAME, choice.path, outcome, message, fix)

    name = choice.instance_type
    if choice.ignored:
        message = "ignoreChanges leaves the instance type as the deployment finds it, whatever the program says"
        return verdict(Outcome.UNDETERMINED, message, f"take {choice.path} out of ignoreChanges")
    if isinstance(name, Unknown):
        return verdict(Outcome.UNDETERMINED, _unnamed(choice), name_the_type(choice, fact))
    if hardware(fact.cloud, name) is None:
        return verdict(Outcome.UNDETERMINED, *_no_type(fact.cloud, name))
    kind = machine(fact.cloud, choice)
    if kind is None or isinstance(kind, Unknown):
        message = "what accelerators are attached to it is not known"
        return verdict(Outcome.UNDETERMINED, message, "write their type, one of the cloud's own, and their count")
    limit = limit_for(config["limits"], purpose)
    if limit is None:
        return verdict(Outcome.NOT_APPLICABLE, f"no limit for {purpose_words(purpose)}")
    cost = choice_price(kind, choice, fact.region)
    cost = None if cost is None else cost.with_licence(kind, fact.licence)
    fits = within(kind, cost, limit)
    size = f"{choice_name(kind, choice)} has {gpus(kind)}, {cost or 'no known price'}"
    if kind.vcpus > limit["max_vcpus"]:
        size = f"{size}, {kind.vcpus} vCPUs"
    message = f"{size}; limit for {purpose_words(purpose)}: {limit_words(limit, kind)}"
    if fits is True:
        return verdict(Outcome.PASS, message)
    outcome = Outcome.UNDETERMINED if isinstance(fits, Unknown) else Outcome.FAIL
    return verdict(outcome, message, _fix(fact, purpose, limit))


def _unnamed(choice: InstanceChoice) -> str:
    """Why no type is known, and what is asked for all the same. The accelerator's name is not repeated: it is the program's own
    text, which may be anything, also a secret; and the input's path says it."""
    if choice.unseen:
        return "what it brings is not in this program, so it may be any machine"
    if choice.accelerator is None:
        return "the instance type is not known before the deployment"
    count = choice.accelerator_count
    number = f"{count} accelerators" if isinstance(count, int) and count > 1 else "accelerators"
    return f"it asks for {number}, and no instance type is named"


def _fix(fact: Node | NodeTemplate, purpose: Stated, limit: Mapping[str, Any]) -> str:
    smaller = cheapest_within(fact.cloud, fact.region, limit)
    choose = f"choose a smaller type ({smaller})" if smaller else "choose a smaller type"
    stated = tag(fact, Tag.PURPOSE, Purpose.TRAINING)
    return f"state a purpose ({stated}) or {choose}" if not isinstance(purpose, Purpose) else choose


def _no_type(cloud: str, name: str) -> tuple[str, str]:
    """What is wrong with a text that is no type of the catalog, and what to write."""
    try:
        names = catalog.load(cloud).instance_type_names
    except KeyError:
        return f"{shown(name)} is not in the catalog", ""
    text = str.__str__(name)
    family = min((it for it in names if it.startswith((f"{text}.", f"{text}-"))), key=len, default=None)
    sized = next((it for it in names if it.startswith(("m7i.", "m5.")) and it.endswith(f".{text}")), None)
    if shown(name) == text and family is not None:
        return f"{text} is no instance type, but a family of them", f"write one of its types, such as {family}"
    if shown(name) == text and sized is not None:
        return f"{text} is no instance type, but a size alone", f"write its family too, such as {sized}"
    return f"{shown(name)} is not in the catalog", _closest(names, name)


def _closest(names: Iterable[str], name: str) -> str:
    close = nearest(str.__str__(name), names)
    return f"did you mean {close}?" if close and shown(name) == str.__str__(name) else "choose a type of the catalog"


RULE: Final = Rule(
    name=NAME,
    title="No machine larger than its purpose needs",
    description="Machines are limited by accelerators (class, count, memory), vCPUs and on-demand price, by the environment's purpose.",
    remediation="State a purpose (tag `purpose`, or `penstock:environment` in the stack's config), or choose a smaller type.",
    severity=Severity.CRITICAL,
    scope="resource",
    check=check,
    config_schema={"limits": LIMITS},
)
