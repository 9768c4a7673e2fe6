"""schedule-required: what people work with in the daytime is off at night.

Blocks GPU nodes for development and evaluation, or for no stated purpose, that no schedule turns off, or that theirs leaves on
for more hours than the limit. A month has 730 hours, of which an office is open for about 200: the rest is paid for nobody.
Counted are the hours of an average month with any node, in the schedule's own time zone.
Allows a pool that keeps no node of its own (minimum 0, no desired size) and that something running empties when it is idle: it
runs for its jobs alone, at any hour; so does a managed notebook that its service stops when it is idle. Allows training and inference; nodes without accelerators.
To fix: turn it off in the evening by a schedule.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.cost.machines.hours import NotKnownError, Size, hours_by_size
from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH, Purpose, Tag
from penstock_policies.judging import PURPOSE_KEYS, Held, all_of, any_of, each_gpu_node
from penstock_policies.rule import Config, Enforcement, Rule, Severity, Verdict
from penstock_policies.wording import OFF_HOURS, said, tag

NAME: Final = "schedule-required"

_YEAR: Final = 2028
"""The year whose hours are counted: any would do, and no clock is asked."""


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each resource that starts machines."""
    return each_gpu_node(facts, config, rule=NAME, limits=config["limits_hours"], unit=" hours a month", judge=_judge)


def _judge(node: Node, limit: float) -> Held:
    on_request = _on_request(node)
    if on_request is True:
        return Held(True, "runs for its work alone, and is stopped when it is idle", names_limit=False)
    hours, words = _hours(node)
    within: Maybe[bool] = UNKNOWN if isinstance(hours, Unknown) else hours <= limit
    fix = said(OFF_HOURS, node, purpose=tag(node, Tag.PURPOSE, Purpose.INFERENCE))
    return Held(any_of([within, on_request]), words, fix)


def _on_request(node: Node) -> Maybe[bool]:
    """Whether nothing but work makes it start a node, and something that runs ends it. A notebook whose service stops it when it
    is idle starts again only when somebody opens it."""
    if node.kind == "instance" and not node.schedule:
        return any_of(it.armed for it in node.idle if it.mechanism == "service")
    sizes = [node.minimum, *((node.desired,) if node.desired is not None else ())]
    sizes += [it for change in node.schedule for it in (change.minimum, change.desired) if it is not None]
    kept = (size if isinstance(size, Unknown) else size == 0 for size in sizes)
    return all_of([node.kind == "group", *kept, any_of(stopper.armed for stopper in node.idle)])


def _hours(node: Node) -> tuple[Maybe[float], str]:
    """(hours of an average month with any node, for people)."""
    if not node.schedule:
        return float(HOURS_PER_MONTH), "no schedule turns it off"
    minimum, maximum = node.minimum, node.maximum
    desired = minimum if node.desired is None else node.desired
    if isinstance(minimum, Unknown) or isinstance(desired, Unknown) or isinstance(maximum, Unknown):
        return UNKNOWN, "its size is not known before the deployment"
    try:
        found = hours_by_size(Size(minimum, desired, maximum), node.schedule, _YEAR)
    except NotKnownError as error:
        return UNKNOWN, str(error)
    on = float(HOURS_PER_MONTH - found.get(0, HOURS_PER_MONTH * 0))
    return on, f"its schedule has it on for {on:.0f} hours a month"


RULE: Final = Rule(
    name=NAME,
    title="Development and evaluation have off hours",
    description="GPU nodes for development and evaluation are turned off by a schedule.",
    remediation="Turn it off in the evening by a schedule, or let it run for its work alone.",
    severity=Severity.HIGH,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
    config_schema={
        "limits_hours": {
            "type": "object",
            "propertyNames": {"enum": [*PURPOSE_KEYS]},
            "additionalProperties": {"type": "number", "minimum": 0},
            "default": {"unstated": 400, "development": 400, "evaluation": 400},
            "description": "Purpose (or `unstated`) -> hours of an average month (730) that it may be on; a purpose without "
            "one is not judged.",
        }
    },
)
