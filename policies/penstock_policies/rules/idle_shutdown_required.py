"""idle-shutdown-required: something ends GPU nodes, notebooks and endpoints that do nothing.

Blocks GPU nodes that nothing stops when they are idle. A node of 8 A100 that is left on over a weekend costs more than the
job that it ran. What counts is a stopper that runs: Penstock's steward with an enabled schedule, or a metric alarm that acts
on a low figure, by a scaling policy that takes nodes away or by EC2's own stop and terminate actions. A minimum above 0, of
the group or of its schedule, keeps nodes alive whatever stops them.
A managed notebook counts when its service stops it after a limited time. An endpoint that may go down to 0 instances is
undetermined: no program says when its service takes the last one.
Allows inference unless `limits_minutes` has a limit for it; nodes without accelerators.
To fix: give a Penstock pool `idle`; elsewhere add such an alarm, or turn on the service's own idle shutdown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import FactSet, IdleStopper, Node
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import Purpose, Tag
from penstock_policies.judging import PURPOSE_KEYS, Held, all_of, any_of, each_gpu_node, stopper_words
from penstock_policies.rule import Config, Enforcement, Rule, Severity, Verdict
from penstock_policies.wording import STOP_WHEN_IDLE, said, tag

NAME: Final = "idle-shutdown-required"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each resource that starts machines."""
    return each_gpu_node(facts, config, rule=NAME, limits=config["limits_minutes"], unit=" minutes idle", judge=_judge)


def _judge(node: Node, limit: float) -> Held:
    released = _released(node)
    scaled = node.kind == "group" and node.service is not None and not node.idle and released is not False
    stopped = all_of([released, UNKNOWN if scaled else any_of(_stops(stopper, limit) for stopper in node.idle)])
    none = "when its service takes it down to 0 is not known" if scaled else "nothing stops it when it is idle"
    found = ", ".join(_words(stopper) for stopper in node.idle) or none
    if node.idle and released is not True:
        unsure = "may keep" if isinstance(released, Unknown) else "keeps"
        found += f", but its minimum {unsure} nodes alive"
    inference = tag(node, Tag.PURPOSE, Purpose.INFERENCE)
    fix = said(STOP_WHEN_IDLE, node, limit=limit, seconds=limit * 60, purpose=inference)
    if released is not True:
        fix += "; set its minimum to 0"
    return Held(stopped, found, fix)


def _released(node: Node) -> Maybe[bool]:
    """Whether a group may go down to no node at all: a stopper cannot go below the minimum, nor below a schedule's."""
    if node.kind != "group":
        return True
    floors = [node.minimum, *(change.minimum for change in node.schedule if change.minimum is not None)]
    return all_of(floor if isinstance(floor, Unknown) else floor == 0 for floor in floors)


def _stops(stopper: IdleStopper, limit: float) -> Maybe[bool]:
    idle = stopper.idle_duration
    return all_of([stopper.armed, idle if isinstance(idle, Unknown) else idle.total_seconds() <= limit * 60])


def _words(stopper: IdleStopper) -> str:
    idle = stopper.idle_duration
    after = "an unknown time" if isinstance(idle, Unknown) else f"{idle.total_seconds() / 60:g} minutes"
    if stopper.armed is True:
        return f"{stopper_words(stopper.mechanism)} stops it after {after}"
    state = "may not run" if isinstance(stopper.armed, Unknown) else "does not run"
    return f"{stopper_words(stopper.mechanism)} would stop it after {after}, but {state}"


RULE: Final = Rule(
    name=NAME,
    title="Idle accelerators are stopped",
    description="Something that runs must stop GPU nodes, notebooks and endpoints after a limited idle time.",
    remediation="Give a Penstock pool `idle`; elsewhere add an alarm that takes idle nodes away, or the service's idle shutdown.",
    severity=Severity.HIGH,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
    config_schema={
        "limits_minutes": {
            "type": "object",
            "propertyNames": {"enum": [*PURPOSE_KEYS]},
            "additionalProperties": {"type": "number", "minimum": 1},
            "default": {"unstated": 30, "development": 30, "evaluation": 60, "training": 60},
            "description": "Purpose (or `unstated`) -> minutes that a node may be idle; a purpose without one is not judged.",
        }
    },
)
