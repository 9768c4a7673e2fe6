"""The questions that the catalog answers, on figures that were read by hand in their sources."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from penstock.catalog import load
from penstock.terms import CapacityType


@pytest.mark.parametrize(
    ("instance_type", "region", "on_demand"),
    [
        ("p4d.24xlarge", "us-east-1", "21.957642"),
        ("p5.48xlarge", "us-east-1", "55.04"),
        ("g6.xlarge", "us-east-1", "0.8048"),
        ("g7.2xlarge", "us-east-1", "2.52"),
        ("m5.large", "us-east-1", "0.096"),
        ("g6.xlarge", "eu-central-1", "1.0064"),
        ("p4d.24xlarge", "us-gov-west-1", "26.3511"),
    ],
)
def test_on_demand_prices_are_those_of_the_source(instance_type: str, region: str, on_demand: str) -> None:
    offering = load("aws").offering(instance_type, region)
    assert offering is not None
    assert offering.hourly(CapacityType.ON_DEMAND) == Decimal(on_demand)


def test_an_estimated_spot_price_says_so_and_has_its_own_date() -> None:
    offering = load("aws").offering("p4d.24xlarge", "us-east-1")
    assert offering is not None
    assert offering.hourly(CapacityType.SPOT) == Decimal("7.246")
    assert offering.spot_basis == "estimated"
    assert offering.spot_date is not None
    assert offering.spot_date < offering.price_date


def test_reserved_capacity_is_unpriced() -> None:
    offering = load("aws").offering("p4d.24xlarge", "us-east-1")
    assert offering is not None
    assert offering.hourly(CapacityType.RESERVED) is None


def test_a_spot_price_above_on_demand_in_the_source_is_left_out() -> None:
    offering = load("aws").offering("p5.48xlarge", "ca-central-1")
    assert offering is not None
    assert offering.on_demand_hourly == Decimal("63.296")
    assert offering.spot_hourly is None
    assert offering.spot_basis == "none"


def test_a_type_without_an_accelerator_is_priced_where_a_source_says_so_alone() -> None:
    assert load("aws").offering("m5.large", "us-east-1") is not None
    assert load("aws").offering("m5.large", "eu-central-1") is None


def test_a_family_means_every_memory_size_cheapest_first() -> None:
    catalog = load("aws")
    assert [offering.type.name for offering in catalog.with_gpu("A100", 8, "us-east-1")] == [
        "p4d.24xlarge",
        "p4de.24xlarge",
    ]
    assert [offering.type.name for offering in catalog.with_gpu("A100-80GB", 8, "us-east-1")] == ["p4de.24xlarge"]


def test_a_name_does_not_match_the_start_of_another() -> None:
    catalog = load("aws")
    assert {offering.type.gpu_name for offering in catalog.with_gpu("L4", 1, "us-east-1")} == {"L4"}
    assert catalog.with_gpu("RTX", 1, "us-east-1") == []
    assert catalog.with_gpu("", 0, "us-east-1") == []


def test_gpu_counts_match_exactly() -> None:
    assert load("aws").with_gpu("A100", 4, "us-east-1") == []


@pytest.mark.parametrize(
    ("name", "known"), [("A100", True), ("A100-40GB", True), ("T4", True), ("A100-8", False), ("", False)]
)
def test_a_gpu_is_known_by_its_name_or_its_family(name: str, known: bool) -> None:
    assert load("aws").is_gpu(name) is known


def test_a_type_that_no_zone_offers_keeps_its_price_and_is_not_chosen() -> None:
    catalog = load("aws")
    offering = catalog.offering("p3.16xlarge", "us-east-1")
    assert offering is not None
    assert offering.on_demand_hourly == Decimal("24.48")
    assert not offering.offered
    assert "us-east-1" not in catalog.regions_offering("p3.16xlarge")
    assert catalog.with_gpu("V100-16GB", 8, "us-east-1") == []


def test_zones_that_are_not_known_do_not_hide_a_region() -> None:
    assert "us-gov-west-1" in load("aws").regions_offering("p5.48xlarge")


def test_hardware_is_known_of_types_without_a_price() -> None:
    hardware = load("aws").instance_type("p5e.48xlarge")
    assert hardware is not None
    assert (hardware.gpu_name, hardware.gpu_count, hardware.gpu_tier, hardware.rdma) == ("H200", 8, 4, "efa")
    assert (hardware.generation, hardware.previous_generation) == ("Hopper", False)
    assert load("aws").regions_offering("p5e.48xlarge") == []


def test_a_share_of_a_gpu_is_a_fraction_of_it() -> None:
    hardware = load("aws").instance_type("g6f.xlarge")
    assert hardware is not None
    assert (hardware.gpu_name, hardware.gpu_count, hardware.gpu_memory_gib) == ("L4", Decimal("0.125"), Decimal("22.4"))


@pytest.mark.parametrize(
    ("source", "target", "usd"),
    [
        ("us-east-1", "us-east-2", "0.01"),
        ("us-east-1", "eu-west-1", "0.02"),
        ("us-east-1", "internet", "0.09"),
        ("us-gov-west-1", "us-gov-west-1", "0"),
    ],
)
def test_transfer_has_a_price_per_gib(source: str, target: str, usd: str) -> None:
    price = load("aws").transfer(source, target)
    assert price is not None
    assert price.usd == Decimal(usd)


def test_what_is_not_known_is_none_never_zero() -> None:
    catalog = load("aws")
    assert catalog.instance_type("p9.huge") is None
    assert catalog.offering("p4d.24xlarge", "atlantis-1") is None
    assert catalog.transfer("us-east-1", "atlantis-1") is None
    assert catalog.transfer("atlantis-1", "atlantis-1") is None
    assert catalog.unit_price("nat-gateway-hour", "sa-east-1") is None
    assert catalog.storage_class("STANDARD", "sa-east-1") is None
    assert catalog.storage_class("NO_SUCH_CLASS", "us-east-1") is None


def test_a_cold_class_says_what_makes_it_dear() -> None:
    found = load("aws").storage_class("GLACIER_IR", "us-east-1")
    assert found is not None
    assert (found.gib_month, found.minimum_days, found.minimum_object_kib) == (Decimal("0.004"), 90, 128)


def test_a_cloud_without_data_is_named() -> None:
    with pytest.raises(KeyError, match=r"ibm.*aws"):
        load("ibm")


def test_a_cloud_is_read_once_and_nothing_is_read_at_import() -> None:
    program = (
        "import penstock.catalog as c\n"
        "from penstock.catalog import lookup\n"
        "assert lookup.load.cache_info().currsize == 0\n"
        "assert c.load('aws') is c.load('aws')\n"
        "assert 'regions' not in vars(c.load('aws')) and '_offerings' not in vars(c.load('aws'))\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
