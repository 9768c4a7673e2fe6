"""Upper bounds for machines whose price the catalog does not have.

Each bound is held against every price of the catalog by a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from penstock.catalog import Catalog, InstanceType

_WINDOWS: Final = Decimal("0.046")
_WINDOWS_BEFORE: Final = Decimal("0.07")
_SQL_SERVER: Final = Decimal("0.5")
_LEAST_CORES: Final = 4
"""USD a vCPU-hour on top of the Linux price. Windows Server is 0.046 (EC2 user guide, Optimize CPUs for license-included instances;
Compute Engine, Disk and image pricing, Windows Server; Azure's list prices: Standard_NC4as_T4_v3 in eastus 0.71 and 0.526 $/h on 4 vCPUs),
on AWS's families of before 2015 up to 0.063. SQL Server Enterprise with Windows is 0.421 there, for 4 cores at least."""

PER_VCPU: Final = Decimal("0.15")
PER_GIB: Final = Decimal("0.02")
"""USD an hour. No machine without accelerators costs more than this for its vCPUs and memory together, anywhere that the catalog has a
price of; a type without any price is taken to cost that much at most."""

PER_DISK_GIB: Final = Decimal("0.5")
"""USD a GiB-month. No disk of one zone that nodes may have costs more, anywhere that the catalog has a price of."""
PER_STORED_GIB: Final = Decimal("0.8")
"""USD a GiB-month. No class of an object store costs half as much, anywhere that the catalog has a price of: the other half is for what a
bucket keeps of deleted objects."""
PER_MOVED_GIB: Final = Decimal("0.4")
"""USD a GiB, at each end. No way between zones and regions or to the internet costs more, anywhere that the catalog has a price of."""
PER_THOUSAND: Final = Decimal(1)
"""USD. No thousand requests, transitions or objects of a bucket cost more in a month."""
IMAGE_GIB: Final = Decimal(128)
"""GiB of the disk of an image that decides its size: 127 with Windows, 30 of most of Linux (Azure, managed disks overview, OS disk; Compute
Engine's public images have 10 to 50, Amazon's 8 to 30)."""


_FEES: Final[Mapping[str, tuple[Decimal, Decimal]]] = {
    "codebuild": (Decimal("2.5"), Decimal("0.1")),
    "databricks": (Decimal(1), Decimal("0.25")),
    "data-factory-ssis": (Decimal(1), Decimal("0.6")),
    "vertex-serving": (Decimal("0.3"), Decimal(0)),
}
_OTHER_FEE: Final = (Decimal(1), Decimal("0.1"))
"""Service -> (share of the machine's on-demand price, USD a vCPU-hour) that its fee is never above. Most take a few cents a vCPU (Dataproc
0.01, Azure Red Hat OpenShift 0.043, Cloud Workstations 0.05, Data Explorer 0.11) or a share below a half (Vertex AI 15 %); a notebook's
accelerators may be billed once more. CodeBuild's minutes replace the machine's price, Databricks' units of all-purpose clusters are up to
0.14 a vCPU and the machine's own price with accelerators, and SSIS nodes bring SQL Server Enterprise. What Vertex AI takes for a machine that
serves is a share alone, as for one that trains."""


def known_prices(catalog: Catalog, name: str) -> list[Decimal]:
    """USD per hour on-demand of an instance type, in each region that offers it at a known price."""
    offers = [catalog.offering(name, region) for region in catalog.regions_offering(name)]
    return [it.on_demand_hourly for it in offers if it is not None and it.on_demand_hourly is not None]


def licence_at_most(kind: InstanceType, licence: str) -> Decimal:
    """USD per hour that a licence (`NodeTemplate.licence`) adds to a machine at most."""
    if not licence:
        return Decimal(0)
    if licence != "Windows":
        return _SQL_SERVER * max(kind.vcpus, _LEAST_CORES)
    return (_WINDOWS_BEFORE if kind.previous_generation else _WINDOWS) * kind.vcpus


def machine_at_most(catalog: Catalog, kind: InstanceType) -> Decimal | None:
    """USD per hour on-demand that a machine is held to where its region has no price of it: the dearest known one. None for one with
    accelerators that no region has a price of."""
    found = known_prices(catalog, kind.name)
    if found:
        return max(found)
    return None if kind.gpu_count else PER_VCPU * kind.vcpus + PER_GIB * kind.memory_gib


def fee_at_most(service: str, kind: InstanceType, usd: Decimal) -> Decimal:
    """USD per node-hour that the fee of a service is never above, which has no price; `usd`: what the machine is held to."""
    share, each = _FEES.get(service, _OTHER_FEE)
    return share * usd + each * kind.vcpus


def accelerator_at_most(catalog: Catalog, name: str) -> Decimal | None:
    """The same of one accelerator that is attached to a machine, by the cloud's own name."""
    prices = (catalog.unit_price(f"gpu-{name}-hour", it) for it in catalog.regions)
    found = [price.usd for price in prices if price is not None]
    return max(found, default=None)
