"""The questions that the catalog answers, on figures that were read by hand in their sources."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from penstock.catalog import Catalog, load
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


def test_a_listed_spot_price_is_the_one_of_the_zone_in_the_middle_and_has_its_own_date() -> None:
    """SkyPilot's catalog has 4.7114, 8.7598, 11.9017 and 15.3913 for the four zones: two stand in the middle."""
    offering = load("aws").offering("p4d.24xlarge", "us-east-1")
    assert offering is not None
    assert offering.hourly(CapacityType.SPOT) == (Decimal("8.7598") + Decimal("11.9017")) / 2
    assert (offering.spot_low_hourly, offering.spot_basis) == (Decimal("4.7114"), "listed")
    assert offering.spot_date is not None
    assert offering.spot_date < offering.price_date


@pytest.mark.parametrize(
    ("instance_type", "region", "spot", "low"),
    [
        ("p5.48xlarge", "us-east-2", "14.1516", "13.5861"),
        ("p4d.24xlarge", "ap-south-1", "26.3444", "26.3444"),  # on-demand in each zone
        ("g6.24xlarge", "ap-southeast-2", "1.7761", "1.4905"),  # 8.67909, on-demand, in the third
        ("p5e.48xlarge", "us-east-2", "15.9034", "13.9844"),  # Capacity Blocks instead of on-demand
        ("p6-b300.48xlarge", "us-west-2", "43.4369", "43.4369"),
        ("g7.2xlarge", "us-west-2", "0.8622", "0.7692"),
    ],
)
def test_spot_is_what_the_source_lists_for_the_zones(instance_type: str, region: str, spot: str, low: str) -> None:
    offering = load("aws").offering(instance_type, region)
    assert offering is not None
    assert (offering.spot_hourly, offering.spot_low_hourly) == (Decimal(spot), Decimal(low))


def test_an_estimated_spot_price_says_so() -> None:
    offering = load("aws").offering("p5.48xlarge", "sa-east-1")
    assert offering is not None
    assert (offering.spot_basis, offering.spot_low_hourly) == ("estimated", None)
    assert offering.spot_date is not None
    assert offering.spot_date < offering.price_date


def test_reserved_capacity_is_unpriced() -> None:
    offering = load("aws").offering("p4d.24xlarge", "us-east-1")
    assert offering is not None
    assert offering.hourly(CapacityType.RESERVED) is None


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
        ("us-east-1", "zone", "0.01"),
        ("ap-northeast-1", "ap-south-2", "0.09"),
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
    assert catalog.unit_price("efs-provisioned-mibps-month", "sa-east-1") is None
    assert catalog.unit_price("public-ipv4-hour", "atlantis-1") is None
    assert catalog.storage_class("STANDARD", "atlantis-1") is None
    assert catalog.transfer("ap-southeast-4", "us-east-1") is None
    assert catalog.internet_tiers("ap-southeast-4") == []
    assert catalog.storage_class("NO_SUCH_CLASS", "us-east-1") is None


def test_a_cold_class_says_what_makes_it_dear() -> None:
    found = load("aws").storage_class("GLACIER_IR", "us-east-1")
    assert found is not None
    assert (found.gib_month, found.minimum_days, found.minimum_object_kib) == (Decimal("0.004"), 90, 128)


@pytest.mark.parametrize(
    ("storage_class", "region", "prices"),
    [
        ("STANDARD", "eu-central-1", ("0.0245", "0", "0.0054", "0.00043")),
        ("INTELLIGENT_TIERING", "us-east-1", ("0.023", "0", "0.005", "0.0004")),
        ("GLACIER_IR", "us-west-2", ("0.004", "0.03", "0.02", "0.01")),
        ("GLACIER", "eu-west-1", ("0.0036", "0.01", "0.033", "0.0004")),
        ("DEEP_ARCHIVE", "eu-central-1", ("0.0018", "0.024", "0.06", "None")),
    ],
)
def test_a_storage_class_has_a_price_of_storage_retrieval_and_requests(
    storage_class: str, region: str, prices: tuple[str, ...]
) -> None:
    found = load("aws").storage_class(storage_class, region)
    assert found is not None
    known = (found.gib_month, found.retrieval_gib, found.writes_1000, found.reads_1000)
    assert tuple(str(price) for price in known) == prices


def test_intelligent_tiering_stores_at_the_price_of_standard_and_adds_monitoring() -> None:
    catalog = load("aws")
    for region in catalog.regions:
        tiered, standard = (catalog.storage_class(name, region) for name in ("INTELLIGENT_TIERING", "STANDARD"))
        assert tiered is not None
        assert standard is not None
        assert tiered.gib_month == standard.gib_month, region
        assert catalog.unit_price("s3-intelligent-monitoring-1000-objects", region) is not None


def test_a_previous_generation_says_so() -> None:
    catalog = load("aws")
    kinds = {name: catalog.instance_type(name) for name in ("p3.2xlarge", "p5.48xlarge", "m5.large")}
    assert {name: (kind.generation, kind.previous_generation) for name, kind in kinds.items() if kind} == {
        "p3.2xlarge": ("Volta", True),
        "p5.48xlarge": ("Hopper", False),
        "m5.large": (None, False),
    }


def test_sagemakers_types_are_priced_and_never_chosen() -> None:
    catalog = load("aws")
    offering = catalog.offering("ml.g5.xlarge", "us-east-1")
    assert offering is not None
    assert offering.on_demand_hourly == Decimal("1.408")
    assert not offering.offered
    assert catalog.regions_offering("ml.g5.xlarge") == []
    assert [found for found in catalog.with_gpu("A10G", 1, "us-east-1") if found.type.name.startswith("ml.")] == []


@pytest.mark.parametrize(
    ("instance_type", "region", "usd"),
    [
        ("ml.trn1.32xlarge", "us-east-1", "24.73"),
        ("ml.trn1n.32xlarge", "us-east-1", "28.497"),
        ("ml.p5.48xlarge", "us-east-1", "63.296"),
        ("ml.g4dn.xlarge", "af-south-1", "0.977"),
    ],
)
def test_sagemakers_hosting_prices_are_those_of_the_price_list(instance_type: str, region: str, usd: str) -> None:
    offering = load("aws").offering(instance_type, region)
    assert offering is not None
    assert offering.on_demand_hourly == Decimal(usd)


def test_the_internet_gets_cheaper_by_tiers() -> None:
    tiers = load("aws").internet_tiers("eu-central-1")
    assert [(int(tier.from_gib), str(tier.usd)) for tier in tiers] == [
        (0, "0.09"),
        (10240, "0.085"),
        (51200, "0.07"),
        (153600, "0.05"),
    ]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalog:
    """A cloud of three regions, two of them in a group."""
    files = {
        "regions.csv": "region,place,group\nnorth,A,na\nsouth,B,na\nwest,C,\n",
        "sources.csv": "key,date,title\ns,2026-01-01,a test\n",
        "unit_prices.csv": "sku,region,unit,usd,source\ndisk,*,GiB,3,s\ndisk,@na,GiB,2,s\ndisk,north,GiB,1,s\n",
        "transfer.csv": "source_region,target_region,usd_per_gib,source\n"
        "*,zone,7,s\n@na,@na,1,s\n@na,west,2,s\nnorth,north,0,s\nwest,*,5,s\nwest,@na,4,s\n",
        "internet.csv": "source_region,from_gib,usd_per_gib,source\n*,0,9,s\n@na,0,8,s\n@na,100,6,s\n",
    }
    (tmp_path / "small").mkdir()
    for name, text in files.items():
        (tmp_path / "small" / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("penstock.catalog.tables._data", lambda: tmp_path)
    return Catalog("small")


def test_a_regions_own_price_comes_before_its_groups_and_that_before_everyones(small: Catalog) -> None:
    prices = {region: small.unit_price("disk", region) for region in ("north", "south", "west", "atlantis")}
    assert {region: int(price.usd) for region, price in prices.items() if price} == {"north": 1, "south": 2, "west": 3}


@pytest.mark.parametrize(
    ("source", "target", "usd"),
    [
        ("north", "south", 1),
        ("north", "west", 2),
        ("west", "north", 4),
        ("north", "north", 0),
        ("south", "south", None),
        ("west", "west", None),
        ("west", "zone", 7),
        ("south", "internet", 8),
        ("west", "internet", 9),
        ("north", "atlantis", None),
        ("atlantis", "zone", None),
    ],
)
def test_a_price_between_groups_holds_of_their_other_regions_alone(
    small: Catalog, source: str, target: str, usd: int | None
) -> None:
    price = small.transfer(source, target)
    assert (price.usd if price else None) == usd


def test_a_group_has_its_own_tiers_of_the_internet(small: Catalog) -> None:
    assert [(int(tier.from_gib), int(tier.usd)) for tier in small.internet_tiers("south")] == [(0, 8), (100, 6)]
    assert [(int(tier.from_gib), int(tier.usd)) for tier in small.internet_tiers("west")] == [(0, 9)]


def test_a_row_with_a_field_too_few_is_told_with_its_file(small: Catalog, tmp_path: Path) -> None:
    (tmp_path / "small" / "unit_prices.csv").write_text("sku,region,unit,usd,source\ndisk,west,3,s\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"small/unit_prices\.csv: 'disk,west,3,s' has 4 fields, .* 5 columns"):
        small.unit_price("disk", "west")


def test_an_accelerator_that_nobody_described_is_named(small: Catalog, tmp_path: Path) -> None:
    columns = "name,vcpus,memory_gib,architecture,gpu_name,gpu_count,gpu_memory_gib,rdma,network_cards"
    (tmp_path / "small" / "instance_types.csv").write_text(f"{columns}\nx.1,8,64,x86_64,H900,1,80,,1\n")
    (tmp_path / "gpus.csv").write_text("name,maker,generation,previous,tier\nH100,NVIDIA,Hopper,no,4\n")
    with pytest.raises(KeyError, match=r"gpus\.csv has no row of 'H900'"):
        small.instance_type("x.1")


def test_a_machine_has_the_accelerators_that_are_attached_to_it() -> None:
    book = load("gcp")
    bare = book.instance_type("n1-standard-8")
    assert bare is not None
    found = book.with_accelerators(bare, "nvidia-tesla-v100", 4)
    assert found is not None
    assert (found.name, found.vcpus, found.gpu_name, found.gpu_count) == ("n1-standard-8", 8, "V100-16GB", 4)
    assert (found.gpu_memory_gib, found.gpu_tier, found.previous_generation) == (16, 2, True)
    assert book.with_accelerators(bare, "nvidia-x9", 4) is None
    assert load("aws").with_accelerators(bare, "nvidia-tesla-v100", 4) is None  # nothing is attached there


def test_an_accelerator_that_can_be_attached_is_the_one_that_types_have() -> None:
    book = load("gcp")
    bare = book.instance_type("n1-standard-8")
    assert bare is not None
    for name in ("nvidia-l4", "nvidia-tesla-a100", "nvidia-a100-80gb", "nvidia-h100-80gb", "nvidia-h200-141gb"):
        found = book.with_accelerators(bare, name, 1)
        assert found is not None
        assert found.gpu_name is not None
        own = next(it.type for it in book.with_gpu(found.gpu_name, 8, "us-central1"))
        assert (found.gpu_memory_gib, found.gpu_tier, found.generation) == (
            own.gpu_memory_gib,
            own.gpu_tier,
            own.generation,
        )


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
