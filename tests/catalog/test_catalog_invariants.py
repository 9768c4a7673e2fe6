"""What holds of every cloud's figures, whoever last changed a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

import pytest

from penstock.catalog import Catalog, InstanceType, Offering, load
from penstock.catalog.tables import Table, clouds, sources

# Data file -> how many of its first columns are the key.
_KEYS = {
    "instance_types.csv": 1,
    "internet.csv": 2,
    "offerings.csv": 2,
    "regions.csv": 1,
    "sources.csv": 1,
    "storage_classes.csv": 1,
    "storage_prices.csv": 2,
    "transfer.csv": 2,
    "unit_prices.csv": 2,
}

_RDMA = {
    "aws": {"efa"},
    "azure": {"infiniband"},
    "gcp": {"gpudirect-rdma", "gpudirect-tcpx", "gpudirect-tcpxo"},
}


class CatalogInvariants:
    """One class for all clouds: subclass it with the cloud's name."""

    cloud: ClassVar[str]
    more_prices: ClassVar[Sequence[str]] = ()
    """Files of prices that the other clouds have not."""

    @pytest.fixture
    def catalog(self) -> Catalog:
        return load(self.cloud)

    def rows(self, file: str) -> list[list[str]]:
        return [list(row) for row in Table(self.cloud, file).rows()]

    def key(self, file: str, row: Sequence[str]) -> tuple[str | Decimal, ...]:
        return (row[0], Decimal(row[1])) if file == "internet.csv" else tuple(row[: _KEYS[file]])

    def offerings(self, catalog: Catalog) -> Iterator[Offering]:
        for name, region, *_ in Table(self.cloud, "offerings.csv").rows():
            offering = catalog.offering(name, region)
            assert offering is not None, f"{name} in {region} has a price and no hardware"
            yield offering

    def types(self, catalog: Catalog) -> Iterator[InstanceType]:
        for name in catalog.instance_type_names:
            hardware = catalog.instance_type(name)
            assert hardware is not None
            yield hardware

    @pytest.mark.parametrize("file", sorted(_KEYS))
    def test_rows_are_sorted_by_a_key_that_no_two_share(self, file: str) -> None:
        keys = [self.key(file, row) for row in self.rows(file)]
        assert keys, f"{file} is empty"
        assert keys == sorted(keys)
        assert [key for key, count in Counter(keys).items() if count > 1] == []

    def test_every_price_is_above_zero(self, catalog: Catalog) -> None:
        prices = [
            (offering.type.name, offering.region, price)
            for offering in self.offerings(catalog)
            for price in (offering.on_demand_hourly, offering.spot_hourly)
            if price is not None
        ]
        prices += [(name, region, Decimal(usd)) for name, region, usd, *_ in self.rows("storage_prices.csv")]
        prices += [(region, start, Decimal(usd)) for region, start, usd, _ in self.rows("internet.csv")]
        prices += [(sku, region, Decimal(usd)) for sku, region, _, usd, _ in self.rows("unit_prices.csv")]
        assert [row for row in prices if row[2] <= 0] == []

    def test_transfer_is_free_within_a_region_and_nowhere_else_but_between_zones(self, catalog: Catalog) -> None:
        prices = {(source, target): Decimal(usd) for source, target, usd, _ in self.rows("transfer.csv")}
        own = {(region, region) for region in catalog.regions}
        free = {pair for pair, usd in prices.items() if usd == 0}
        assert own <= free, "transfer within a region has a row of its own"
        assert {(source, target) for source, target in free - own if target != "zone"} == set()
        assert min(prices.values()) >= 0

    def test_spot_never_costs_more_than_on_demand(self, catalog: Catalog) -> None:
        dearer = [
            (offering.type.name, offering.region)
            for offering in self.offerings(catalog)
            if offering.spot_hourly is not None
            and offering.on_demand_hourly is not None
            and offering.spot_hourly > offering.on_demand_hourly
        ]
        assert dearer == []

    def test_the_zone_in_the_middle_is_never_cheaper_than_the_cheapest(self, catalog: Catalog) -> None:
        for offering in self.offerings(catalog):
            low = offering.spot_low_hourly
            assert low is None or (offering.spot_hourly is not None and 0 < low <= offering.spot_hourly), offering
            assert low is None or offering.spot_basis == "listed", offering

    def test_no_spot_price_is_estimated_at_the_floor_of_a_tenth(self, catalog: Catalog) -> None:
        estimated = (it for it in self.offerings(catalog) if it.spot_basis == "estimated")
        shares = {
            it: it.spot_hourly / it.on_demand_hourly for it in estimated if it.spot_hourly and it.on_demand_hourly
        }
        assert [it for it, share in shares.items() if share <= Decimal("0.1005")] == []

    def test_what_has_no_on_demand_price_is_not_offered(self, catalog: Catalog) -> None:
        for offering in self.offerings(catalog):
            assert offering.on_demand_hourly is not None or not offering.offered

    def test_a_spot_price_says_how_it_is_known_and_when(self, catalog: Catalog) -> None:
        for offering in self.offerings(catalog):
            priced = offering.spot_hourly is not None
            assert (offering.spot_basis != "none") == priced, offering
            assert (offering.spot_date is not None) == priced, offering

    def test_the_fields_of_an_accelerator_agree(self, catalog: Catalog) -> None:
        for hardware in self.types(catalog):
            has_one = hardware.gpu_name is not None
            assert (hardware.gpu_count > 0) == has_one, hardware
            assert (hardware.maker is not None) == has_one, hardware
            assert (hardware.gpu_tier > 0) == has_one, hardware
            assert (hardware.generation is not None) == has_one, hardware
            assert has_one or not hardware.previous_generation, hardware
            assert has_one or hardware.gpu_memory_gib is None, hardware
            assert hardware.gpu_memory_gib is None or hardware.gpu_memory_gib > 0, hardware
            assert hardware.gpu_tier in range(5), hardware

    def test_a_memory_size_in_a_gpus_name_is_its_memory(self, catalog: Catalog) -> None:
        for hardware in self.types(catalog):
            _, _, size = (hardware.gpu_name or "").rpartition("-")
            if size.endswith("GB"):
                assert hardware.gpu_memory_gib == Decimal(size.removesuffix("GB")), hardware

    def test_sizes_are_those_of_machines(self, catalog: Catalog) -> None:
        for hardware in self.types(catalog):
            assert hardware.vcpus >= 1, hardware
            assert hardware.memory_gib > 0, hardware
            assert hardware.network_cards >= 1, hardware
            assert hardware.architecture in {"x86_64", "arm64", "i386"}, hardware

    def test_every_row_is_of_a_known_region(self, catalog: Catalog) -> None:
        regions, places = set(catalog.regions), self.places(catalog)
        assert {row[1] for file in ("offerings.csv", "storage_prices.csv") for row in self.rows(file)} <= regions
        assert {row[1] for row in self.rows("unit_prices.csv")} <= places
        assert {row[0] for file in ("transfer.csv", "internet.csv") for row in self.rows(file)} <= places
        assert {row[1] for row in self.rows("transfer.csv")} <= {*places, "zone", "internet"}

    def places(self, catalog: Catalog) -> set[str]:
        """What may stand where a region is asked for."""
        groups = {group for _, _, group in self.rows("regions.csv") if group}
        return {*catalog.regions, *(f"@{group}" for group in groups), "*"}

    def test_the_tiers_of_the_internet_begin_at_the_first_gib_and_get_no_dearer(self, catalog: Catalog) -> None:
        for region in catalog.regions:
            tiers = catalog.internet_tiers(region)
            assert tiers == [] or tiers[0].from_gib == 0, region
            assert [tier.usd for tier in tiers] == sorted((tier.usd for tier in tiers), reverse=True), region

    def test_the_first_tier_of_the_internet_is_one_price_wherever_it_is_asked_for(self, catalog: Catalog) -> None:
        for region in catalog.regions:
            price, tiers = catalog.transfer(region, "internet"), catalog.internet_tiers(region)
            assert (price.usd if price else None) == (tiers[0].usd if tiers else None), region

    def test_the_rdma_network_is_one_of_the_clouds_own(self, catalog: Catalog) -> None:
        for hardware in self.types(catalog):
            assert hardware.rdma is None or hardware.rdma in _RDMA[self.cloud], hardware
            assert hardware.efa == (hardware.rdma == "efa"), hardware

    def test_every_storage_price_is_of_a_described_class(self) -> None:
        assert {row[0] for row in self.rows("storage_prices.csv")} <= {
            row[0] for row in self.rows("storage_classes.csv")
        }

    def test_every_source_is_named_dated_and_used(self, catalog: Catalog) -> None:
        named = sources(self.cloud)
        used = {key for row in self.rows("offerings.csv") for key in row[6:8] if key}
        used |= {
            row[-1]
            for file in ("internet.csv", "storage_prices.csv", "transfer.csv", "unit_prices.csv", *self.more_prices)
            for row in self.rows(file)
        }
        assert used == set(named)
        assert all(date(2020, 1, 1) < source.day <= _newest() and source.title for source in named.values())

    def test_offered_regions_are_priced_and_not_without_zones(self, catalog: Catalog) -> None:
        for name in catalog.instance_type_names:
            for region in catalog.regions_offering(name):
                offering = catalog.offering(name, region)
                assert offering is not None
                assert offering.on_demand_hourly is not None
                assert offering.zones != 0

    def test_each_accelerator_can_be_found_by_its_name(self, catalog: Catalog) -> None:
        for hardware in self.types(catalog):
            if hardware.gpu_name is None or hardware.gpu_count != int(hardware.gpu_count):
                continue
            for region in catalog.regions_offering(hardware.name):
                found = [
                    offering.type.name
                    for offering in catalog.with_gpu(hardware.gpu_name, int(hardware.gpu_count), region)
                ]
                assert hardware.name in found


def _newest() -> date:
    """No figure may be dated after the day that the tables were last filled; a later refresh moves it."""
    return date(2026, 11, 22)


class TestAws(CatalogInvariants):
    cloud = "aws"


@pytest.mark.skipif("gcp" not in clouds(), reason="no data of gcp")
class TestGcp(CatalogInvariants):
    cloud = "gcp"
    more_prices = ("series_prices.csv",)

    def test_rows_of_a_series_are_sorted_priced_of_known_regions_and_no_dearer_on_spot(self, catalog: Catalog) -> None:
        rows = self.rows("series_prices.csv")
        keys = [(shape, region) for shape, region, *_ in rows]
        assert keys == sorted(set(keys))
        assert {region for _, region in keys} <= set(catalog.regions)
        for shape, region, per_vcpu, per_gib, spot_per_vcpu, spot_per_gib, _ in rows:
            assert Decimal(per_vcpu) > 0, (shape, region)
            assert Decimal(per_gib) >= 0, (shape, region)
            assert (spot_per_vcpu == "") == (spot_per_gib == ""), (shape, region)
            assert Decimal(0 if spot_per_vcpu == "" else spot_per_vcpu) <= Decimal(per_vcpu), (shape, region)
            assert Decimal(spot_per_gib or 0) <= Decimal(per_gib), (shape, region)

    def test_a_type_has_a_row_of_its_own_or_one_of_its_shape_and_never_both(self) -> None:
        shapes = {(shape, region) for shape, region, *_ in self.rows("series_prices.csv")}
        assert [row[:2] for row in self.rows("offerings.csv") if (row[0].rpartition("-")[0], row[1]) in shapes] == []


@pytest.mark.skipif("azure" not in clouds(), reason="no data of azure")
class TestAzure(CatalogInvariants):
    cloud = "azure"


def test_accelerators_have_one_row_each_sorted_and_whole() -> None:
    rows = list(Table("gpus.csv").rows())
    names = [name for name, *_ in rows]
    assert names == sorted(set(names))
    for name, maker, generation, previous, tier in rows:
        assert maker, name
        assert generation, name
        assert previous in {"yes", "no"}, name
        assert tier in {"1", "2", "3", "4"}, name
