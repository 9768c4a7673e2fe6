"""Which of several choices a cloud takes first, where the program ranks them, and what it pays for a spot node at most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from penstock.resources.facts import Capacity, InstanceChoice, Takes
from penstock.resources.reading.inputs import as_number
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

Ranked = tuple[Maybe[Decimal] | None, InstanceChoice]
"""(its rank, a choice): the lower the sooner; None: after all that have one."""


def by_rank(ranked: Iterable[Ranked]) -> tuple[tuple[InstanceChoice, ...], int | None]:
    """(choices, the soonest first; how many of them come first alike). None where a rank is not known: then which is not either.

    EC2: "The lower the number, the higher the priority. If no number is set, the launch template override has the lowest priority"
    (EC2 API, FleetLaunchTemplateOverrides, LaunchTemplateOverrides). Azure: "the lower the number, the higher the priority" (SkuProfileVMSize,
    VmSizeProfile, `rank`). Google Cloud: "lower number means higher preference" (InstanceFlexibilityPolicy, Dataproc InstanceSelection).
    """
    every = [*ranked]
    sure = [(rank, choice) for rank, choice in every if not isinstance(rank, Unknown)]
    if len(sure) < len(every):
        return tuple(choice for _, choice in every), None
    found = sorted(sure, key=lambda it: (it[0] is None, it[0] or 0))
    return tuple(choice for _, choice in found), sum(1 for rank, _ in found if rank == found[0][0])


def taking_first(capacity: Capacity, alike: int | None, *, on_demand: bool = True, spot: bool = False) -> Capacity:
    """With the first so many choices alike; with which is not known, where `alike` is None."""
    takes: Maybe[Takes] = UNKNOWN if alike is None else Takes.FIRST
    if on_demand:
        capacity = replace(capacity, on_demand_takes=takes, on_demand_alike=alike or 1)
    return replace(capacity, spot_takes=takes, spot_alike=alike or 1) if spot else capacity


def at_most(capacity: Capacity, price: Value) -> Capacity:
    """With the highest price, USD an hour, that the program takes for a spot node. What is no price above 0 is none: Azure takes -1 for
    the on-demand price."""
    most = as_number(price)
    return capacity if most is None or (isinstance(most, Decimal) and most <= 0) else replace(capacity, max_price=most)


def bidding(
    choices: Iterable[InstanceChoice], price: Value = None, *, percent: Value = None, of_a_unit: bool = False
) -> tuple[InstanceChoice, ...]:
    """Each choice with the highest price that the program takes for a spot node of it: USD an hour, of a node or of a unit, or per cent
    of its on-demand price."""
    usd, share = as_number(price), as_number(percent)
    if usd is None and share is None:
        return tuple(choices)
    return tuple(
        replace(
            it,
            max_price=usd * it.weight if of_a_unit and isinstance(usd, Decimal) else usd,
            max_percent=share,
        )
        for it in choices
    )
