"""The rows of the catalog, a unit in every name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from penstock.terms import CapacityType

SpotBasis = Literal["listed", "estimated", "none"]

SPOT_DAYS: Final = 90
"""Days for which a spot price says something of today's. Clouds set it anew by the hour (AWS), or up to once a month (Google Cloud)."""

OLD_SPOT: Final = f"over {SPOT_DAYS} days old"
"""How every view says that a spot price is older than that."""


@dataclass(frozen=True, slots=True)
class InstanceType:
    """The hardware behind a name, the same in every region.

    `gpu_count` may be a fraction; 0 and `gpu_name` None for a type without accelerators. `gpu_memory_gib` is per GPU, None
    where not known. `gpu_name` is one name on all clouds, e.g. `A100-40GB`. `maker`: `NVIDIA`, `AMD`, `AWS`, ...
    `rdma`: the class of its RDMA network: `efa` (AWS), `gpudirect-tcpx`, `gpudirect-tcpxo` or `gpudirect-rdma` (GCP),
    `infiniband` (Azure); None when it has none. `efa`: whether that is AWS's. `network_cards`: how many it has.
    `gpu_tier`: 0 no accelerator, 1 entry (T4, M60), 2 middle (L4, A10G, L40S, V100), 3 A100 class, 4 H100 class and above.
    `generation`: the maker's name of the accelerator's architecture (`Hopper`). `previous_generation`: the maker has a newer
    one of the same class, and clouds retire this one.
    """

    cloud: str
    name: str
    vcpus: int
    memory_gib: Decimal
    gpu_name: str | None = None
    gpu_count: Decimal = Decimal(0)
    gpu_memory_gib: Decimal | None = None
    maker: str | None = None
    architecture: str = "x86_64"
    efa: bool = False
    network_cards: int = 1
    gpu_tier: int = 0
    rdma: str | None = None
    generation: str | None = None
    previous_generation: bool = False


@dataclass(frozen=True, slots=True)
class Offering:
    """An instance type in a region with its prices in USD per hour. None: not offered that way, or not known.

    `spot_basis` `estimated`: on-demand x (1 - the published saving), not a quoted price. `zones`: how many offer it, None if
    not known. `price_date`: ISO date of the on-demand price; `spot_date` of the spot figure, which has an age of its own.
    `spot_hourly` is that of the zone in the middle, `spot_low_hourly` of the cheapest one; None where the source has one for all.
    """

    type: InstanceType
    region: str
    on_demand_hourly: Decimal | None
    spot_hourly: Decimal | None
    spot_basis: SpotBasis
    zones: int | None
    price_date: date
    spot_date: date | None
    source: str
    spot_low_hourly: Decimal | None = None

    @property
    def offered(self) -> bool:
        """Whether it can be bought there: an on-demand price is known, and zones, where known, are not 0."""
        return self.on_demand_hourly is not None and self.zones != 0

    def hourly(self, capacity_type: CapacityType) -> Decimal | None:
        """USD per hour for `capacity_type`; None when unpriced."""
        if capacity_type is CapacityType.SPOT:
            return self.spot_hourly
        return self.on_demand_hourly if capacity_type is CapacityType.ON_DEMAND else None


@dataclass(frozen=True, slots=True)
class StorageClass:
    """An object-store class: USD per GiB-month and what makes it dearer than it looks.

    `retrieval_gib`: USD per GiB read back. `writes_1000` and `reads_1000`: USD per 1,000 requests that write (PUT, COPY, POST,
    LIST) and that read (GET). Each of the three is None where not known. Objects that leave before `minimum_days` are billed
    to their end; smaller ones than `minimum_object_kib` as that size.
    """

    cloud: str
    name: str
    region: str
    gib_month: Decimal
    retrieval_gib: Decimal | None
    writes_1000: Decimal | None
    reads_1000: Decimal | None
    minimum_days: int
    minimum_object_kib: int
    price_date: date
    source: str


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """USD per `unit` of a small service or of transfer: `nat-gateway-hour`, `gp3-gib-month`, `transfer-gib`."""

    sku: str
    unit: str
    usd: Decimal
    price_date: date
    source: str


@dataclass(frozen=True, slots=True)
class InternetTier:
    """What a GiB that leaves for the internet costs from the `from_gib`-th of a month on, in USD, until the next tier begins."""

    from_gib: Decimal
    usd: Decimal
    price_date: date
    source: str


def is_old_spot(day: date, today: date) -> bool:
    """Whether a spot price of `day` is over `SPOT_DAYS` old on `today`."""
    return (today - day).days > SPOT_DAYS
