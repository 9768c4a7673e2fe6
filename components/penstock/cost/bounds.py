"""What a price that the catalog does not have is never above, so that what is small stays small without one.

Each bound is held against every price of the catalog by a test.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from penstock.catalog import Catalog, InstanceType

PER_REGION: Final = Decimal("3.5")
"""No region's price of a machine is more than this times another's: Brazil Southeast, the dearest of Azure, is about 3.3 times Central
India; on Google Cloud it is up to 2.4 times, on AWS 1.7 times."""

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


def machine_at_most(catalog: Catalog, kind: InstanceType) -> Decimal | None:
    """USD per hour on-demand that a machine is never above in any region. None for one with accelerators that no region has a price of."""
    found = known_prices(catalog, kind.name)
    if found:
        return max(found) * PER_REGION
    return None if kind.gpu_count else PER_VCPU * kind.vcpus + PER_GIB * kind.memory_gib
