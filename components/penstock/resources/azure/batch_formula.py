"""Autoscale formulas of an Azure Batch pool, of the one shape whose limits can be read: so many nodes at most, as tasks wait.

`$TargetLowPriorityNodes = min(4, $PendingTasks.GetSample(...))`, also by way of a variable, or with `max(0, ...)` around what waits.
A target that a formula does not set is none of the pool's (Azure Batch, Autoscale compute nodes in a pool: Variables). Whatever else a
formula says of a target is not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from penstock.resources.inputs import plain

_ASSIGNED: Final = re.compile(r"(\$\w+)=(.+)", re.DOTALL)
_AT_MOST: Final = re.compile(r"min\((\d{1,6}),(.+)\)", re.DOTALL)
_WAITING: Final = re.compile(
    r"(?:max\(0,)?(?:(?:avg|max)\()?\$(?:Pending|Active)Tasks\.GetSample\([^()]*\)(?:\.GetAverage\(\))?\)*"
)
_DEDICATED: Final = ("$targetdedicatednodes", "$targetdedicated")
_LOW_PRIORITY: Final = ("$targetlowprioritynodes",)


@dataclass(frozen=True, slots=True)
class Targets:
    """The most nodes that a formula asks for; with no task there are none."""

    dedicated: int
    low_priority: int


def targets(formula: str) -> Targets | None:
    """What a formula asks for; None for one of another shape."""
    statements = [re.sub(r"\s", "", it) for it in plain(formula).split(";")]
    matches = [_ASSIGNED.fullmatch(it) for it in statements if it]
    if not all(matches):
        return None
    names = [match[1].lower() for match in matches if match is not None]
    given = {match[1].lower(): match[2] for match in matches if match is not None}
    if len(given) < len(names):  # assigned twice: by turns, or under a condition
        return None
    dedicated, low = _most(given, _DEDICATED), _most(given, _LOW_PRIORITY)
    return None if dedicated is None or low is None else Targets(dedicated, low)


def _most(given: Mapping[str, str], names: tuple[str, ...]) -> int | None:
    said = [given[name] for name in names if name in given]
    if not said or said == ["0"]:
        return 0
    match = _AT_MOST.fullmatch(said[0]) if len(said) == 1 else None
    if match is None or not _WAITING.fullmatch(given.get(match[2].lower(), match[2])):
        return None
    return int(match[1])
