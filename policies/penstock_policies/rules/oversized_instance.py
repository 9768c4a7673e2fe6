"""oversized-instance: no machine larger than the work it is for.

Blocks an instance type whose accelerators are of a higher class, or whose on-demand price is higher, than the limit for its
purpose. A forgotten p5.48xlarge costs about 40,000 $ a month; the wrong type in a copied template is the usual way to get one.
It looks at what one resource names itself: an instance, a group's or a fleet's overrides, a launch template; and, where no
reader knows the resource (a notebook, a job's environment, a manifest, a command), every instance type in its inputs. The
on-demand price counts for spot too: spot is a share of it that moves, and a dry spot pool is replaced at it.
Allows what the purpose allows; a type that is not priced in its region is held to twice its dearest known price.
To fix: state a purpose, or choose a smaller type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from penstock import catalog
from penstock.catalog import InstanceType
from penstock.problem import nearest
from penstock.resources.facts import FactSet, InstanceChoice, Node, NodeTemplate
from penstock.resources.values import Maybe, Unknown
from penstock_policies.judging import (
    PURPOSE_KEYS,
    Price,
    Stated,
    for_each,
    gpus,
    hardware,
    limit_for,
    price,
    purpose_words,
    purposes,
    shown,
)
from penstock_policies.rule import Config, Outcome, Rule, Severity, Verdict

NAME: Final = "oversized-instance"

_CLASSES: Final = ("no accelerators", "entry class (T4)", "middle class (L4, A10G)", "A100 class", "H100 class")


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each instance type that a resource names."""
    for fact in (*facts.nodes, *facts.templates):
        if fact.requirements:
            yield Verdict(
                fact.urn,
                NAME,
                "instanceRequirements",
                Outcome.UNDETERMINED,
                "the types are chosen by attributes, so any that fits may come",
                "list the instance types",
            )
        own = [choice for choice in fact.choices if choice.urn == fact.urn]
        for choice in own:
            possible = purposes(fact, facts, config)
            yield for_each(
                possible, lambda it, choice=choice, fact=fact: _judge(choice, fact, it, config), "its purpose"
            )
        if isinstance(fact, Node) and not own and not fact.requirements:
            yield _elsewhere(fact)


def _elsewhere(node: Node) -> Verdict:
    if node.template_unresolved:
        message = "its instance types come from a launch template that is not in this program"
        fix = "declare the template here, or list instance types as overrides"
        return Verdict(node.urn, NAME, "launchTemplate", Outcome.UNDETERMINED, message, fix)
    return Verdict(node.urn, NAME, "", Outcome.NOT_APPLICABLE, "its launch template names the instance types")


def _judge(choice: InstanceChoice, fact: Node | NodeTemplate, purpose: Stated, config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(choice.urn, NAME, choice.path, outcome, message, fix)

    name = choice.instance_type
    if isinstance(name, Unknown):
        message = "the instance type is not known before the deployment"
        return verdict(Outcome.UNDETERMINED, message, "write the instance type as a plain value")
    kind = hardware(fact.cloud, name)
    if kind is None:
        return verdict(Outcome.UNDETERMINED, f"{shown(name)} is not in the catalog", _closest(fact.cloud, name))
    limit = limit_for(config["limits"], purpose)
    if limit is None:
        return verdict(Outcome.NOT_APPLICABLE, f"no limit for {purpose_words(purpose)}")
    cost = price(kind, fact.region)
    outcome = _outcome(kind, cost, limit)
    size = f"{shown(name)} has {gpus(kind)}, {cost or 'no known price'}"
    message = f"{size}; limit for {purpose_words(purpose)}: {_limit_words(limit)}"
    fix = "" if outcome is Outcome.PASS else _fix(fact.cloud, fact.region, purpose, limit)
    return verdict(outcome, message, fix)


def _outcome(kind: InstanceType, cost: Price | None, limit: Mapping[str, Any]) -> Outcome:
    most = Decimal(str(limit["max_hourly_usd"]))
    if kind.gpu_tier > limit["max_gpu_tier"] or (cost is not None and cost.low > most):
        return Outcome.FAIL
    return Outcome.PASS if cost is not None and cost.high <= most else Outcome.UNDETERMINED


def _limit_words(limit: Mapping[str, Any]) -> str:
    tier = int(limit["max_gpu_tier"])
    above = f"below {_CLASSES[tier + 1]}" if 0 <= tier < len(_CLASSES) - 1 else "any class"
    return f"{'no accelerators' if tier < 1 else above}, {limit['max_hourly_usd']:g} $/h"


def _fix(cloud: str, region: Maybe[str] | None, purpose: Stated, limit: Mapping[str, Any]) -> str:
    smaller = _within(cloud, region, limit)
    choose = f"choose a smaller type ({smaller})" if smaller else "choose a smaller type"
    return f"state a purpose (tag purpose: training) or {choose}" if purpose is None else choose


def _within(cloud: str, region: Maybe[str] | None, limit: Mapping[str, Any]) -> str:
    """The cheapest type with one accelerator of the best class within the limit, for people."""
    if not isinstance(region, str):
        return ""
    book = catalog.load(cloud)
    most = Decimal(str(limit["max_hourly_usd"]))
    offers = [offer for name in book.gpu_names for offer in book.with_gpu(name, 1, str.__str__(region))]
    fitting = [
        (-offer.type.gpu_tier, offer.on_demand_hourly, offer.type.name)
        for offer in offers
        if offer.on_demand_hourly is not None
        and offer.on_demand_hourly <= most
        and offer.type.gpu_tier <= limit["max_gpu_tier"]
        and offer.type.maker == "NVIDIA"
        and offer.type.architecture == "x86_64"
    ]
    if not fitting:
        return ""
    _, hourly, name = min(fitting)
    return f"{name}, {hourly.quantize(Decimal('0.01'))} $/h"


def _closest(cloud: str, name: str) -> str:
    try:
        close = nearest(str.__str__(name), catalog.load(cloud).instance_type_names)
    except KeyError:
        return ""
    return f"did you mean {close}?" if close and shown(name) == str.__str__(name) else "choose a type of the catalog"


def _limits(tier: int, hourly: int) -> dict[str, int]:
    return {"max_gpu_tier": tier, "max_hourly_usd": hourly}


RULE: Final = Rule(
    name=NAME,
    title="No machine larger than its purpose needs",
    description="Instance types are limited by accelerator class and on-demand price, by the purpose of the environment.",
    remediation="State a purpose (tag `purpose`, or `penstock:environment` in the stack's config), or choose a smaller type.",
    severity=Severity.CRITICAL,
    scope="resource",
    check=check,
    config_schema={
        "limits": {
            "type": "object",
            "description": "Purpose (or `unstated`) -> the highest accelerator class (0 none, 1 entry, 2 middle, 3 A100, 4 H100 and above) and on-demand USD per hour.",
            "propertyNames": {"enum": [*PURPOSE_KEYS]},
            "additionalProperties": {
                "type": "object",
                "properties": {
                    "max_gpu_tier": {"type": "integer", "minimum": 0, "description": "accelerator class, 0 to 4"},
                    "max_hourly_usd": {"type": "number", "minimum": 0, "description": "USD per hour on-demand"},
                },
            },
            "default": {
                "unstated": _limits(2, 10),
                "development": _limits(2, 10),
                "evaluation": _limits(3, 45),
                "inference": _limits(3, 45),
                "training": _limits(4, 120),
            },
        }
    },
)
