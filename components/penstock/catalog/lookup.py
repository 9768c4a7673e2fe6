"""One lookup per question. A cloud's file is read at the first question that needs it; a row becomes a value when asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Final

from penstock.regex import regex

from .shapes import InstanceType, InternetTier, Offering, SpotBasis, StorageClass, UnitPrice
from .tables import Source, Table, clouds, sources

_MEMORY_SUFFIX: Final = regex(r"-\d+GB$")
_NO_GPU: Final = ("", "", "", "no", "0")  # a row of gpus.csv for a type without one
_CUSTOM: Final = regex(r"(?:(e2|n1|n2|n2d|n4|n4d)-)?custom-(\d{1,3})-(\d{3,7})(?:-ext)?")
"""Series, vCPUs and MiB of a custom machine type, of the series that have them and no accelerators of their own (Compute Engine, Create a VM
with a custom machine type): `n2-custom-8-16384`. The series is N1 where none is named."""

_SPOT_BASES: Final[Mapping[str, SpotBasis]] = {"listed": "listed", "estimated": "estimated", "none": "none"}


class Catalog:
    """One cloud's prices. Make it with `load`, which keeps one per cloud.

    "Offers" means: has an on-demand price there, and is not known to be in no availability zone.
    """

    def __init__(self, cloud: str) -> None:
        self.cloud = cloud
        self._kinds: dict[str, InstanceType | None] = {}
        self._offers: dict[tuple[str, str], Offering | None] = {}

    @cached_property
    def regions(self) -> Sequence[str]:
        """Every region of the cloud, sorted; a region in it may have no price at all."""
        return tuple(self._groups)

    @cached_property
    def gpu_names(self) -> Sequence[str]:
        """Every accelerator name of this cloud, sorted."""
        return tuple(sorted({gpu_name for gpu_name, *_ in self._gpu_types}))

    @cached_property
    def instance_type_names(self) -> Sequence[str]:
        """Every instance type's name, sorted."""
        return tuple(name for name, *_ in self._types.rows())

    def is_gpu(self, name: str) -> bool:
        """Whether `with_gpu` knows `name`: an accelerator (`A100-80GB`) or a family of several memory sizes (`A100`)."""
        return any(is_called(gpu_name, name) for gpu_name in self.gpu_names)

    def instance_type(self, name: str) -> InstanceType | None:
        """The hardware of `name`; None when the catalog does not know it."""
        if (
            type(name) is not str
        ):  # a secret text equals its value and prints as a mask: what is kept must not be its answer
            return self._instance_type(name)
        if name not in self._kinds:
            self._kinds[name] = self._instance_type(name)
        return self._kinds[name]

    def _instance_type(self, name: str) -> InstanceType | None:
        rows = self._types.under(name)
        if not rows:
            return self._custom(name)
        _, vcpus, memory_gib, architecture, gpu_name, gpu_count, gpu_memory_gib, rdma, network_cards = rows[0]
        _, maker, generation, previous, tier = self._gpus.only(gpu_name) if gpu_name else _NO_GPU
        return InstanceType(
            cloud=self.cloud,
            name=name,
            vcpus=int(vcpus),
            memory_gib=Decimal(memory_gib),
            gpu_name=gpu_name or None,
            gpu_count=Decimal(gpu_count or 0),
            gpu_memory_gib=_decimal(gpu_memory_gib),
            maker=maker or None,
            architecture=architecture,
            efa=rdma == "efa",
            network_cards=int(network_cards),
            gpu_tier=int(tier),
            rdma=rdma or None,
            generation=generation or None,
            previous_generation=previous == "yes",
        )

    def _custom(self, name: str) -> InstanceType | None:
        match = _CUSTOM.fullmatch(str.__str__(name)) if self.cloud == "gcp" else None
        if match is None:
            return None
        return InstanceType(self.cloud, name, vcpus=int(match[2]), memory_gib=Decimal(match[3]) / 1024)

    def with_accelerators(self, kind: InstanceType, accelerator: str, count: int) -> InstanceType | None:
        """`kind` with `count` accelerators attached, by the cloud's own name of one (`nvidia-tesla-t4`); None when it is not known."""
        rows = () if self._accelerators is None else self._accelerators.under(accelerator)
        if not rows:
            return None
        _, gpu_name, gpu_memory_gib = rows[0]
        _, maker, generation, previous, tier = self._gpus.only(gpu_name)
        return replace(
            kind,
            gpu_name=gpu_name,
            gpu_count=Decimal(count),
            gpu_memory_gib=_decimal(gpu_memory_gib),
            maker=maker,
            gpu_tier=int(tier),
            generation=generation,
            previous_generation=previous == "yes",
        )

    def attachable(self, gpu_name: str) -> Sequence[str]:
        """The cloud's own names of what it sells apart, to attach to a machine: `nvidia-tesla-t4` of `T4`; empty when it sells none so."""
        rows = () if self._accelerators is None else self._accelerators.rows()
        return [name for name, gpu, _ in rows if is_called(gpu, gpu_name) and self.unit_prices(f"gpu-{name}-hour")]

    def offering(self, instance_type: str, region: str) -> Offering | None:
        """The type's prices in `region`; None when none is known there.

        A type that no zone offers any more keeps its price, so that a program which still names it can be priced:
        ask `Offering.offered`, or `regions_offering`, before choosing it.
        """
        if type(instance_type) is not str or type(region) is not str:
            return self._offering(instance_type, region)
        if (instance_type, region) not in self._offers:
            self._offers[instance_type, region] = self._offering(instance_type, region)
        return self._offers[instance_type, region]

    def _offering(self, instance_type: str, region: str) -> Offering | None:
        hardware = self.instance_type(instance_type)
        if hardware is None:
            return None
        row = _row(self._offerings, instance_type, region) or self._by_size(hardware, region)
        if row is None:
            return None
        _, _, on_demand, spot, spot_basis, zones, source, spot_source, *low = row
        return Offering(
            type=hardware,
            region=region,
            on_demand_hourly=_decimal(on_demand),
            spot_hourly=_decimal(spot),
            spot_basis=_SPOT_BASES[spot_basis],
            zones=int(zones) if zones else None,
            price_date=self._sources[source].day,
            spot_date=self._sources[spot_source].day if spot_source else None,
            source=self._sources[source].title,
            spot_low_hourly=_decimal(low[0])
            if low
            else None,  # AWS lists a price for each zone, the others one for a region
        )

    def regions_offering(self, instance_type: str) -> Sequence[str]:
        """Regions that offer it, sorted; empty when unknown."""
        rows = self._offerings.under(instance_type)
        if not rows and self.instance_type(instance_type) is not None:
            return [region for _, region, *_ in self._of_shape(instance_type)]
        return [region for _, region, usd, _, _, zones, *_ in rows if usd and zones != "0"]

    def _by_size(self, kind: InstanceType, region: str) -> Sequence[str] | None:
        """The row that `offerings.csv` would have of a type that is priced by its vCPUs and memory; None when it is not."""
        row = next((row for row in self._of_shape(kind.name) if row[1] == region), None)
        if row is None:
            return None
        _, _, per_vcpu, per_gib, spot_per_vcpu, spot_per_gib, source = row
        on_demand = _of_size(kind, per_vcpu, per_gib)
        if not spot_per_vcpu:
            return (kind.name, region, on_demand, "", "none", "", source, "")
        return (kind.name, region, on_demand, _of_size(kind, spot_per_vcpu, spot_per_gib), "listed", "", source, source)

    def _of_shape(self, instance_type: str) -> Sequence[Sequence[str]]:
        """The rows of a type's shape, its name without the size: `n2-highmem`, or `n2-custom` of a custom type."""
        if self._series_prices is None or instance_type.endswith("-ext"):
            return ()
        name = str.__str__(instance_type)
        match = _CUSTOM.fullmatch(name)
        return self._series_prices.under(f"{match[1] or 'n1'}-custom" if match else name.rpartition("-")[0])

    def with_gpu(self, gpu_name: str, gpu_count: int, region: str) -> Sequence[Offering]:
        """Offerings in `region` with exactly `gpu_count` of `gpu_name` (`A100` matches `A100-40GB` and `A100-80GB`), cheapest on-demand first."""
        names = [n for gpu, count, n in self._gpu_types if is_called(gpu, gpu_name) and Decimal(count) == gpu_count]
        found = [offering for name in names if (offering := self.offering(name, region)) and offering.offered]
        return sorted(found, key=lambda offering: (offering.on_demand_hourly or Decimal(0), offering.type.name))

    def storage_class(self, name: str, region: str) -> StorageClass | None:
        """The object-store class by the cloud's own name (`STANDARD_IA`); None when its price there is not known."""
        price = _row(self._storage_prices, name, region)
        if price is None:
            return None
        _, _, gib_month, retrieval_gib, writes_1000, reads_1000, source = price
        _, minimum_days, minimum_object_kib = self._storage_classes.only(name)
        return StorageClass(
            cloud=self.cloud,
            name=name,
            region=region,
            gib_month=Decimal(gib_month),
            retrieval_gib=_decimal(retrieval_gib),
            writes_1000=_decimal(writes_1000),
            reads_1000=_decimal(reads_1000),
            minimum_days=int(minimum_days),
            minimum_object_kib=int(minimum_object_kib),
            price_date=self._sources[source].day,
            source=self._sources[source].title,
        )

    def unit_price(self, sku: str, region: str) -> UnitPrice | None:
        """A flat price by our key (`nat-gateway-hour`, `gp3-gib-month`); None when it is not known in `region`.

        What belongs to no region is `global` (Azure: an alert, an action group, a DNS zone): it has the price for all.
        """
        row = _row(self._unit_prices, sku, *(("*",) if region == "global" else self._places(region)))
        if row is None:
            return None
        _, _, unit, usd, source = row
        return self._priced(sku, unit, usd, source)

    def unit_prices(self, sku: str) -> Sequence[Decimal]:
        """USD of a unit by our key, in every place that it has a price in."""
        return tuple(Decimal(usd) for _, _, _, usd, _ in self._unit_prices.under(sku))

    def transfer(self, source_region: str, target_region: str) -> UnitPrice | None:
        """USD per GiB from a region to another, to `zone` (another zone of the same region) or to `internet` (its first tier).

        0 within one region, where the catalog has the region; None when it is not known.
        """
        # A price between a group's regions says nothing of what stays in one region, or leaves the cloud.
        alone = target_region in (source_region, "zone", "internet")
        targets = (target_region,) if alone else self._places(target_region)
        rows = (_row(self._transfers, start, *targets) for start in self._places(source_region))
        row = next(filter(None, rows), None)
        if row is None and target_region == "internet":
            row = next(iter(self._internet_rows(source_region)), None)
        if row is None:
            return None
        _, _, usd, source = row
        return self._priced("transfer-gib", "GiB", usd, source)

    def internet_tiers(self, region: str) -> Sequence[InternetTier]:
        """What a GiB from `region` to the internet costs, by what has left in the month: tiers from 0 GiB up; empty when not known."""
        return [
            InternetTier(Decimal(start), Decimal(usd), self._sources[source].day, self._sources[source].title)
            for _, start, usd, source in self._internet_rows(region)
        ]

    def _places(self, region: str) -> Sequence[str]:
        """The names that a price of `region` may stand under, the closest first; none for a region that the cloud has not."""
        group = self._groups.get(region)
        if group is None:
            return ()
        return (region, f"@{group}", "*") if group else (region, "*")

    def _internet_rows(self, region: str) -> Sequence[Sequence[str]]:
        return next(filter(None, (self._internet.under(place) for place in self._places(region))), ())

    def _priced(self, sku: str, unit: str, usd: str, source: str) -> UnitPrice:
        return UnitPrice(sku, unit, Decimal(usd), self._sources[source].day, self._sources[source].title)

    @cached_property
    def _sources(self) -> Mapping[str, Source]:
        return sources(self.cloud)

    @cached_property
    def _groups(self) -> Mapping[str, str]:
        """Region -> the group whose transfer prices it shares, empty when it has none."""
        return {name: group for name, _, group in Table(self.cloud, "regions.csv").rows()}

    @cached_property
    def _gpu_types(self) -> Sequence[tuple[str, str, str]]:
        """Accelerator, how many, instance type: of every type that has one."""
        return [(gpu, count, name) for name, _, _, _, gpu, count, *_ in self._types.rows() if gpu]

    @cached_property
    def _gpus(self) -> Table:
        return Table("gpus.csv")

    @cached_property
    def _accelerators(self) -> Table | None:
        """Only Google Cloud attaches accelerators to machines that have none of their own."""
        return Table(self.cloud, "accelerators.csv") if self.cloud == "gcp" else None

    @cached_property
    def _types(self) -> Table:
        return Table(self.cloud, "instance_types.csv")

    @cached_property
    def _offerings(self) -> Table:
        return Table(self.cloud, "offerings.csv")

    @cached_property
    def _series_prices(self) -> Table | None:
        """Only Google Cloud prices machines by their vCPUs and memory."""
        return Table(self.cloud, "series_prices.csv") if self.cloud == "gcp" else None

    @cached_property
    def _storage_classes(self) -> Table:
        return Table(self.cloud, "storage_classes.csv")

    @cached_property
    def _storage_prices(self) -> Table:
        return Table(self.cloud, "storage_prices.csv")

    @cached_property
    def _unit_prices(self) -> Table:
        return Table(self.cloud, "unit_prices.csv")

    @cached_property
    def _transfers(self) -> Table:
        return Table(self.cloud, "transfer.csv")

    @cached_property
    def _internet(self) -> Table:
        return Table(self.cloud, "internet.csv")


@lru_cache
def load(cloud: str) -> Catalog:
    """The catalog of `cloud`, one per process. Raises KeyError for a cloud that has no data."""
    if cloud not in clouds():
        raise KeyError(f"no catalog of {cloud!r}: there is one of {', '.join(clouds())}")
    return Catalog(cloud)


def is_called(gpu_name: str, asked: str) -> bool:
    """Whether `asked` is this accelerator's name, or its family's: the name without `-80GB`."""
    return bool(asked) and asked in (gpu_name, _MEMORY_SUFFIX.sub("", gpu_name))


def _row(table: Table, key: str, *places: str) -> Sequence[str] | None:
    """The row of `key` whose second column is the first of `places` that has one."""
    rows = table.placed(key)
    return next((rows[place] for place in places if place in rows), None)


def _of_size(kind: InstanceType, per_vcpu: str, per_gib: str) -> str:
    return f"{(kind.vcpus * Decimal(per_vcpu) + kind.memory_gib * Decimal(per_gib)).normalize():f}"


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None
