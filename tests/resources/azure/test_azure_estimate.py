"""From a plain Azure program to priced lines, as `penstock estimate` prints them."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from penstock import catalog
from penstock.cli.main import main
from penstock.terms import CapacityType

from .azure_program import NO_SETTINGS, write

PROGRAM = """
group = azure.resources.ResourceGroup("team", location="West Europe")
azure.compute.VirtualMachineScaleSet(
    "workers",
    resource_group_name=group.name,
    sku={"name": "Standard_NC24ads_A100_v4", "capacity": 2},
    virtual_machine_profile={
        "priority": "Spot",
        "eviction_policy": "Delete",
        "storage_profile": {"os_disk": {"create_option": "FromImage", "diff_disk_settings": {"option": "Local"}}},
        "network_profile": {
            "network_interface_configurations": [{"name": "n", "ip_configurations": [{"name": "i"}]}]
        },
    },
)
azure.compute.VirtualMachine(
    "box",
    resource_group_name=group.name,
    hardware_profile={"vm_size": "Standard_NC24ads_A100_v4"},
    storage_profile={
        "os_disk": {
            "create_option": "FromImage",
            "disk_size_gb": 100,
            "managed_disk": {"storage_account_type": "Premium_LRS"},
        }
    },
    network_profile={"network_interfaces": [{"id": "/subscriptions/s/nic"}]},
)
azure.compute.Disk(
    "scratch",
    resource_group_name=group.name,
    disk_size_gb=100,
    sku={"name": "Premium_LRS"},
    creation_data={"create_option": "Empty"},
)
azure.network.PublicIPAddress("out", resource_group_name=group.name, sku={"name": "Standard"})
azure.network.BastionHost("door", resource_group_name=group.name, sku={"name": "Basic"})
"""


def test_a_plain_azure_program_is_priced_line_by_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in NO_SETTINGS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("COLUMNS", "200")
    write(tmp_path, PROGRAM)
    assert main(["estimate", str(tmp_path), "--stack", "dev", "--format", "json"]) == 0
    costs = json.loads(capfd.readouterr().out)["costs"]

    prices = catalog.load("azure")
    offering = prices.offering("Standard_NC24ads_A100_v4", "westeurope")
    assert offering is not None
    spot, on_demand = offering.hourly(CapacityType.SPOT), offering.hourly(CapacityType.ON_DEMAND)
    disk, address = (
        prices.unit_price("disk-p10-lrs-month", "westeurope"),
        prices.unit_price("public-ipv4-hour", "westeurope"),
    )
    assert spot is not None
    assert disk is not None
    assert address is not None
    lines = {
        (it["label"], Decimal(line["monthly_quantity"]["expected"]), Decimal(line["unit_price"]))
        for it in costs["resources"]
        for line in it["components"]
        if line["unit_price"] is not None
    }
    assert lines == {
        ("workers", Decimal(2 * 730), spot),
        ("box", Decimal(730), on_demand),
        ("box", Decimal(1), disk.usd),  # a whole disk of its tier, whatever of it is used
        ("scratch", Decimal(1), disk.usd),
        ("out", Decimal(730), address.usd),
    }
    assert [it.rpartition("::")[2] for it in costs["unpriced"]] == ["door"]

    assert main(["estimate", str(tmp_path), "--stack", "dev"]) == 0
    table = capfd.readouterr().out
    assert all(name in table for name in ("workers", "box", "disk p10 lrs", "public IPV4", "door"))
    assert "1 unpriced" in table
