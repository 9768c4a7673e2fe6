"""What has no price is never above a bound: each is held against every price of the catalog."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from penstock import catalog
from penstock.catalog.tables import Table
from penstock.cost.bounds.machines import (
    PER_DISK_GIB,
    PER_MOVED_GIB,
    PER_STORED_GIB,
    PER_THOUSAND,
    accelerator_at_most,
    fee_at_most,
    known_prices,
    licence_at_most,
    machine_at_most,
)
from penstock.cost.bounds.units import unit_at_most

_DISK = re.compile(r"(?:gp[23]|io[12]|st1|sc1|standard|local-ssd|(?:pd|hyperdisk|disk)-(?!.*regional).*)-gib-month")


def test_a_machine_without_a_price_here_is_held_to_the_dearest_of_its_type_anywhere() -> None:
    """t3.small: 0.0208 $ an hour in Virginia, and more elsewhere; no multiple of it."""
    book = catalog.load("aws")
    kind = book.instance_type("t3.small")
    assert kind is not None
    assert machine_at_most(book, kind) == max(known_prices(book, kind.name)) >= Decimal("0.0208")


@pytest.mark.parametrize(
    ("cloud", "name", "licence", "usd"),
    [
        ("azure", "Standard_NC4as_T4_v3", "Windows", "0.184"),  # 4 vCPUs; 0.526 and 0.71 $/h in eastus
        ("aws", "m5.2xlarge", "Windows", "0.368"),  # 0.384 and 0.752 $/h in Virginia
        ("gcp", "n1-standard-8", "Windows", "0.368"),
        ("aws", "m5.2xlarge", "", "0"),
        ("aws", "m5.large", "SQL Server", "2.0"),  # four cores at least
    ],
)
def test_a_licence_is_by_the_vcpu(cloud: str, name: str, licence: str, usd: str) -> None:
    kind = catalog.load(cloud).instance_type(name)
    assert kind is not None
    assert licence_at_most(kind, licence) == Decimal(usd)


def test_an_attached_accelerator_is_held_to_its_dearest_known_price() -> None:
    book = catalog.load("gcp")
    each = [price.usd for it in book.regions if (price := book.unit_price("gpu-nvidia-tesla-t4-hour", it)) is not None]
    assert accelerator_at_most(book, "nvidia-tesla-t4") == max(each)
    assert accelerator_at_most(book, "no-such-card") is None


@pytest.mark.parametrize("cloud", ["aws", "azure", "gcp"])
def test_no_disk_of_one_zone_is_dearer_than_its_bound(cloud: str) -> None:
    disks = [
        (sku, Decimal(usd)) for sku, _, _, usd, _ in Table(cloud, "unit_prices.csv").rows() if _DISK.fullmatch(sku)
    ]
    assert len(disks) > 10
    assert [it for it in disks if it[1] > PER_DISK_GIB] == []


def test_accelerators_that_no_region_has_a_price_of_have_no_bound() -> None:
    book = catalog.load("aws")
    kinds = [kind for name in book.instance_type_names if (kind := book.instance_type(name)) is not None]
    unpriced = [kind for kind in kinds if not known_prices(book, kind.name)]
    assert {machine_at_most(book, kind) is None for kind in unpriced if kind.gpu_count} == {True}
    assert {machine_at_most(book, kind) is None for kind in unpriced if not kind.gpu_count} == {False}


class _Unpriced(catalog.Catalog):
    """The catalog without its prices of small services."""

    def unit_prices(self, sku: str) -> tuple[Decimal, ...]:
        return ()


@pytest.mark.parametrize("cloud", ["aws", "azure", "gcp"])
def test_no_price_of_a_service_is_above_what_its_key_is_bound_to(cloud: str) -> None:
    book, blind = catalog.load(cloud), _Unpriced(cloud)
    rows = [it for it in Table(cloud, "unit_prices.csv").rows() if not it[0].startswith("gpu-")]
    bounds = {sku: unit_at_most(blind, "", sku) for sku, *_ in rows}
    assert len(bounds) > 40
    too_low = {
        sku: (usd, bounds[sku])
        for sku, _, _, usd, _ in rows
        if (most := bounds[sku]) is not None and Decimal(usd) > most
    }
    assert too_low == {}
    assert all(unit_at_most(book, "", sku) is not None for sku, *_ in rows)


@pytest.mark.parametrize(("sku", "usd"), [("d2ds-v5", "0.4"), ("d8ads-v5", "1.6"), ("e4ds-v5", "1.2")])
@pytest.mark.parametrize("engine", ["postgresql", "mysql"])
def test_a_flexible_server_is_held_to_its_vcores(engine: str, sku: str, usd: str) -> None:
    assert unit_at_most(catalog.load("azure"), "eastus", f"{engine}-standard-{sku}-hour") == Decimal(usd)


def test_what_serves_a_model_takes_a_share_of_its_machine() -> None:
    kind = catalog.load("gcp").instance_type("g2-standard-12")
    assert kind is not None
    assert fee_at_most("vertex-serving", kind, Decimal(1)) == Decimal("0.3")


@pytest.mark.parametrize("cloud", ["aws", "azure", "gcp"])
def test_no_object_store_and_no_way_is_dearer_than_its_bound(cloud: str) -> None:
    def most(table: str, *columns: int) -> Decimal:
        return max(Decimal(row[at]) for row in Table(cloud, table).rows() for at in columns if row[at])

    assert 2 * most("storage_prices.csv", 2) <= PER_STORED_GIB
    assert most("storage_prices.csv", 4, 5) <= PER_THOUSAND
    assert max(most("transfer.csv", 2), most("internet.csv", 2)) <= PER_MOVED_GIB
