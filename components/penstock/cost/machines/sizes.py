"""How many nodes of a group to count: floor, expected and ceiling, each as nodes -> hours of the month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, TypeAlias

from penstock.resources.facts import Node, SizeChange
from penstock.resources.reading.values import UNKNOWN, Maybe, known
from penstock.terms import HOURS_PER_MONTH

from .hours import NotKnownError, Size, hours_by_size

Profile: TypeAlias = Mapping[int, Decimal]
"""Nodes -> hours of the month at that size."""

_DAYS_PER_MONTH: Final = Decimal(365) / 12


@dataclass(frozen=True, slots=True)
class Sizes:
    """`peak`: the nodes of the always-on twin. `basis`: where the figures come from, for people. `idle_hours`: expected
    node-hours that idle shutdown takes away, already left out of `expected`."""

    floor: Profile
    expected: Profile
    ceiling: Profile
    peak: int
    basis: str
    idle_hours: Decimal = Decimal(0)


def node_hours(profile: Profile) -> Decimal:
    """Node-hours of the month."""
    return sum((nodes * hours for nodes, hours in profile.items()), Decimal(0))


def by_size(found: Iterable[tuple[int, Decimal]]) -> Profile:
    """Hours by size, each size once."""
    together: dict[int, Decimal] = {}
    for size, hours in found:
        together[size] = together.get(size, Decimal(0)) + hours
    return together


def sizes(node: Node, year: int, of: str = "node") -> Sizes:
    """Floor: the lowest minimum, all month. Ceiling: the highest maximum, all month. Expected: the schedule, else desired.

    One reading on every cloud: a size that the program states is expected, the one that it desires or the one that a group begins
    with whose autoscaler decides the rest (GKE, AKS, endpoints), but no less than the minimum and no more than the maximum: who asks
    for less is shown less, and who keeps two more is shown two more. Where it states none, the maximum is counted by choice, and the
    basis says so; and so is a schedule that brings nothing above the minimum, for somebody starts what it stops.
    What is not known counts as the ceiling. Raises NotKnownError when there is no upper bound at all. `of`: what is counted, for people.
    """
    if node.desired is None and node.begins is not None:
        node = replace(node, desired=node.begins)
    maxima = _known([node.maximum, *(change.maximum for change in node.schedule)])
    if maxima is None:
        raise NotKnownError("its maximum size is not known, so it has no ceiling")
    highest = max(maxima)
    ceiling = _all_month(highest)
    minima = _known([node.minimum, *(change.minimum for change in node.schedule)])
    if minima is None:
        return _at_most(ceiling, ceiling, "minimum size not known", of)
    lowest = min(*minima, *maxima)
    floor = _all_month(lowest)
    if node.fallback_hours_per_day is not None:
        return _fallback(node.fallback_hours_per_day, lowest, ceiling)
    if node.desired is UNKNOWN and not node.schedule:
        return _at_most(floor, ceiling, "desired size not known", of)
    try:
        expected = hours_by_size(_start(node, minima[0], maxima[0]), node.schedule, year)
    except NotKnownError as error:
        return _at_most(floor, ceiling, str(error), of)
    stated = node.desired is not None and not node.schedule
    if not stated and node_hours(expected) <= node_hours(floor) and lowest < highest:
        why = "the schedule has no size above the minimum" if node.schedule else "no desired size is stated"
        return _at_most(floor, ceiling, why, of)
    return Sizes(floor, expected, ceiling, max(expected), _basis(node, max(expected), of))


def _known(figures: Iterable[Maybe[int] | None]) -> list[int] | None:
    """Those that are given; None when one of them is not known."""
    given = [figure for figure in figures if figure is not None]
    found = [figure for figure in given if known(figure)]
    return found if len(found) == len(given) else None


def _start(node: Node, minimum: int, maximum: int) -> Size:
    """Before any scheduled change. Desired left out: the group starts at its minimum; not known: at most the maximum."""
    declared = minimum if node.desired is None else node.desired
    desired = declared if known(declared) else maximum
    return Size(minimum, min(max(desired, minimum), maximum), maximum)


def _fallback(cap: Maybe[Decimal], lowest: int, ceiling: Profile) -> Sizes:
    """A group that stands in for dry spot capacity: nothing but its minimum, up to its daily cap.

    Its always-on twin is nothing: the pool that it stands in for is counted there.
    """
    floor = _all_month(lowest)
    if not known(cap):
        return Sizes(floor, floor, ceiling, lowest, "stands in for spot; its daily cap is not known")
    if lowest == 0:
        ceiling = {1: min(cap * _DAYS_PER_MONTH, node_hours(ceiling))}
    return Sizes(floor, floor, ceiling, lowest, f"stands in for spot, at most {cap} node-hours a day")


def _at_most(floor: Profile, ceiling: Profile, why: str, of: str) -> Sizes:
    highest = max(ceiling)
    return Sizes(floor, ceiling, ceiling, highest, f"{why}: counted as {_count(highest, of)} all month")


def _basis(node: Node, peak: int, of: str) -> str:
    if not node.schedule and node.kind == "instance":
        return "one instance all month" if peak else "stopped by the program: started by hand, it runs up to all month"
    if not node.schedule:
        return f"{_count(peak, of)} all month"
    changes = ", ".join(f"{change.recurrence} {change.timezone} {_change(change)}" for change in node.schedule)
    unsure = "; from the maximum on, for the desired size is not known" if node.desired is UNKNOWN else ""
    return f"schedule {changes}{unsure}"


def _change(change: SizeChange) -> str:
    figures = (("min", change.minimum), ("desired", change.desired), ("max", change.maximum))
    return " ".join(f"{name} {figure}" for name, figure in figures if figure is not None)


def _count(count: int, of: str) -> str:
    return f"1 {of}" if count == 1 else f"{count} {of}s"


def _all_month(nodes: int) -> Profile:
    return {nodes: HOURS_PER_MONTH}
