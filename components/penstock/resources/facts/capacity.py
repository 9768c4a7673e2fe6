"""How the nodes of a group are bought, and which of several types come."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown


class Takes(StrEnum):
    """Which of several types a cloud launches: the `FIRST` of the list, the `CHEAPEST`, or `ANY` of them, by what capacity it has."""

    FIRST = "first"
    CHEAPEST = "cheapest"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Capacity:
    """How the nodes of a group are bought.

    The first `on_demand_base` nodes are on-demand; above them `spot_percent` per cent (0 to 100) are spot.
    `by_default`: the program does not say the percentage, so the provider's default decides.
    `kept_when_reclaimed`: a spot node that the cloud takes back is only stopped, so that its disks bill on.
    `spot_sold`: whether the cloud sells such machines as spot at all.
    `on_demand_takes`, `spot_takes`: which of several types come; `strategy`: the input that says so of spot nodes.
    `on_demand_alike`, `spot_alike`: how many the cloud prefers alike: the first so many choices, or the so many cheapest.
    `max_price`: USD an hour that the program takes at most for a spot node; None: the cloud's own bound, the on-demand price.
    `one_of`: the program's word at `path` is none of these, which are all that the cloud takes; empty where it is, or not known.
    """

    on_demand_base: Maybe[int]
    spot_percent: Maybe[Decimal]
    path: str = ""
    by_default: bool = False
    kept_when_reclaimed: Maybe[bool] = False
    spot_sold: bool = True
    one_of: tuple[str, ...] = ()
    on_demand_takes: Maybe[Takes] = Takes.ANY
    spot_takes: Maybe[Takes] = Takes.ANY
    strategy: str = ""
    on_demand_alike: int = 1
    spot_alike: int = 1
    max_price: Maybe[Decimal] | None = None

    @property
    def cheapest_alone(self) -> Maybe[bool]:
        """Whether spot nodes come from the cheapest pools alone, which are reclaimed the most."""
        return UNKNOWN if isinstance(self.spot_takes, Unknown) else self.spot_takes is Takes.CHEAPEST

    @property
    def all_spot(self) -> Maybe[bool]:
        """Whether every node is spot."""
        if self.on_demand_base is UNKNOWN or self.spot_percent is UNKNOWN:
            return UNKNOWN
        return self.on_demand_base == 0 and self.spot_percent == 100
