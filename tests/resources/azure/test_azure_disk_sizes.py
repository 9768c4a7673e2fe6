"""What an Azure disk is billed as, where that is not what it has."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.cost import estimate
from penstock.resources.azure.data.managed_disks import billed_gib, disk

from .azure_program import facts, resource

DISK = "azure-native:compute:Disk"


def a_disk(**inputs: Any) -> Any:
    return facts(resource(DISK, "d", {"location": "eastus"} | inputs))


@pytest.mark.parametrize(
    ("gib", "billed"), [(4, 4), (5, 8), (33, 64), (512, 512), (513, 1024), (1000, 1024), (1100, 2048), (65536, 65536)]
)
def test_an_ultra_disk_is_billed_as_the_next_size_that_is_offered(gib: int, billed: int) -> None:
    (line,) = a_disk(sku={"name": "UltraSSD_LRS"}, diskSizeGB=gib).charges
    assert (line.sku, line.quantity) == ("disk-ultra-gib-month", Decimal(billed))
    assert disk("UltraSSD_LRS", Decimal(gib), True).gib == Decimal(billed)
    assert billed_gib("disk-premium-v2", Decimal(gib)) == Decimal(gib)  # in steps of 1 GiB


def test_mounts_of_a_shared_disk_are_named() -> None:
    """1,024 GiB of Premium is a P30; what a mount of it costs is in no catalog."""
    shared = a_disk(sku={"name": "Premium_LRS"}, diskSizeGB=1024, maxShares=5)
    assert [it.sku for it in shared.charges] == ["disk-p30-lrs-month", "disk-p30-lrs-mount-month"]
    assert estimate(shared, year=2026).unpriced != {}
    alone = a_disk(sku={"name": "Premium_LRS"}, diskSizeGB=1024, maxShares=1)
    assert [it.sku for it in alone.charges] == ["disk-p30-lrs-month"]
