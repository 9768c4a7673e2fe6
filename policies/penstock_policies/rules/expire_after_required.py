"""expire-after-required: no GPU node lives for ever, whatever it claims to be doing.

Blocks GPU nodes without a hard time to live. Idle shutdown can be fooled: a job that hangs in a deadlock keeps its GPUs at
100 %, and a node that cannot be read counts as busy. What counts is a running steward or service with a limit of its own
(`expire_after`; a job's longest run time), or a recurring schedule that takes the whole group to 0.
Allows inference unless `limits_hours` has a limit for it; nodes without accelerators.
To fix: give a Penstock pool `idle: {expire_after: ...}`; elsewhere set a longest run time, or schedule a size of 0 as often.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

from cronsim import CronSim, CronSimError

from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock_policies.judging import PURPOSE_KEYS, Held, any_of, each_gpu_node, stopper_words
from penstock_policies.rule import Config, Enforcement, Rule, Severity, Verdict
from penstock_policies.wording import TIME_TO_LIVE, said

NAME: Final = "expire-after-required"

_BEGIN: Final = datetime(2028, 1, 1, tzinfo=UTC)
_LONGEST: Final = 8784
"""Hours of a leap year: a limit that a node does not reach in a year is none."""

_MOST_ENDS: Final = 400
"""A year of days. What ends nodes more often than daily has shown its longest pause long before."""


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each resource that starts machines."""
    return each_gpu_node(facts, config, rule=NAME, limits=config["limits_hours"], unit=" hours", judge=_judge)


def _judge(node: Node, limit: float) -> Held:
    ends = list(_ends(node))
    found = ", ".join(f"{who} ends it after {_words(life)}" for who, life in ends) or "nothing ends it that is busy"
    fix = said(TIME_TO_LIVE, node, limit=limit, seconds=limit * 3600)
    return Held(any_of(_within(life, limit) for _, life in ends), found, fix)


def _ends(node: Node) -> Iterable[tuple[str, Maybe[timedelta]]]:
    """(what ends a node however busy it is, after how long)."""
    for stopper in node.idle:
        if stopper.expire_after is not None and stopper.armed is not False:
            yield stopper_words(stopper.mechanism), stopper.expire_after if stopper.armed is True else UNKNOWN
    for change in node.schedule if node.scales_in is not False else ():
        if change.desired == 0 and change.minimum in (0, None) and change.recurrence is not None:
            when = change.recurrence
            yield "its schedule", UNKNOWN if isinstance(when, Unknown) else _longest_pause(when)
        elif isinstance(change.desired, Unknown) or (change.desired == 0 and isinstance(change.minimum, Unknown)):
            yield "its schedule", UNKNOWN


@lru_cache(maxsize=512)
def _longest_pause(recurrence: str) -> Maybe[timedelta]:
    """The longest time between two of them by the clock on the wall. Kept, because the pools of a stack share their hours."""
    if len(recurrence.split()) != 5:
        return UNKNOWN
    try:
        times = list(islice(CronSim(recurrence, _BEGIN), _MOST_ENDS))
    except CronSimError:
        return UNKNOWN
    return max((later - one for one, later in pairwise(times)), default=UNKNOWN)


def _within(life: Maybe[timedelta], limit: float) -> Maybe[bool]:
    return UNKNOWN if isinstance(life, Unknown) else life <= timedelta(hours=limit)


def _words(life: Maybe[timedelta]) -> str:
    return "an unknown time" if isinstance(life, Unknown) else f"{life / timedelta(hours=1):g} hours"


RULE: Final = Rule(
    name=NAME,
    title="Every accelerator has a time to live",
    description="Something ends each GPU node after a limited time, also one that is busy.",
    remediation="Give a Penstock pool `idle: {expire_after: ...}`; elsewhere a longest run time, or a schedule that takes it to 0.",
    severity=Severity.HIGH,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
    config_schema={
        "limits_hours": {
            "type": "object",
            "propertyNames": {"enum": [*PURPOSE_KEYS]},
            "additionalProperties": {"type": "number", "minimum": 1, "maximum": _LONGEST},
            "default": {"unstated": 24, "development": 24, "evaluation": 24, "training": 168},
            "description": "Purpose (or `unstated`) -> hours that a node may live; a purpose without one is not judged.",
        }
    },
)
