"""idle-capable-reservation: held capacity has an end.

Blocks a capacity reservation without an end date. It bills its machines at the on-demand price from its first minute to its
last, whether or not anything runs in them, and no idle shutdown sees it: one forgotten p5.48xlarge is 40,000 $ a month.
Allows one that ends by itself. A capacity block always does; on Azure only a block reservation can, so any other that is meant
to stay must be named in `allow`.
To fix: set an end (AWS: endDateType limited and endDate; Google Cloud: deleteAtTime), and renew it while it is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.values import Unknown
from penstock_policies.judging import resource_name
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict, allow_list
from penstock_policies.wording import END_OF_RESERVATION, said

NAME: Final = "idle-capable-reservation"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each reservation."""
    return [_judge(node, config) for node in facts.nodes if node.reservation_ends is not None]


def _judge(node: Node, config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(node.urn, NAME, "", outcome, message, fix)

    if node.reservation_ends is True:
        return verdict(Outcome.PASS, "a reservation that ends by itself")
    if resource_name(node.urn) in config["allow"]:
        return verdict(Outcome.PASS, "a reservation without an end, which is allowed")
    fix = said(END_OF_RESERVATION, node, rule=NAME)
    if isinstance(node.reservation_ends, Unknown):
        message = "whether the reservation ends is not known before the deployment; limit: it has an end"
        return verdict(Outcome.UNDETERMINED, message, fix)
    return verdict(Outcome.FAIL, "a reservation that bills until somebody cancels it; limit: it has an end", fix)


RULE: Final = Rule(
    name=NAME,
    title="Reserved capacity has an end",
    description="A reservation that bills whether or not it is used must end by itself.",
    remediation="Set an end date, and renew the reservation while it is used.",
    severity=Severity.CRITICAL,
    scope="resource",
    check=check,
    enforcement=Enforcement.ADVISORY,
    config_schema={"allow": allow_list("Names in the program of reservations that may have no end.")},
)
