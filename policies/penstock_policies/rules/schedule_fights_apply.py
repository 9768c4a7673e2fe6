"""schedule-fights-apply: one thing alone decides how many nodes run.

Blocks a group whose size a schedule changes while the program declares a desired size too. A deployment at night then sets the
declared size again: the nodes that the schedule ended come back, and run until the next off hour.
Allows a declared size whose changes the program ignores (`ignore_changes`): it is used once, when the group is created.
To fix: leave the desired size to the schedule.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import FactSet, Node
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict

NAME: Final = "schedule-fights-apply"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:  # noqa: ARG001 - it has nothing to be told
    """One verdict for each group."""
    return (_judge(node) for node in facts.nodes if node.kind == "group")


def _judge(node: Node) -> Verdict:
    if not any(change.desired is not None for change in node.schedule):
        return Verdict(node.urn, NAME, "", Outcome.NOT_APPLICABLE, "no schedule changes its size")
    if node.size_input is None:
        return Verdict(node.urn, NAME, "", Outcome.PASS, "its schedule alone decides its size")
    message = f"a schedule changes its size, and every deployment sets {node.size_input}; limit: one of them"
    fix = f"leave {node.size_input} out, or add it to ignore_changes"
    return Verdict(node.urn, NAME, node.size_input, Outcome.FAIL, message, fix)


RULE: Final = Rule(
    name=NAME,
    title="A deployment does not undo the schedule",
    description="A group with a schedule declares no desired size, or ignores changes of it.",
    remediation="Leave the desired size to the schedule, or add it to `ignore_changes`.",
    severity=Severity.HIGH,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
)
