"""Hours of work that a usage file declares, and the hours that nodes are billed for because of it: they boot, they wait to be stopped, and
they do again what a reclaim took.

A usage file may say each figure; docs/usage-file.md has the defaults, and where they are from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import ceil
from typing import Final

from penstock.cost.usage import Usage
from penstock.resources.facts import Node
from penstock.terms import HOURS_PER_MONTH

from .sizes import Profile, Sizes, node_hours

DEFAULTS: Final[Mapping[str, Decimal]] = {
    "hours_per_start": Decimal(8),
    "boot_minutes": Decimal(10),
    "idle_minutes": Decimal(30),
    "reclaims_per_month": Decimal(1),
    "checkpoint_minutes": Decimal(60),
}
"""Key -> the figure of who says nothing. A start is one for each working day's 8 hours. A node with GPUs takes about five minutes to join and
up to ten more for its images (Karpenter with GPUs, cold starts: "a 10GB container image can leave a GPU node idle for ten minutes"); a pool
whose stopper says how long it waits has that instead of 30 minutes. One reclaim of a spot node that runs all month is more than the
highest band that AWS tells of ("frequency of interruption ... > 20 %" in a month, Spot Instance advisor)."""

_MINUTES: Final = Decimal(60)
_CENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Work:
    """Node-hours of a month: of work, and what comes on top. `words`: what was added, for people."""

    hours: Decimal
    boot: Decimal
    idle: Decimal
    repeated: Decimal
    words: str

    @property
    def billed(self) -> Decimal:
        """All of it, in hours of two decimals."""
        return self.hours + self.boot + self.idle + self.repeated


def work_of(node: Node, usage: Usage, spot_share: Decimal) -> Work | None:
    """What a usage file declares for the group, of whose node-hours `spot_share` are spot; None where it declares no work."""
    hours = usage.of(node.urn, "node_hours")
    if hours is None:
        return None
    figures = {key: _figure(node, usage, key) for key in DEFAULTS}
    each = figures["hours_per_start"]
    starts = ceil(hours / each) if each else 0
    reclaims = hours * spot_share / HOURS_PER_MONTH * figures["reclaims_per_month"]
    boot = _hours((starts + reclaims) * figures["boot_minutes"])
    idle = _hours(starts * figures["idle_minutes"])
    repeated = _hours(reclaims * figures["checkpoint_minutes"] / 2)  # a reclaim comes at any moment between two saves
    added = {
        f"{boot} to boot ({starts} starts{f' and {reclaims:.1f} reclaims' if reclaims else ''})": boot,
        f"{idle} idle before it is stopped": idle,
        f"{repeated} that reclaims repeat": repeated,
    }
    words = ", ".join(text for text, figure in added.items() if figure)
    return Work(hours, boot, idle, repeated, f"{hours} node-hours of work declared{f', and {words}' if words else ''}")


def _figure(node: Node, usage: Usage, key: str) -> Decimal:
    """As declared; how long it may be idle, as its own stoppers say."""
    declared = usage.of(node.urn, key)
    if declared is not None:
        return declared
    waits = [it.idle_duration for it in node.idle if it.armed is True and isinstance(it.idle_duration, timedelta)]
    if key == "idle_minutes" and waits:
        return Decimal(int(max(waits).total_seconds())) / _MINUTES
    return DEFAULTS[key]


def _hours(minutes: Decimal) -> Decimal:
    return (minutes / _MINUTES).quantize(_CENT, ROUND_HALF_UP)


def busy(counted: Sizes, node: Node, work: Work) -> Sizes:
    """With declared work. Where something stops idle nodes, what the work is billed for is expected, no less than the floor; more than the
    schedule's is more nodes, as far as there are any. Where nothing stops them, they stay. A group that stands in for another does what
    that could not, which nobody declares."""
    if node.fallback_hours_per_day is not None:
        return counted
    expected, most = node_hours(counted.expected), node_hours(counted.ceiling)
    if work.billed > expected:
        left = min(work.billed, most)
        enough = "" if left == work.billed else ", more than its largest size has"
        profile = _raised(left) if left > expected else counted.expected
        peak = max(counted.peak, *profile)
        return replace(counted, expected=profile, peak=peak, basis=f"{counted.basis}; {work.words}{enough}")
    if not any(stopper.armed is True for stopper in node.idle):
        return replace(counted, basis=f"{counted.basis}; {work.words}, but nothing stops idle nodes")
    left = max(work.billed, node_hours(counted.floor))
    profile = {nodes: part * left / expected for nodes, part in counted.expected.items() if nodes}
    return replace(counted, expected=profile, idle_hours=expected - left, basis=f"{counted.basis}; {work.words}")


def _raised(hours: Decimal) -> Profile:
    """So many node-hours of as few nodes as have them in a month."""
    nodes = ceil(hours / HOURS_PER_MONTH)
    return {nodes: hours / nodes}
