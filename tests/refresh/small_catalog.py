"""A catalog small enough to read in a test."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from penstock.catalog import Catalog, InstanceType, Offering

SHIPPED = date(2026, 7, 20)
"""The date of every price that `shipped` makes."""


def machine(
    cloud: str, name: str, gpu: str | None = None, count: str = "0", *, vcpus: int = 8, gib: int = 32
) -> InstanceType:
    return InstanceType(cloud, name, vcpus, Decimal(gib), gpu_name=gpu, gpu_count=Decimal(count))


def shipped(
    hardware: InstanceType, region: str, on_demand: str | None, spot: str | None = None, *, estimated: bool = False
) -> Offering:
    """Prices as the catalog ships them."""
    return Offering(
        type=hardware,
        region=region,
        on_demand_hourly=None if on_demand is None else Decimal(on_demand),
        spot_hourly=None if spot is None else Decimal(spot),
        spot_basis="none" if spot is None else "estimated" if estimated else "listed",
        zones=3,
        price_date=SHIPPED,
        spot_date=None if spot is None else SHIPPED,
        source="shipped",
    )


class SmallCatalog(Catalog):
    """The types and prices that a test writes out."""

    def __init__(self, cloud: str, regions: Sequence[str], types: Sequence[InstanceType], *offerings: Offering) -> None:
        super().__init__(cloud)
        self.regions = tuple(regions)
        self.instance_type_names = tuple(sorted(kind.name for kind in types))
        self.gpu_names = tuple(sorted({kind.gpu_name for kind in types if kind.gpu_name}))
        self._machines = {kind.name: kind for kind in types}
        self._written = {(offering.type.name, offering.region): offering for offering in offerings}

    def instance_type(self, name: str) -> InstanceType | None:
        return self._machines.get(name)

    def offering(self, instance_type: str, region: str) -> Offering | None:
        return self._written.get((instance_type, region))
