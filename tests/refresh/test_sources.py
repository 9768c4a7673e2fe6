"""What each price list says becomes prices of the types we know: the right product, unit, zone, meter and day, or none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from moto.server import ThreadedMotoServer

from penstock.problem import InputError
from penstock.refresh.aws import Aws
from penstock.refresh.azure import Azure
from penstock.refresh.gcp import Gcp
from penstock.refresh.shapes import Quotes, Source, Types
from penstock.terms import CapacityType

from .price_lists import KEY, PriceLists, aws_product, azure_item, azure_spot, gcp_sku, spot_entry
from .small_catalog import machine

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ON_DEMAND, SPOT = CapacityType.ON_DEMAND, CapacityType.SPOT


def read(source: Source, *regions: str) -> Quotes:
    """Every page of every feed."""
    rows: list[Sequence[str]] = []
    for feed in source.feeds(regions):
        page = feed.fetch(None)
        rows += page.rows
        while page.next is not None:
            page = feed.fetch(page.next)
            rows += page.rows
    return source.quotes(rows, regions)


def types(*named: str) -> Types:
    return {name: machine("any", name) for name in named}


def test_aws_on_demand_is_the_linux_shared_price_in_the_region_itself(lists: PriceLists) -> None:
    lists.aws = [
        aws_product("g5.xlarge", "us-east-1", "2.0140000000", operatingSystem="Windows"),
        aws_product("g5.xlarge", "us-east-1", "1.1070000000", tenancy="Dedicated"),
        aws_product("g5.xlarge", "us-east-1", "0.0000000000", capacitystatus="AllocatedCapacityReservation"),
        aws_product("g5.xlarge", "us-east-1", "1.0160000000", capacitystatus="UnusedCapacityReservation"),
        aws_product("g5.xlarge", "us-east-1", "9.9900000000", preInstalledSw="SQL Std"),
        aws_product("g5.xlarge", "us-east-1", "1.5090000000", locationType="AWS Local Zone"),
        aws_product("g5.xlarge", "us-west-2", "1.0070000000"),
        aws_product("x9.huge", "us-east-1", "3.0000000000"),
        aws_product("g5.xlarge", "us-east-1", "500.0000000000", unit="Quantity"),
        aws_product("g5.xlarge", "us-east-1", "1.0060000000"),
    ]
    quotes = read(Aws(types("g5.xlarge"), now=NOW), "us-east-1")
    assert quotes.listed == [("g5.xlarge", "us-east-1", ON_DEMAND, Decimal("1.0060000000"))]
    assert quotes.unclear == []


def test_aws_pages_are_read_to_the_one_without_a_token(lists: PriceLists) -> None:
    names = [f"m5.{number}xlarge" for number in range(1, 8)]
    lists.aws = [aws_product(name, "eu-west-1", "1.5") for name in names]
    lists.page_size = 3
    assert [quote.instance_type for quote in read(Aws(types(*names), now=NOW), "eu-west-1").listed] == names
    assert lists.asked[:3] == ["GetProducts eu-west-1", "GetProducts eu-west-1 page-3", "GetProducts eu-west-1 page-6"]


def test_aws_spot_is_the_median_zones_last_price_without_local_zones(lists: PriceLists) -> None:
    lists.spot = [
        spot_entry("g5.xlarge", "us-west-2a", "0.30"),
        spot_entry("g5.xlarge", "us-west-2b", "0.90", changed="2026-11-20T00:00:00.000Z"),
        spot_entry("g5.xlarge", "us-west-2b", "0.35", changed="2026-11-24T09:00:00.000Z"),
        spot_entry("g5.xlarge", "us-west-2c", "0.40"),
        spot_entry("g5.xlarge", "us-west-2d", "1.006"),
        spot_entry("g5.xlarge", "us-west-2-lax-1a", "0.10"),
        spot_entry("g5.xlarge", "us-west-2-lax-1b", "0.10"),
        spot_entry("g5.xlarge", "us-west-2a", "2.00", changed="2026-11-24T11:00:00.000Z")
        | {"productDescription": "Windows"},
    ]
    lists.page_size = 2
    assert read(Aws(types("g5.xlarge"), now=NOW), "us-west-2").listed == [
        ("g5.xlarge", "us-west-2", SPOT, Decimal("0.35"))
    ]


def test_aws_spot_prices_of_moto_are_read(lists: PriceLists, monkeypatch: pytest.MonkeyPatch) -> None:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        monkeypatch.setenv("AWS_ENDPOINT_URL_EC2", f"http://{host}:{port}")
        assert read(Aws(types("p4d.24xlarge"), now=NOW), "us-east-1").listed == [
            ("p4d.24xlarge", "us-east-1", SPOT, Decimal("0.00001"))
        ]
    finally:
        server.stop()


def test_aws_without_credentials_says_what_to_set(lists: PriceLists, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(InputError) as told:
        read(Aws(types("g5.xlarge"), now=NOW), "us-east-1")
    (problem,) = told.value.problems
    assert problem.what.startswith("no AWS credentials")
    assert "AWS_PROFILE" in problem.fix
    assert lists.asked == []


def test_azure_price_is_the_primary_linux_meter_in_force(lists: PriceLists) -> None:
    size = "Standard_ND96isr_H100_v5"
    lists.azure = [
        azure_item(size, "eastus", 99.0, productName="Virtual Machines NDsr H100 v5 Series Windows"),
        azure_item(size, "eastus", 70.0, productName="NDsr H100 v5 Series CloudServices"),
        azure_item(size, "eastus", 10.0, skuName="ND96isr H100 v5 Low Priority"),
        azure_item(size, "eastus", 350400.0, type="Reservation", unitOfMeasure="1 Hour"),
        azure_item(size, "eastus", 80.0, isPrimaryMeterRegion=False),
        azure_item(size, "eastus", 60.0, tierMinimumUnits=500.0),
        azure_item(size, "eastus", 90.0, effectiveStartDate="2023-01-01T00:00:00Z"),
        azure_item(size, "eastus", 91.0, effectiveEndDate="2026-10-31T23:59:00Z", effectiveStartDate="2026-01-01T00:00:00Z"),
        azure_item(size, "eastus", 88.0, effectiveStartDate="2026-12-01T00:00:00Z"),
        azure_item(size, "westeurope", 101.0),
        azure_item("Standard_Unknown", "eastus", 1.0),
        azure_item(size, "eastus", 98.32, effectiveStartDate="2024-01-01T00:00:00Z"),
        azure_spot(size, "eastus", 39.328),
    ]  # fmt: skip
    lists.page_size = 2
    source = Azure(types(size), now=NOW, url=f"{lists.url}/api/retail/prices", first_wait=0)
    quotes = read(source, "eastus")
    assert quotes.listed == [(size, "eastus", ON_DEMAND, Decimal("98.32")), (size, "eastus", SPOT, Decimal("39.328"))]
    assert quotes.unclear == []


def test_azure_size_with_two_prices_at_once_has_none_and_is_said(lists: PriceLists) -> None:
    lists.azure = [azure_item("Standard_NC4as_T4_v3", "eastus", usd) for usd in (0.526, 0.6)]
    source = Azure(types("Standard_NC4as_T4_v3"), now=NOW, url=f"{lists.url}/api/retail/prices")
    quotes = read(source, "eastus")
    assert quotes.listed == []
    assert quotes.unclear == ["Standard_NC4as_T4_v3 eastus on-demand: $0.526, $0.6"]


def test_azure_next_page_on_another_host_is_not_followed(lists: PriceLists) -> None:
    lists.azure = [azure_item("Standard_NC4as_T4_v3", "eastus", 0.526)] * 3
    lists.page_size = 1
    lists.elsewhere = "http://prices.example"
    source = Azure(types("Standard_NC4as_T4_v3"), now=NOW, url=f"{lists.url}/api/retail/prices")
    with pytest.raises(InputError, match=r"sends us on to http://prices\.example"):
        read(source, "eastus")


def test_the_proxy_of_the_environment_is_used(lists: PriceLists, monkeypatch: pytest.MonkeyPatch) -> None:
    lists.azure = [azure_item("Standard_NC4as_T4_v3", "eastus", 0.526)] * 2
    lists.page_size = 1
    lists.elsewhere = "http://prices.example"
    monkeypatch.setenv("http_proxy", lists.url)
    source = Azure(types("Standard_NC4as_T4_v3"), now=NOW, url="http://prices.example/api/retail/prices")
    assert len(read(source, "eastus").listed) == 1
    assert len(lists.asked) == 2


A3 = machine("gcp", "a3-highgpu-8g", "H100", "8", vcpus=208, gib=1872)
A3_SKUS = [
    gcp_sku("A3 Instance Core running in Americas", 29_322_749, "us-central1", "us-east4"),
    gcp_sku("A3 Instance Ram running in Americas", 2_553_362, "us-central1", "us-east4", unit="GiBy.h"),
    gcp_sku("Nvidia H100 80GB GPU running in Americas", 796_550_569, "us-central1", "us-east4", units=9),
    gcp_sku("SSD backed Local Storage", 80_000_000, "us-central1", unit="GiBy.mo"),
]
A3_HOURLY = (
    208 * Decimal("0.029322749")
    + 1872 * Decimal("0.002553362")
    + 8 * Decimal("9.796550569")
    + 6000 * Decimal("0.08") / 730
)


def gcp(lists: PriceLists, known: Types) -> Gcp:
    return Gcp(known, everywhere(known), environ={"GOOGLE_API_KEY": KEY}, url=lists.url, first_wait=0)


def everywhere(known: Types) -> set[tuple[str, str]]:
    return {(name, region) for name in known for region in ("us-central1", "us-east4")}


def test_gcp_machine_is_the_sum_of_its_parts_where_every_part_has_a_price(lists: PriceLists) -> None:
    lists.gcp = A3_SKUS
    lists.page_size = 3
    # us-east4's SKUs have no local SSD.
    assert read(gcp(lists, {A3.name: A3}), "us-central1", "us-east4").listed == [
        (A3.name, "us-central1", ON_DEMAND, A3_HOURLY.quantize(Decimal("0.000001")))
    ]


@pytest.mark.parametrize(
    "description",
    [
        "Nvidia H100 80GB GPU attached to DWS Defined Duration VMs running in Americas",
        "Commitment v1: Nvidia H100 80GB GPU running in Americas for 1 Year",
        "Reserved Nvidia H100 80GB GPU in Americas",
        "Nvidia H100 80GB Mega GPU running in Americas",
    ],
)
def test_gcp_part_sold_otherwise_is_not_the_part(lists: PriceLists, description: str) -> None:
    lists.gcp = [*A3_SKUS[:2], A3_SKUS[3], gcp_sku(description, 0, "us-central1", units=4)]
    assert read(gcp(lists, {A3.name: A3}), "us-central1").listed == []


def test_gcp_machine_without_local_ssd_is_the_sum_of_the_others(lists: PriceLists) -> None:
    bare = machine("gcp", "a3-highgpu-8g-nolssd", "H100", "8", vcpus=208, gib=1872)
    lists.gcp = A3_SKUS
    (quote,) = read(gcp(lists, {bare.name: bare}), "us-central1").listed
    assert quote.usd == (A3_HOURLY - 6000 * Decimal("0.08") / 730).quantize(Decimal("0.000001"))


def test_gcp_parts_priced_in_a_region_do_not_mean_that_the_machine_is_sold_there(lists: PriceLists) -> None:
    lists.gcp = A3_SKUS
    source = Gcp({A3.name: A3}, {(A3.name, "us-east4")}, environ={"GOOGLE_API_KEY": KEY}, url=lists.url)
    assert read(source, "us-central1").listed == []


def test_gcp_spot_is_read_from_the_description_whatever_the_usage_type(lists: PriceLists) -> None:
    g2 = machine("gcp", "g2-standard-8", "L4", "1", vcpus=8, gib=32)
    lists.gcp = [
        gcp_sku("Spot Preemptible G2 Instance Core running in Iowa", 10_000_000, "us-central1", usage="Preemptible"),
        gcp_sku("Spot Preemptible G2 Instance Ram running in Iowa", 1_000_000, "us-central1", unit="GiBy.h"),
        gcp_sku("Nvidia L4 GPU attached to Spot Preemptible VMs running in Iowa", 223_600_000, "us-central1"),
        gcp_sku("G2 Instance Core running in Iowa", 24_988_000, "us-central1"),
        gcp_sku("G2 Instance Ram running in Iowa", 2_927_000, "us-central1", unit="GiBy.mo"),
        gcp_sku("Nvidia L4 GPU running in Iowa", 560_000_000, "us-central1"),
    ]
    # The on-demand memory comes in a unit that memory is not billed in: that price is not understood, so there is none.
    assert read(gcp(lists, {g2.name: g2}), "us-central1").listed == [
        (g2.name, "us-central1", SPOT, Decimal("0.335600"))
    ]


def test_gcp_part_with_two_prices_gives_no_price_and_is_said(lists: PriceLists) -> None:
    n2 = machine("gcp", "n2-standard-8", vcpus=8, gib=32)
    lists.gcp = [
        gcp_sku("N2 Instance Core running in Americas", 31_611_000, "us-central1"),
        gcp_sku("N2 Instance Core running in Iowa", 40_000_000, "us-central1"),
        gcp_sku("N2 Instance Ram running in Americas", 4_237_000, "us-central1", unit="GiBy.h"),
    ]
    quotes = read(gcp(lists, {n2.name: n2}), "us-central1")
    assert quotes.listed == []
    assert quotes.unclear == ["n2-standard-8 us-central1 on-demand: $0.388472, $0.455584"]


@pytest.mark.parametrize("name", ["e2-micro", "c3-standard-8-lssd", "a4-highgpu-8g"])
def test_gcp_machine_whose_parts_are_not_known_has_no_price(lists: PriceLists, name: str) -> None:
    lists.gcp = [
        gcp_sku(f"{series} Instance {part} running in Americas", 10_000_000, "us-central1", unit=unit)
        for series in ("E2", "C3", "A4")
        for part, unit in (("Core", "h"), ("Ram", "GiBy.h"))
    ]
    assert read(gcp(lists, {name: machine("gcp", name)}), "us-central1").listed == []


def test_gcp_without_credentials_says_what_to_set(lists: PriceLists) -> None:
    with pytest.raises(InputError) as told:
        read(Gcp({A3.name: A3}, everywhere({A3.name: A3}), environ={}, url=lists.url), "us-central1")
    (problem,) = told.value.problems
    assert "GOOGLE_API_KEY" in problem.fix
    assert "gcloud auth application-default login" in problem.fix
    assert lists.asked == []


def test_gcp_refused_key_says_so_in_googles_words(lists: PriceLists) -> None:
    with pytest.raises(InputError, match="refuses: HTTP 403: API key not valid"):
        read(
            Gcp({A3.name: A3}, everywhere({A3.name: A3}), environ={"GOOGLE_API_KEY": "wrong"}, url=lists.url),
            "us-central1",
        )


def test_gcp_application_default_credentials_are_used_without_a_key(
    lists: PriceLists, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    account = {
        "type": "service_account",
        "project_id": "p",
        "private_key_id": "1",
        "private_key": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        "client_email": "prices@p.iam.gserviceaccount.com",
        "client_id": "1",
        "token_uri": f"{lists.url}/token",
    }
    (tmp_path / "account.json").write_text(json.dumps(account))
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "account.json"))
    lists.gcp = A3_SKUS
    assert (
        len(read(Gcp({A3.name: A3}, everywhere({A3.name: A3}), environ={}, url=lists.url), "us-central1").listed) == 1
    )
