"""What comes with nodes: disks that outlive them, provisioned performance, addresses of spot nodes, accelerators, fees."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from penstock.catalog import load
from penstock.cost import Range, ResourceCost, Usage
from penstock.cost.machines.nodes import node_cost
from penstock.cost.storage.buckets import bucket_cost
from penstock.resources.facts import Capacity, DiskShape, Node
from penstock.resources.reading.values import UNKNOWN

from .cost_facts import ALL_ON_DEMAND, bucket, choices, pool, rule

MONTH = Decimal(730)
SPOT = Capacity(on_demand_base=0, spot_percent=Decimal(100))


def cost(node: Node) -> ResourceCost:
    return node_cost(node, 2026, load, Usage())


def line(node: Node, name: str) -> Any:
    return next(component for component in cost(node).components if component.name == name)


def google(**changes: Any) -> Node:
    """One N1 in us-central1."""
    plain = pool(
        cloud="gcp",
        region="us-central1",
        kind="instance",
        choices=choices("n1-standard-8"),
        minimum=1,
        desired=1,
        maximum=1,
        capacity=ALL_ON_DEMAND,
    )
    return replace(plain, **changes)


def test_an_attached_accelerator_is_billed_on_top_of_its_machine() -> None:
    bare = cost(google()).monthly.expected
    with_gpus = replace(choices("n1-standard-8")[0], accelerator="nvidia-tesla-t4", accelerator_count=2)
    assert cost(google(choices=(with_gpus,))).monthly.expected == bare + 2 * MONTH * Decimal("0.35")


def test_an_accelerator_without_a_price_leaves_the_node_unpriced() -> None:
    unheard = replace(choices("n1-standard-8")[0], accelerator="nvidia-unheard-of", accelerator_count=1)
    found = cost(google(choices=(unheard,)))
    assert found.monthly == Range.of(Decimal(0))
    assert found.why_unpriced == ("no price of gpu-nvidia-unheard-of-hour in us-central1",)
    assert found.always_on is None


def test_the_address_of_a_spot_node_has_its_own_price_where_the_cloud_has_one() -> None:
    assert line(google(public_address=True), "public address").unit_price == Decimal("0.005")
    assert line(google(public_address=True, capacity=SPOT), "public address").unit_price == Decimal("0.0025")
    assert line(pool(public_address=True, desired=1), "public address").unit_price == Decimal("0.005")


def test_a_stopped_instance_still_pays_for_its_disk() -> None:
    disk = DiskShape("pd-ssd", Decimal(100), True)
    found = cost(google(minimum=0, desired=0, maximum=0, disks=(disk,)))
    assert found.monthly == Range.of(100 * Decimal("0.17"))
    assert found.always_on == found.monthly.expected


@pytest.mark.parametrize(
    ("iops", "mibps", "extra"), [(3000, 125, "0"), (5000, 125, "10"), (None, 225, "4"), (4000, 325, "13")]
)
def test_only_performance_above_what_a_gp3_disk_includes_is_billed(
    iops: int | None, mibps: int | None, extra: str
) -> None:
    disk = DiskShape("gp3", Decimal(100), True, iops=iops, mibps=mibps)
    found = cost(pool(kind="instance", minimum=1, desired=1, maximum=1, disks=(disk,)))
    without = cost(
        pool(kind="instance", minimum=1, desired=1, maximum=1, disks=(DiskShape("gp3", Decimal(100), True),))
    )
    assert round(found.monthly.expected - without.monthly.expected, 6) == Decimal(extra)


def test_performance_that_is_not_known_is_said() -> None:
    found = cost(pool(desired=1, disks=(DiskShape("gp3", Decimal(100), True, iops=UNKNOWN),)))
    assert found.why_unpriced == ("the iops of a disk are not known yet",)


def test_a_disk_that_is_billed_by_its_tier_is_one_disk_a_node() -> None:
    disk = DiskShape("disk-p10-lrs-month", Decimal(128), True, unit="disk-month")
    price = load("azure").unit_price("disk-p10-lrs-month", "westeurope")
    assert price is not None
    node = pool(
        cloud="azure",
        region="westeurope",
        choices=choices("Standard_NC24ads_A100_v4"),
        desired=2,
        maximum=2,
        disks=(disk,),
    )
    assert line(node, "p10-lrs disk").monthly == Range(Decimal(0), 2 * price.usd, 2 * price.usd)


def test_a_service_s_fee_is_a_share_of_the_on_demand_price_and_unpriced_where_it_is_not_known() -> None:
    machine = load("gcp").offering("a2-highgpu-1g", "us-central1")
    assert machine is not None
    assert machine.on_demand_hourly is not None
    node = google(kind="group", choices=choices("a2-highgpu-1g"), capacity=SPOT)
    fee = line(replace(node, service="vertex-training"), "vertex-training fee")
    assert fee.monthly == Range.of(MONTH * machine.on_demand_hourly * Decimal("0.15"))
    assert cost(replace(node, service="of-nobody")).why_unpriced == ("no price of of-nobody-fee in us-central1",)


def test_a_softly_deleted_object_is_billed_until_it_is_gone() -> None:
    plain = bucket_cost(bucket(rule(("STANDARD_IA", 30), expire=60)), load, Usage())
    soft = bucket_cost(bucket(rule(("STANDARD_IA", 30), expire=60), soft_delete_days=30), load, Usage())
    cheap, first = Decimal("0.0125"), Decimal("0.023")
    assert plain.monthly.expected == 1000 * (30 * first + 30 * cheap) / 60
    assert soft.monthly.expected == plain.monthly.expected + 1000 * cheap * 30 / 60  # as many again, of half the age
    assert soft.components[1].basis == "soft-deleted for 30 days, of objects that live 60 days: 0.5 times what it holds"


def test_machines_that_a_reservation_pays_for_add_nothing_but_what_comes_with_them() -> None:
    disk = DiskShape("pd-ssd", Decimal(100), True)
    found = cost(google(service="capacity-reservation", disks=(disk,)))
    assert [component.name for component in found.components] == ["pd-ssd disk"]
    assert found.always_on == found.monthly.expected


def test_nodes_with_a_price_of_their_own_are_unpriced_and_their_on_demand_part_is_not() -> None:
    half = Capacity(on_demand_base=1, spot_percent=Decimal(100))
    found = cost(google(kind="group", service="low-priority", capacity=half, maximum=2, desired=2))
    assert found.why_unpriced == ("no price of low-priority nodes",)
    assert {component.name: component.monthly is None for component in found.components} == {
        "spot nodes": True,
        "on-demand nodes": False,
    }


def test_a_machine_that_sagemaker_sells_has_sagemaker_s_price_and_no_fee() -> None:
    sold = load("aws").offering("ml.g5.xlarge", "us-east-1")
    assert sold is not None
    assert sold.on_demand_hourly is not None
    node = pool(kind="instance", choices=choices("g5.xlarge"), service="sagemaker", capacity=ALL_ON_DEMAND)
    found = cost(replace(node, minimum=1, desired=1, maximum=1))
    assert found.monthly == Range.of(MONTH * sold.on_demand_hourly)
    assert [component.name for component in found.components] == ["on-demand nodes"]
    assert "ml.g5.xlarge" in found.components[0].basis


def test_the_root_disk_that_an_image_brings_is_listed_by_its_price_and_takes_a_declared_size() -> None:
    node = pool(kind="instance", minimum=1, desired=1, maximum=1)
    [use] = cost(node).undeclared
    assert (use.key, use.unit_price, use.basis) == ("disk_gib", Decimal("0.08"), "size decided by the image")
    sized = node_cost(node, 2026, load, Usage(names={"train": {"disk_gib": Decimal(75)}}))
    assert sized.monthly.expected - cost(node).monthly.expected == 75 * Decimal("0.08")


def test_what_has_no_price_is_left_out_of_both_sides_of_the_comparison() -> None:
    node = pool(desired=2, disks=(DiskShape("gp9", Decimal(100), True),))
    without = cost(pool(desired=2, disks=(DiskShape("gp3", Decimal(0), True),)))
    found = cost(node)
    assert found.why_unpriced
    assert found.always_on == without.always_on
    assert [saving.control for saving in found.savings] == ["spot"]


def test_iops_of_io2_cost_less_above_each_tier() -> None:
    """us-east-1: 0.065 $, 0.0455 $ above 32,000, 0.03185 $ above 64,000."""
    disk = DiskShape("io2", Decimal(400), True, iops=80_000)
    found = pool(desired=1, kind="instance", minimum=1, maximum=1, disks=(disk,))
    names = ("io2 iops", "io2 iops above 32000", "io2 iops above 64000")
    costs = [line(found, name).monthly.expected for name in names]
    assert costs == [2080, 1456, Decimal("509.6")]


def test_a_disk_whose_kind_is_not_known_is_bounded_by_its_gib() -> None:
    found = cost(pool(desired=1, disks=(DiskShape(UNKNOWN, Decimal(100), True),)))
    assert found.why_unpriced == ("the kind of a disk is not known yet",)
    assert not found.unbounded
    assert line(pool(desired=1, disks=(DiskShape(UNKNOWN, Decimal(100), True),)), "disk").at_most == Decimal("0.5")
    assert cost(pool(desired=1, disks=(DiskShape(UNKNOWN, Decimal(100), True, iops=64_000),))).unbounded


def test_a_disk_without_a_price_here_is_held_to_its_dearest_and_one_of_the_image_to_the_gib_of_images() -> None:
    azure = pool(cloud="azure", region="northcentralus", choices=choices("Standard_D4s_v5"), minimum=1, maximum=1)
    tier = DiskShape("disk-p15-zrs-month", Decimal(256), unit="disk-month")
    for disk, usd in ((tier, None), (DiskShape(UNKNOWN, None), Decimal(64))):
        found = cost(replace(azure, disks=(disk,)))
        (line,) = (it for it in found.components if it.name.endswith("disk"))
        assert line.monthly is None
        assert not found.unbounded
        assert line.monthly_at_most is not None
        assert line.monthly_at_most.expected == usd or usd is None
    assert cost(replace(azure, disks=(DiskShape(UNKNOWN, UNKNOWN),))).unbounded


def test_a_fee_is_by_vcpus_where_the_service_says_so_and_held_to_its_machine_where_nobody_says() -> None:
    node = google(minimum=1, desired=1, maximum=1, service="workstations", choices=choices("n2-standard-8"))
    (fee,) = (it for it in cost(node).components if it.name == "workstations fee")
    assert (fee.unit_price, fee.basis) == (Decimal("0.40"), "by its vCPUs")
    machine = next(it for it in cost(node).components if it.name == "on-demand nodes").unit_price
    (fee,) = (it for it in cost(replace(node, service="vertex-workbench")).components if it.name.endswith(" fee"))
    assert fee.at_most == (machine or 0) + Decimal("0.8")
