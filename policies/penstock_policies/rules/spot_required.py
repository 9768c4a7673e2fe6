"""spot-required: accelerators for work that can be interrupted are bought as spot.

Blocks GPU nodes of training, evaluation, development, or no stated purpose that are on-demand, in part or wholly. On-demand
costs about three times as much. The usual mistake is a mixed instances policy that leaves out the percentage: AWS then buys
100 % on-demand above the base.
Allows inference; nodes without accelerators; what is not sold as spot, such as managed notebooks and endpoints, and
reservations (their own rule: idle-capable-reservation) with what runs in them; an on-demand base that the config allows; and a capped fallback group, when it
stands beside a spot group of its pool and Penstock's steward, which enforces the cap, runs for it.
To fix: buy spot above an on-demand base of 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from penstock.resources.facts import Capacity, FactSet, Node
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import Purpose, Tag
from penstock_policies.judging import Stated, all_of, any_of, each_node, has_gpu, purpose_words
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import BUY_SPOT, said

NAME: Final = "spot-required"

_PAID_ELSEWHERE: Final = frozenset({"capacity-reservation", "dedicated-host"})
"""`Node.service` of machines that bill nothing of their own. Neither takes spot (EC2 user guide, Capacity Reservations and
Dedicated Hosts; Azure, On-demand capacity reservation and Dedicated hosts, limitations)."""


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each resource that starts machines."""
    pools: dict[str, list[Node]] = {}
    for node in facts.nodes:
        pool = node.tags.get(Tag.POOL)
        if isinstance(pool, str):
            pools.setdefault(pool, []).append(node)
    return each_node(facts, config, lambda node, purpose: _judge(node, purpose, pools, config))


def _judge(node: Node, purpose: Stated, pools: Mapping[str, Sequence[Node]], config: Config) -> Verdict:
    path = node.capacity.path if node.capacity is not None else "launchTemplate"

    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(node.urn, NAME, path, outcome, message, fix)

    if purpose is Purpose.INFERENCE:
        return verdict(Outcome.NOT_APPLICABLE, "inference must not be interrupted")
    gpu = has_gpu(node)
    if gpu is False:
        return verdict(Outcome.NOT_APPLICABLE, "no accelerators")
    if node.capacity is not None and not node.capacity.spot_sold:
        return verdict(Outcome.NOT_APPLICABLE, "its cloud sells no spot of it")
    if node.service in _PAID_ELSEWHERE:
        return verdict(Outcome.NOT_APPLICABLE, f"it runs on what another resource has paid for ({node.service})")
    bought = _within(node.capacity, config)
    if bought is True:
        return verdict(Outcome.PASS, _words(node.capacity))
    fallback, reason = _fallback(node, pools, config)
    if fallback is True:
        return verdict(Outcome.PASS, reason)
    limit = f"limit for {purpose_words(purpose)}: spot above an on-demand base of {config['max_on_demand_base']:g}"
    message = f"{_words(node.capacity)}{f', {reason}' if reason else ''}; {limit}"
    unsure = isinstance(gpu, Unknown) or isinstance(bought, Unknown) or isinstance(fallback, Unknown)
    if isinstance(gpu, Unknown):
        message = f"whether its instances have accelerators is not known; {message}"
    return verdict(Outcome.UNDETERMINED if unsure else Outcome.FAIL, message, said(BUY_SPOT, node))


def _within(capacity: Capacity | None, config: Config) -> Maybe[bool]:
    if capacity is None:
        return False
    base, percent = capacity.on_demand_base, capacity.spot_percent
    return all_of(
        [
            base if isinstance(base, Unknown) else base <= config["max_on_demand_base"],
            percent if isinstance(percent, Unknown) else percent >= 100,
        ]
    )


def _words(capacity: Capacity | None) -> str:
    if capacity is None:
        return "on-demand"
    base, percent = capacity.on_demand_base, capacity.spot_percent
    if capacity.one_of:
        return f"{capacity.path} is none of {', '.join(capacity.one_of)}, so that the cloud refuses it"
    if isinstance(base, Unknown) or isinstance(percent, Unknown):
        return "how it is bought is not known before the deployment"
    if percent == 0:
        return "on-demand, which is the provider's default" if capacity.by_default else "on-demand"
    return f"{percent} % spot above an on-demand base of {base}"


def _fallback(node: Node, pools: Mapping[str, Sequence[Node]], config: Config) -> tuple[Maybe[bool], str]:
    """(whether it is a capped fallback that something enforces, the reason)."""
    if node.tags.get(Tag.ROLE) != "fallback" and node.fallback_hours_per_day is None:
        return (UNKNOWN if isinstance(node.tags.get(Tag.ROLE), Unknown) else False), ""
    cap, most = node.fallback_hours_per_day, config["max_fallback_hours_per_day"]
    pool = node.tags.get(Tag.POOL)
    siblings = [it for it in pools.get(pool, ()) if it.urn != node.urn] if isinstance(pool, str) else []
    spot: Maybe[bool] = UNKNOWN if isinstance(pool, Unknown) else any_of(_all_spot(it) for it in siblings)
    steward = any_of(it.armed for it in node.idle if it.mechanism == "steward")
    within: Maybe[bool] = UNKNOWN if isinstance(cap, Unknown) else cap is not None and cap <= most
    checks: list[tuple[Maybe[bool], str]] = [
        (within, f"a fallback whose daily cap (tag {Tag.FALLBACK_HOURS}) is not {most:g} node-hours or less"),
        (spot, "a fallback without a spot group in its pool"),
        (steward, "a fallback whose cap no running steward enforces"),
    ]
    verdict = all_of(met for met, _ in checks)
    if verdict is True:
        return True, f"on-demand fallback, at most {cap} node-hours a day"
    return verdict, next(reason for met, reason in checks if met is not True)


def _all_spot(node: Node) -> Maybe[bool]:
    """Whether it is a spot group that may have a node at all."""
    if node.capacity is None or node.maximum == 0:
        return False
    return UNKNOWN if isinstance(node.maximum, Unknown) else node.capacity.all_spot


RULE: Final = Rule(
    name=NAME,
    title="Work that can be interrupted runs on spot",
    description="GPU nodes of training, evaluation and development are spot; inference may be on-demand.",
    remediation="Buy spot above an on-demand base of 0; for a dry spot pool, add a capped fallback group.",
    severity=Severity.HIGH,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
    config_schema={
        "max_on_demand_base": {
            "type": "integer",
            "minimum": 0,
            "default": 0,
            "description": "How many nodes of a group may be on-demand before the rest is spot.",
        },
        "max_fallback_hours_per_day": {
            "type": "number",
            "minimum": 0,
            "default": 24,
            "description": "Node-hours a day that an on-demand fallback group may run.",
        },
    },
)
