"""From a program of pulumi-gcp to its bill: what is read has the catalog's own names, and so has a price."""

from __future__ import annotations

import warnings
from decimal import Decimal

import pytest

from penstock.catalog import load
from penstock.cli.main import main
from penstock.cost import Estimate, estimate
from penstock.resources import read

from .gcp_program import CONFIG, run, written

PROGRAM = """
template = gcp.compute.InstanceTemplate(
    "worker",
    machine_type="n1-standard-8",
    disks=[{"source_image": "cos", "disk_size_gb": 100, "disk_type": "pd-ssd"}],
    guest_accelerators=[{"type": "nvidia-tesla-t4", "count": 2}],
    scheduling={"provisioning_model": "SPOT"},
    network_interfaces=[{"network": "default"}],
)
gcp.compute.InstanceGroupManager(
    "workers",
    base_instance_name="w",
    zone="us-central1-a",
    target_size=3,
    versions=[{"instance_template": template.self_link_unique}],
)
gcp.compute.Instance(
    "box",
    machine_type="g2-standard-8",
    boot_disk={"initialize_params": {"size": 50, "type": "pd-balanced"}},
    network_interfaces=[{"network": "default"}],
)
gcp.container.Cluster("training", location="us-central1", remove_default_node_pool=True, initial_node_count=1)
gcp.compute.RegionDisk("both", region="us-central1", replica_zones=["us-central1-a", "us-central1-b"], type="pd-ssd", size=10)
gcp.compute.RouterNat("nat", router="r", nat_ip_allocate_option="MANUAL_ONLY", source_subnetwork_ip_ranges_to_nat="X")
gcp.storage.Bucket("data", name="team-data", location="US", storage_class="NEARLINE")
gcp.compute.Network("net")
gcp.looker.Instance("db", oauth_config={"client_id": "c", "client_secret": "s"})
"""


@pytest.fixture(scope="module")
def bill() -> Estimate:
    return estimate(read(run(PROGRAM)), year=2026)


def monthly(bill: Estimate, label: str) -> Decimal:
    """USD a month expected of the resource of that name."""
    (found,) = (it for it in bill.resources if it.urn.endswith(f"::{label}") and it.components)
    return found.monthly.expected


def unit(sku: str) -> Decimal:
    price = load("gcp").unit_price(sku, "us-central1")
    assert price is not None
    return price.usd


def test_spot_workers_with_attached_accelerators(bill: Estimate) -> None:
    offering = load("gcp").offering("n1-standard-8", "us-central1")
    assert offering is not None
    assert offering.spot_hourly is not None
    node = offering.spot_hourly + 2 * unit("gpu-nvidia-tesla-t4-spot-hour")
    assert monthly(bill, "workers") == 3 * (730 * node + 100 * unit("pd-ssd-gib-month"))


def test_an_instance_with_a_built_in_accelerator(bill: Estimate) -> None:
    offering = load("gcp").offering("g2-standard-8", "us-central1")
    assert offering is not None
    assert offering.on_demand_hourly is not None
    assert monthly(bill, "box") == 730 * offering.on_demand_hourly + 50 * unit("pd-balanced-gib-month")


@pytest.mark.parametrize(
    ("name", "sku", "units"),
    [
        ("training", "gke-cluster-hour", 730),
        ("both", "pd-ssd-regional-gib-month", 10),
        ("nat", "nat-gateway-hour", 730),
    ],
)
def test_flat_charges(bill: Estimate, name: str, sku: str, units: int) -> None:
    assert monthly(bill, name) == units * unit(sku)


def test_a_bucket_without_a_declared_size_shows_the_price_of_its_own_class(bill: Estimate) -> None:
    price = load("gcp").storage_class("NEARLINE", "us")
    assert price is not None
    (data,) = (it for it in bill.resources if it.label == "data")
    assert price.gib_month in [use.unit_price for use in data.undeclared]


def test_only_what_nobody_reads_is_unpriced(bill: Estimate) -> None:
    assert [urn.rpartition("::")[2] for urn in bill.unpriced] == ["db"]


def test_the_command_prints_a_line_for_each(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    with written(PROGRAM) as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        config = [text for key, value in CONFIG.items() for text in ("--config", f"{key}={value}")]
        status = main(["estimate", str(folder), "--stack", "dev", *config])
    lines = capfd.readouterr().out.splitlines()
    assert status == 0
    assert any("2 x nvidia-tesla-t4" in line for line in lines)
    assert sum("GKE cluster" in line and "73.00" in line for line in lines) == 1
    assert any("no reader knows the type gcp:looker/instance:Instance" in line for line in lines)
