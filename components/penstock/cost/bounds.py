"""What a price that the catalog does not have is never above, so that what is small stays small without one.

Each bound is held against every price of the catalog by a test.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from penstock.catalog import Catalog, InstanceType
from penstock.resources.values import Maybe

PER_REGION: Final = Decimal("1.4")
"""No region's price of a machine is more than this times the dearest of the others': Azure's Brazil, the dearest of all against them, is
up to 1.38 times, Frankfurt 1.3 times, Dammam 1.28 times."""

PER_VCPU: Final = Decimal("0.15")
PER_GIB: Final = Decimal("0.02")
"""USD an hour. No machine without accelerators costs more than this for its vCPUs and memory together, anywhere that the catalog has a
price of; a type without any price is taken to cost that much at most."""

PER_DISK_GIB: Final = Decimal("0.5")
"""USD a GiB-month. No disk of one zone that nodes may have costs more, anywhere that the catalog has a price of."""


def known_prices(catalog: Catalog, name: str) -> list[Decimal]:
    """USD per hour on-demand of an instance type, in each region that offers it at a known price."""
    offers = [catalog.offering(name, region) for region in catalog.regions_offering(name)]
    return [it.on_demand_hourly for it in offers if it is not None and it.on_demand_hourly is not None]


def machine_at_most(catalog: Catalog, kind: InstanceType, region: Maybe[str] | None) -> Decimal | None:
    """USD per hour on-demand that a machine is never above in `region`, of whose price there nothing is known; where the region is
    not, the dearest known. None for one with accelerators that no region has a price of."""
    found = known_prices(catalog, kind.name)
    if found:
        return max(found) * (PER_REGION if isinstance(region, str) else 1)
    return None if kind.gpu_count else PER_VCPU * kind.vcpus + PER_GIB * kind.memory_gib


def accelerator_at_most(catalog: Catalog, name: str, region: Maybe[str] | None) -> Decimal | None:
    """The same of one accelerator that is attached to a machine, by the cloud's own name."""
    prices = (catalog.unit_price(f"gpu-{name}-hour", it) for it in catalog.regions)
    found = [price.usd for price in prices if price is not None]
    return max(found) * (PER_REGION if isinstance(region, str) else 1) if found else None
