"""budget-required: somebody is told before the money is gone.

Reports GPU nodes in a program that declares no budget of their cloud which tells anybody. Bills come a month later; a pool that
is left on for that long has spent what it was to cost in a year.
Allows nodes without accelerators. It is advisory by default, because a budget may well be in a stack of its own: make it
mandatory where each stack has its own.
To fix: declare a budget of cost with a notification and its subscribers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.values import Maybe, Unknown
from penstock_policies.judging import any_of, has_gpu
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import DECLARE_BUDGET, said

NAME: Final = "budget-required"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:  # noqa: ARG001 - it has nothing to be told
    """One verdict for each resource that starts machines."""
    states: dict[str, list[Maybe[bool]]] = {}
    for budget in facts.budgets:
        states.setdefault(budget.cloud, []).append(budget.notifies)
    return (_judge(node, states.get(node.cloud, [])) for node in facts.nodes)


def _judge(node: Node, states: list[Maybe[bool]]) -> Verdict:
    gpu = has_gpu(node)
    if gpu is False:
        return Verdict(node.urn, NAME, "", Outcome.NOT_APPLICABLE, "no accelerators")
    told = any_of(states)
    if told is True:
        return Verdict(node.urn, NAME, "", Outcome.PASS, "a budget in its program tells somebody what it costs")
    if not states:
        message = f"no budget of {node.cloud} is in its program"
    elif told is False:
        message = f"the budget of {node.cloud} in its program tells nobody"
    else:
        message = f"whether the budget of {node.cloud} in its program tells anybody is not known before the deployment"
    if isinstance(gpu, Unknown):
        message = f"whether its instances have accelerators is not known; {message}"
    unsure = isinstance(gpu, Unknown) or isinstance(told, Unknown)
    outcome = Outcome.UNDETERMINED if unsure else Outcome.FAIL
    return Verdict(
        node.urn, NAME, "", outcome, f"{message}; limit: one that tells somebody", said(DECLARE_BUDGET, node)
    )


RULE: Final = Rule(
    name=NAME,
    title="What spends has a budget",
    description="A program with GPU nodes declares a budget of their cloud that tells somebody.",
    remediation="Declare a budget of cost with a notification and its subscribers.",
    severity=Severity.MEDIUM,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
)
