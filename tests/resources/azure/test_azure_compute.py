"""Virtual machines, scale sets and fleets: what they may get, how they are bought, what comes with each node."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.facts import Capacity, DiskShape, FactSet, InstanceChoice, Node, Takes
from penstock.resources.reading.values import UNKNOWN
from resources.programs import only

from .azure_program import charges, facts, node, resource, run, urn

VM = "azure-native:compute:VirtualMachine"
SCALE_SET = "azure-native:compute:VirtualMachineScaleSet"
RESERVATION = "azure-native:compute:CapacityReservation"
HOST = "azure-native:compute:DedicatedHost"
FLEET = "azure-native:azurefleet:Fleet"
IDENTITY = "azure-native:managedidentity:UserAssignedIdentity"
ACCOUNT = "azure-native:storage:StorageAccount"

PROGRAM = """
group = azure.resources.ResourceGroup("team", location="West Europe")
identity = azure.managedidentity.UserAssignedIdentity("nodes", resource_group_name=group.name)
data = azure.storage.StorageAccount(
    "data", account_name="teamdata", resource_group_name=group.name, kind="StorageV2", sku={"name": "Standard_LRS"}
)
azure.compute.VirtualMachine(
    "box",
    resource_group_name=group.name,
    location="North Europe",
    hardware_profile={"vm_size": "Standard_NC24ads_A100_v4"},
    priority="Spot",
    eviction_policy="Delete",
    billing_profile={"max_price": -1},
    identity={"type": "UserAssigned", "user_assigned_identities": [identity.id]},
    os_profile={"computer_name": "box", "custom_data": "YXpjb3B5IGh0dHBzOi8vdGVhbWRhdGEuYmxvYi5jb3JlLndpbmRvd3MubmV0L3Ry"},
    storage_profile={
        "os_disk": {
            "create_option": "FromImage",
            "disk_size_gb": 100,
            "delete_option": "Delete",
            "managed_disk": {"storage_account_type": "Premium_LRS"},
        },
        "data_disks": [
            {"create_option": "Empty", "lun": 0, "disk_size_gb": 1000,
             "managed_disk": {"storage_account_type": "StandardSSD_ZRS"}},
            {"create_option": "Empty", "lun": 1, "disk_size_gb": 300,
             "managed_disk": {"storage_account_type": "PremiumV2_LRS"}},
            {"create_option": "Attach", "lun": 2, "managed_disk": {"id": "/subscriptions/s/kept"}},
        ],
    },
    network_profile={"network_interfaces": [{"id": "/subscriptions/s/nic"}]},
    tags={"penstock:pool": "boxes", "owner": "vision"},
)
azure.compute.VirtualMachineScaleSet(
    "workers",
    resource_group_name=group.name,
    orchestration_mode="Flexible",
    sku={"name": "Standard_ND96isr_H100_v5", "capacity": 4},
    priority_mix_policy={"base_regular_priority_count": 1, "regular_priority_percentage_above_base": 25},
    spot_restore_policy={"enabled": True, "restore_timeout": "PT1H"},
    virtual_machine_profile={
        "priority": "Spot",
        "storage_profile": {
            "os_disk": {
                "create_option": "FromImage",
                "diff_disk_settings": {"option": "Local"},
            }
        },
        "network_profile": {
            "network_interface_configurations": [
                {"name": "n", "ip_configurations": [{"name": "i", "public_ip_address_configuration": {"name": "p"}}]}
            ]
        },
    },
)
azure.compute.VirtualMachineScaleSet(
    "mixed",
    resource_group_name=group.name,
    sku={"name": "Mix", "capacity": 2},
    sku_profile={"vm_sizes": [{"name": "Standard_D4s_v5"}, {"name": "Standard_D8s_v5"}]},
    virtual_machine_profile={},
)
azure.compute.VirtualMachineScaleSet(
    "holder", resource_group_name=group.name, orchestration_mode="Flexible", platform_fault_domain_count=1
)
azure.azurefleet.Fleet(
    "fleet",
    resource_group_name=group.name,
    compute_profile={"base_virtual_machine_profile": {}},
    vm_sizes_profile=[{"name": "Standard_D4s_v5"}, {"name": "Standard_D8s_v5"}],
    spot_priority_profile={"capacity": 6},
    regular_priority_profile={"capacity": 2},
)
"""


@pytest.fixture(scope="module")
def found() -> FactSet:
    return read(run(PROGRAM))


def test_a_spot_machine_with_its_disks_its_identity_and_the_data_that_it_names(found: FactSet) -> None:
    box = only(found.nodes, "box")
    assert box == Node(
        urn=urn(VM, "box"),
        cloud="azure",
        region="northeurope",
        tags={"penstock:pool": "boxes", "owner": "vision"},
        kind="instance",
        name="box",
        label="boxes",
        choices=(InstanceChoice("Standard_NC24ads_A100_v4", "hardwareProfile.vmSize", urn(VM, "box")),),
        minimum=1,
        desired=1,
        maximum=1,
        capacity=Capacity(0, Decimal(100), "priority"),
        disks=(
            DiskShape("disk-p10-lrs-month", Decimal(100), True, "disk-month"),
            DiskShape("disk-e30-zrs-month", Decimal(1000), False, "disk-month"),
            DiskShape("disk-premium-v2", Decimal(300), False),
        ),
        public_address=False,
        mentions=("azcopy https://teamdata.blob.core.windows.net/tr",),
        identities=(urn(IDENTITY, "nodes"),),
        references=box.references,
    )
    (reference,) = box.references
    assert (reference.data, reference.path) == (urn(ACCOUNT, "data"), "osProfile.customData")
    (transfer,) = found.transfers
    assert (transfer.urn, transfer.data) == (box.urn, urn(ACCOUNT, "data"))
    assert (transfer.source_region, transfer.target_region) == ("westeurope", "northeurope")


def test_a_flexible_scale_set_with_a_priority_mix_an_ephemeral_disk_and_addresses(found: FactSet) -> None:
    workers = only(found.nodes, "workers")
    assert (workers.region, workers.kind) == ("westeurope", "group")
    assert workers.choices == (InstanceChoice("Standard_ND96isr_H100_v5", "sku.name", workers.urn),)
    path = "priorityMixPolicy.regularPriorityPercentageAboveBase"
    assert workers.capacity == Capacity(1, Decimal(75), path, kept_when_reclaimed=True)  # Deallocate is the default
    assert (workers.minimum, workers.desired, workers.maximum) == (4, 4, 4)
    assert (workers.disks, workers.public_address, workers.service) == ((), True, None)


def test_an_instance_mix_has_its_sizes_in_place_of_the_sku(found: FactSet) -> None:
    mixed = only(found.nodes, "mixed")
    assert [(it.instance_type, it.path) for it in mixed.choices] == [
        ("Standard_D4s_v5", "skuProfile.vmSizes[0].name"),
        ("Standard_D8s_v5", "skuProfile.vmSizes[1].name"),
    ]
    path = "virtualMachineProfile.priority"
    assert mixed.capacity == Capacity(0, Decimal(0), path, by_default=True, on_demand_takes=Takes.CHEAPEST)


def test_a_flexible_scale_set_without_a_size_has_no_nodes_of_its_own(found: FactSet) -> None:
    assert [it.name for it in found.nodes] == ["fleet", "box", "mixed", "workers"]
    assert urn(SCALE_SET, "holder") in [it.urn for it in found.free]


def test_a_fleet_is_so_many_regular_and_so_many_spot_machines(found: FactSet) -> None:
    fleet = only(found.nodes, "fleet")
    assert (fleet.minimum, fleet.desired, fleet.maximum) == (8, 8, 8)
    assert fleet.capacity == Capacity(
        *(2, Decimal(100), "spotPriorityProfile"),
        on_demand_takes=Takes.CHEAPEST,
        strategy="spotPriorityProfile.allocationStrategy",
    )
    assert [it.instance_type for it in fleet.choices] == ["Standard_D4s_v5", "Standard_D8s_v5"]


@pytest.mark.parametrize(
    ("priority", "base", "spot"),
    [(None, 0, Decimal(0)), ("Regular", 0, Decimal(0)), ("Low", 0, Decimal(100)), (UNKNOWN, UNKNOWN, UNKNOWN)],
)
def test_how_a_machine_is_bought(priority: Any, base: object, spot: object) -> None:
    capacity = node(resource(VM, "it", {"priority": priority})).capacity
    assert capacity is not None
    assert (capacity.on_demand_base, capacity.spot_percent, capacity.by_default) == (base, spot, priority is None)


@pytest.mark.parametrize(
    ("mix", "base", "spot"),
    [
        ({"baseRegularPriorityCount": 2, "regularPriorityPercentageAboveBase": 0}, 2, Decimal(100)),
        ({"baseRegularPriorityCount": 2}, 2, UNKNOWN),
        ({"regularPriorityPercentageAboveBase": 50}, UNKNOWN, Decimal(50)),
        (UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_what_a_priority_mix_leaves_out_is_not_guessed(mix: Any, base: object, spot: object) -> None:
    inputs = {"sku": {"name": "it", "capacity": 1}, "priorityMixPolicy": mix}
    capacity = node(resource(SCALE_SET, "it", {**inputs, "virtualMachineProfile": {"priority": "Spot"}})).capacity
    assert capacity is not None
    assert (capacity.on_demand_base, capacity.spot_percent) == (base, spot)
    regular = node(resource(SCALE_SET, "it", {**inputs, "virtualMachineProfile": {}})).capacity
    assert regular is not None
    assert (regular.on_demand_base, regular.spot_percent) == (0, Decimal(0))


@pytest.mark.parametrize(
    ("kind", "gib", "shape"),
    [
        ("Premium_LRS", 4, DiskShape("disk-p1-lrs-month", Decimal(4), False, "disk-month")),
        ("Premium_LRS", 128, DiskShape("disk-p10-lrs-month", Decimal(128), False, "disk-month")),
        ("Premium_ZRS", 129, DiskShape("disk-p15-zrs-month", Decimal(129), False, "disk-month")),
        ("StandardSSD_LRS", 32767, DiskShape("disk-e80-lrs-month", Decimal(32767), False, "disk-month")),
        ("Standard_LRS", 1, DiskShape("disk-s4-lrs-month", Decimal(1), False, "disk-month")),
        ("Standard_LRS", 40, DiskShape("disk-s6-lrs-month", Decimal(40), False, "disk-month")),
        ("UltraSSD_LRS", 40, DiskShape("disk-ultra", Decimal(64), False)),
        ("Premium_LRS", 40000, DiskShape(UNKNOWN, Decimal(40000), False, "disk-month")),
        ("Premium_LRS", None, DiskShape(UNKNOWN, None, False, "disk-month")),
        ("Premium_LRS", UNKNOWN, DiskShape(UNKNOWN, UNKNOWN, False, "disk-month")),
        (None, 64, DiskShape(UNKNOWN, Decimal(64), False)),
        (UNKNOWN, 64, DiskShape(UNKNOWN, Decimal(64), False)),
    ],
)
def test_a_managed_disk_is_billed_by_the_tier_of_its_size(kind: Any, gib: Any, shape: DiskShape) -> None:
    disk = {"createOption": "FromImage", "diskSizeGB": gib, "managedDisk": {"storageAccountType": kind}}
    assert node(resource(VM, "it", {"storageProfile": {"osDisk": disk}})).disks == (shape,)


def test_a_disk_that_is_billed_by_the_gib_says_its_performance() -> None:
    disk = {"diskSizeGB": 64, "managedDisk": {"storageAccountType": "PremiumV2_LRS"}, "diskIOPSReadWrite": 5000}
    storage = {"dataDisks": [disk, {**disk, "diskMBpsReadWrite": 300}]}
    inputs = {"sku": {"name": "it", "capacity": 1}, "virtualMachineProfile": {"storageProfile": storage}}
    assert node(resource(SCALE_SET, "it", inputs)).disks == (
        DiskShape("disk-premium-v2", Decimal(64), True, iops=5000),
        DiskShape("disk-premium-v2", Decimal(64), True, iops=5000, mibps=UNKNOWN),
    )


@pytest.mark.parametrize("profile", [UNKNOWN, {"osDisk": UNKNOWN}, {"dataDisks": UNKNOWN}, {"dataDisks": [UNKNOWN]}])
def test_disks_that_are_not_known_are_there(profile: Any) -> None:
    assert node(resource(VM, "it", {"storageProfile": profile})).disks == (DiskShape(UNKNOWN, UNKNOWN),)


@pytest.mark.parametrize(
    ("profile", "option", "deleted"),
    [
        ({}, None, True),
        ({}, "Detach", False),
        ({"priority": "Spot"}, None, False),
        ({"priority": "Spot", "evictionPolicy": "Deallocate"}, "Delete", False),
        ({"priority": "Spot", "evictionPolicy": "Delete"}, None, True),
        ({"priority": UNKNOWN}, None, UNKNOWN),
    ],
)
def test_a_spot_instance_that_is_only_deallocated_keeps_its_disks(profile: Any, option: Any, deleted: object) -> None:
    storage = {"osDisk": {"diskSizeGB": 64, "deleteOption": option}}
    inputs = {"sku": {"name": "it", "capacity": 1}, "virtualMachineProfile": {**profile, "storageProfile": storage}}
    (disk,) = node(resource(SCALE_SET, "it", inputs)).disks
    assert disk.delete_with_node is deleted


def test_machines_in_a_reservation_or_on_a_host_are_paid_by_it() -> None:
    held = resource(VM, "held", {"capacityReservation": {"capacityReservationGroup": {"id": "/subscriptions/s/crg"}}})
    hosted = resource(VM, "hosted", {"host": {"id": UNKNOWN}})
    assert (node(held).service, node(hosted).service) == ("capacity-reservation", "dedicated-host")
    reservation = node(resource(RESERVATION, "it", {"sku": {"name": "Standard_NC24ads_A100_v4", "capacity": 3}}))
    assert (reservation.minimum, reservation.desired, reservation.maximum) == (3, 3, 3)
    assert reservation.capacity == Capacity(0, Decimal(0), "sku", spot_sold=False)
    assert charges(resource(HOST, "it", {"sku": {"name": "NCadsA100v4-Type1"}})) == {
        "dedicated-host-ncadsa100v4-type1-hour": Decimal(730)
    }


@pytest.mark.parametrize(
    ("user_data", "expected"),
    [
        ("YXoganNvbg==", []),
        ("YXogc3RvcmFnZSBkb3dubG9hZCB0ZWFtZGF0YQ==", ["data"]),
        ("aHR0cHM6Ly9vdGhlci5kZnMuY29yZS53aW5kb3dzLm5ldA==", ["https://other.blob.core.windows.net"]),
        (UNKNOWN, ["data"]),
    ],
)
def test_an_account_beside_a_text_that_does_not_name_it_is_no_evidence(user_data: Any, expected: object) -> None:
    """Of a scale set, the program records where the whole profile came from, its boot diagnostics among it."""
    account = resource(ACCOUNT, "data", {"accountName": "teamdata"})
    inputs = {"sku": {"name": "it", "capacity": 1}, "virtualMachineProfile": {"userData": user_data}}
    found = node(resource(SCALE_SET, "it", inputs, sources={"virtualMachineProfile": (account,)}), account)
    assert [it.data.rpartition("::")[2] for it in found.references] == expected
    assert {it.path for it in found.references} <= {"virtualMachineProfile.userData"}


def test_a_text_that_nothing_is_known_of_is_no_evidence_of_a_reading() -> None:
    assert node(resource(VM, "it", {"userData": UNKNOWN})).references == ()


def test_a_system_assigned_identity_is_the_machine_itself() -> None:
    for kind, expected in (("SystemAssigned", (urn(VM, "it"),)), ("None", ()), (UNKNOWN, (urn(VM, "it"),))):
        assert node(resource(VM, "it", {"identity": {"type": kind}})).identities == expected


def test_identities_are_a_list_going_in_and_a_map_coming_out() -> None:
    identity = resource(IDENTITY, "nodes", {"resourceName": "nodes"})
    ids = "/subscriptions/s/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/nodes"
    spellings: tuple[Any, Any] = ([ids], {ids: {}})
    for given in spellings:
        block: Any = {"type": "UserAssigned", "userAssignedIdentities": given}
        assert node(resource(VM, "it", {"identity": block}), identity).identities == (identity.urn,)


@pytest.mark.parametrize("token", [VM, SCALE_SET, FLEET])
def test_a_machine_that_says_nothing_is_read(token: str) -> None:
    found = facts(resource(token, "it", {}))
    assert (found.unread, len(found.nodes) + len(found.free)) == ((), 1)
