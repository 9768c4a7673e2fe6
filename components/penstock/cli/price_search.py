"""Where an accelerator is cheapest: what is asked for, the search in the catalogs, and the answer that `penstock prices` shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from penstock.catalog import Catalog, InstanceType, Offering
from penstock.catalog.lookup import is_called
from penstock.terms import CapacityType


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for. `gpu`: an accelerator's or a family's name, None: any. `count`: per machine, None: any number.
    `regions`: empty: all. `max_hourly`: USD."""

    gpu: str | None
    count: Decimal | None
    regions: Sequence[str]
    capacity_type: CapacityType
    max_hourly: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One offering with the price asked for: USD per hour, and per GPU and hour; its day; listed or estimated."""

    offering: Offering
    hourly: Decimal
    gpu_hourly: Decimal
    day: date
    basis: str


@dataclass(frozen=True, slots=True)
class Cheapest:
    """The cheapest per GPU and hour of a cloud that is bought in one way; None: none is known."""

    cloud: str
    capacity_type: CapacityType
    row: Listed | None


@dataclass(frozen=True, slots=True)
class Answer:
    """`listed`: cheapest per GPU and hour first. `unpriced`: what is offered and of which that price is not known. `dearer`:
    how many cost more than `max_hourly`. `cheapest`: of each cloud that is asked, on-demand and spot."""

    listed: Sequence[Listed]
    unpriced: Sequence[Offering]
    dearer: int
    cheapest: Sequence[Cheapest] = ()


def find(catalogs: Mapping[str, Catalog], question: Question) -> Answer:
    """Every offering that is asked for, cheapest per GPU and hour first."""
    listed: dict[CapacityType, list[Listed]] = {CapacityType.ON_DEMAND: [], CapacityType.SPOT: []}
    unpriced: list[Offering] = []
    dearer = 0
    for offering in _offerings(catalogs, question):
        for kind, rows in listed.items():
            hourly = offering.hourly(kind)
            if hourly is not None and (question.max_hourly is None or hourly <= question.max_hourly):
                rows.append(_listed(offering, hourly, kind))
            elif kind is question.capacity_type and hourly is None:
                unpriced.append(offering)
            elif kind is question.capacity_type:
                dearer += 1
    for rows in listed.values():
        # Lists add up a machine's parts and round: what costs the same for a GPU to a hundredth of a cent is ranked by its own size.
        rows.sort(key=lambda row: (round(row.gpu_hourly, 4), row.hourly, *_name(row.offering)))
    cheapest = [
        Cheapest(cloud, kind, next((row for row in rows if row.offering.type.cloud == cloud), None))
        for cloud in catalogs
        for kind, rows in listed.items()
    ]
    return Answer(listed[question.capacity_type], sorted(unpriced, key=_name), dearer, cheapest)


def _offerings(catalogs: Mapping[str, Catalog], question: Question) -> Iterator[Offering]:
    for catalog in catalogs.values():
        regions = [region for region in catalog.regions if not question.regions or region in question.regions]
        for name in catalog.instance_type_names:
            hardware = catalog.instance_type(name)
            if hardware is None or not _is_asked_for(hardware, question):
                continue
            for region in regions:
                offering = catalog.offering(name, region)
                if offering is not None and offering.zones != 0:
                    yield offering


def _is_asked_for(hardware: InstanceType, question: Question) -> bool:
    if hardware.gpu_name is None or question.count not in (None, hardware.gpu_count):
        return False
    return question.gpu is None or is_called(hardware.gpu_name, question.gpu)


def _listed(offering: Offering, hourly: Decimal, kind: CapacityType) -> Listed:
    spot = kind is CapacityType.SPOT
    day = (offering.spot_date or offering.price_date) if spot else offering.price_date
    return Listed(offering, hourly, hourly / offering.type.gpu_count, day, offering.spot_basis if spot else "listed")


def _name(offering: Offering) -> tuple[str, str, str]:
    return offering.type.cloud, offering.type.name, offering.region
