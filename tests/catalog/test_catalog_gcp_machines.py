"""Machines of Google Cloud without accelerators, which are priced by their vCPUs and memory."""

from __future__ import annotations

from decimal import Decimal

import pytest

from penstock.catalog import load


@pytest.mark.parametrize(
    ("instance_type", "region", "on_demand", "spot"),
    [
        ("n2-highmem-128", "us-east1", "7.706976", "3.65536"),  # 864 GiB, not 128 x 8
        ("c2-standard-30", "us-east4", "1.76358", "0.6687"),  # one size of memory for a vCPU
        ("c4-standard-8", "us-central1", "0.39534", "0.23721"),
        ("e2-medium", "us-central1", "0.03350571", "0.020106"),  # shares cores: a row of its own
        ("n1-standard-8", "me-west1", "0.4179978", "0.15748"),
        ("t2d-standard-60", "asia-southeast2", "3.4084518", "0.68184"),
    ],
)
def test_a_machine_of_google_cloud_costs_its_vcpus_and_its_memory(
    instance_type: str, region: str, on_demand: str, spot: str
) -> None:
    """The figures are the list's own of the whole machine (cyclenerd-2026-07)."""
    found = load("gcp").offering(instance_type, region)
    assert found is not None
    assert (found.on_demand_hourly, found.spot_hourly, found.spot_basis) == (
        Decimal(on_demand),
        Decimal(spot),
        "listed",
    )
    assert region in load("gcp").regions_offering(instance_type)


def test_a_custom_machine_costs_five_per_cent_more_than_its_series() -> None:
    book = load("gcp")
    found = book.offering("e2-custom-4-8192", "asia-south1")
    assert found is not None
    # The console lists 0.02750926 a vCPU and 0.003686256 a GiB: 4 x 0.02750926 + 8 x 0.003686256 = 0.139527088
    assert found.on_demand_hourly is not None
    assert abs(found.on_demand_hourly / Decimal("0.139527088") - 1) < Decimal("0.0001")
    assert found.spot_hourly is None
    own = book.offering("custom-4-16384", "us-central1")
    # N1: 1.05 x (4 x 0.031611 + 16 x 0.004237) = 0.2039478
    assert own is not None
    assert own.on_demand_hourly == Decimal("0.2039478")


@pytest.mark.parametrize(
    ("instance_type", "region"),
    [
        ("c3-highmem-8", "asia-east1"),  # the region has only c3-standard
        ("c3-standard-8-lssd", "us-central1"),
        ("c3-standard-192-metal", "us-central1"),
        ("n2-custom-8-131072-ext", "us-central1"),
        ("n2-custom-8-16384", "moon-1"),
        ("n2-standard-7", "us-central1"),  # no such type
        ("m5.large", "us-central1"),
    ],
)
def test_what_no_row_says_has_no_price_for_being_like_what_has_one(instance_type: str, region: str) -> None:
    assert load("gcp").offering(instance_type, region) is None
    assert region not in load("gcp").regions_offering(instance_type)
