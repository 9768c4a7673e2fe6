"""min-above-zero: a pool that nobody uses has no node.

Blocks a group of GPU nodes whose minimum is above the limit for its purpose. No idle shutdown and no off hour goes below a
minimum, so one g5.xlarge that is kept for convenience costs about 730 $ a month, and one p4d.24xlarge about 16,000 $.
A schedule may raise the minimum for some hours when another of its changes lowers it again.
Allows inference, where somebody always waits for an answer, unless `limits` has a limit for it; nodes without accelerators.
To fix: set the minimum to 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock_policies.judging import PURPOSE_KEYS, Held, all_of, any_of, each_gpu_node
from penstock_policies.rule import Config, Enforcement, Rule, Severity, Verdict

NAME: Final = "min-above-zero"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each resource that starts machines."""
    return each_gpu_node(facts, config, rule=NAME, limits=config["limits"], unit="", judge=_judge)


def _judge(node: Node, limit: float) -> Held | str:
    if node.kind != "group":
        return "a single machine has no minimum"
    fix = f"set the minimum to {limit:g}, also the one that a schedule sets for the night"
    return Held(_within(node, limit), _words(node), fix)


def _within(node: Node, limit: float) -> Maybe[bool]:
    """Whether the minimum comes down to `limit`: of changes that recur the lowest counts, of one that happens once its own."""
    recurring = [it.minimum for it in node.schedule if it.minimum is not None and it.recurrence is not None]
    once = [it.minimum for it in node.schedule if it.minimum is not None and it.recurrence is None]
    return all_of([any_of(_most(it, limit) for it in recurring or [node.minimum]), *(_most(it, limit) for it in once)])


def _most(minimum: Maybe[int], limit: float) -> Maybe[bool]:
    return UNKNOWN if isinstance(minimum, Unknown) else minimum <= limit


def _words(node: Node) -> str:
    minimum = "is not known before the deployment" if isinstance(node.minimum, Unknown) else f"is {node.minimum}"
    later = [it.minimum for it in node.schedule if it.minimum is not None]
    scheduled = ", ".join("unknown" if isinstance(it, Unknown) else f"{it}" for it in later)
    return f"its minimum {minimum}" + (f", its schedule's {scheduled}" if later else "")


RULE: Final = Rule(
    name=NAME,
    title="A pool can go down to no node",
    description="The minimum of a group of GPU nodes is 0, except for inference.",
    remediation="Set the minimum to 0.",
    severity=Severity.HIGH,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
    config_schema={
        "limits": {
            "type": "object",
            "propertyNames": {"enum": [*PURPOSE_KEYS]},
            "additionalProperties": {"type": "integer", "minimum": 0},
            "default": {"unstated": 0, "development": 0, "evaluation": 0, "training": 0},
            "description": "Purpose (or `unstated`) -> nodes that a group may keep; a purpose without one is not judged.",
        }
    },
)
