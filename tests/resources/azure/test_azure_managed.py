"""Machines that a service runs: Kubernetes, Azure Machine Learning, Batch."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.facts import Capacity, DiskShape, FactSet, InstanceChoice
from penstock.resources.reading.values import UNKNOWN
from resources.programs import only, skus

from .azure_program import charges, facts, node, resource, run, urn

CLUSTER = "azure-native:containerservice:ManagedCluster"
POOL = "azure-native:containerservice:AgentPool"
COMPUTE = "azure-native:machinelearningservices:Compute"
DEPLOYMENT = "azure-native:machinelearningservices:OnlineDeployment"
BATCH_DEPLOYMENT = "azure-native:machinelearningservices:BatchDeployment"
JOB = "azure-native:machinelearningservices:Job"
BATCH = "azure-native:batch:Pool"
DAYS = Decimal(365) / 12

PROGRAM = """
group = azure.resources.ResourceGroup("team", location="westeurope")
cluster = azure.containerservice.ManagedCluster(
    "train",
    resource_group_name=group.name,
    location="northeurope",
    dns_prefix="train",
    sku={"name": "Base", "tier": "Standard"},
    identity={"type": "SystemAssigned"},
    network_profile={"load_balancer_profile": {"managed_outbound_ips": {"count": 2}}},
    tags={"owner": "vision", "purpose": "training"},
    agent_pool_profiles=[
        {"name": "system", "mode": "System", "count": 2, "vm_size": "Standard_D4s_v5"},
    ],
)
azure.containerservice.AgentPool(
    "gpus",
    resource_group_name=group.name,
    resource_name_=cluster.name,
    vm_size="Standard_NC24ads_A100_v4",
    enable_auto_scaling=True,
    min_count=0,
    max_count=8,
    scale_set_priority="Spot",
    spot_max_price=-1,
    os_disk_size_gb=200,
    os_disk_type="Managed",
    enable_node_public_ip=True,
    tags={"penstock:pool": "gpus", "owner": "speech"},
)
workspace = azure.machinelearningservices.Workspace("lab", resource_group_name=group.name)
azure.machinelearningservices.Compute(
    "jobs",
    resource_group_name=group.name,
    workspace_name=workspace.name,
    properties={
        "compute_type": "AmlCompute",
        "properties": {
            "vm_size": "Standard_ND96isr_H100_v5",
            "vm_priority": "LowPriority",
            "enable_node_public_ip": False,
            "scale_settings": {"max_node_count": 60, "node_idle_time_before_scale_down": "PT5M"},
        },
    },
)
azure.machinelearningservices.Compute(
    "notebook",
    resource_group_name=group.name,
    workspace_name=workspace.name,
    properties=azure.machinelearningservices.ComputeInstanceArgs(
        compute_type="ComputeInstance",
        properties=azure.machinelearningservices.ComputeInstancePropertiesArgs(
            vm_size="Standard_NC4as_T4_v3", idle_time_before_shutdown="PT1H30M"
        ),
    ),
)
endpoint = azure.machinelearningservices.OnlineEndpoint(
    "chat", resource_group_name=group.name, workspace_name=workspace.name, properties={"auth_mode": "Key"}
)
azure.machinelearningservices.OnlineDeployment(
    "blue",
    resource_group_name=group.name,
    workspace_name=workspace.name,
    endpoint_name=endpoint.name,
    sku={"name": "Default", "capacity": 3},
    properties={"endpoint_compute_type": "Managed", "instance_type": "Standard_NC24ads_A100_v4"},
)
account = azure.batch.BatchAccount("jobs", resource_group_name=group.name, location="uksouth", account_name="jobs")
azure.batch.Pool(
    "render",
    resource_group_name=group.name,
    account_name=account.name,
    vm_size="Standard_NC4as_T4_v3",
    scale_settings={"fixed_scale": {"target_dedicated_nodes": 1, "target_low_priority_nodes": 3}},
    deployment_configuration={
        "virtual_machine_configuration": {
            "image_reference": {"publisher": "canonical"},
            "node_agent_sku_id": "batch.node.ubuntu 22.04",
            "os_disk": {"disk_size_gb": 64, "managed_disk": {"storage_account_type": "StandardSSD_LRS"}},
            "data_disks": [{"lun": 0, "disk_size_gb": 512}],
        }
    },
)
"""


@pytest.fixture(scope="module")
def found() -> FactSet:
    return read(run(PROGRAM))


def test_a_cluster_bills_its_plane_its_way_out_and_its_own_pools(found: FactSet) -> None:
    assert skus(found, "train") == {
        "aks-cluster-hour": Decimal(730),
        "load-balancer-hour": Decimal(730),
        "load-balancer-gib": None,
        "public-ipv4-hour": Decimal(1460),
    }
    (own,) = (it for it in found.nodes if it.urn == urn(CLUSTER, "train"))
    assert (own.label, own.region, own.tags) == (
        "train/system",
        "northeurope",
        {"owner": "vision", "purpose": "training"},
    )
    assert own.choices == (InstanceChoice("Standard_D4s_v5", "agentPoolProfiles[0].vmSize", own.urn),)
    assert (own.minimum, own.desired, own.maximum) == (2, 2, 2)
    assert own.capacity == Capacity(0, Decimal(0), "agentPoolProfiles[0].scaleSetPriority", by_default=True)
    assert own.disks == (DiskShape("disk-p10-lrs-month", Decimal(128), True, "disk-month"),)
    assert (own.public_address, own.identities) == (False, (own.urn,))


def test_a_pool_takes_region_tags_and_identity_from_its_cluster(found: FactSet) -> None:
    gpus = only(found.nodes, "gpus")
    assert (gpus.label, gpus.region) == ("gpus", "northeurope")
    assert gpus.tags == {"owner": "speech", "purpose": "training", "penstock:pool": "gpus"}
    assert (gpus.minimum, gpus.desired, gpus.maximum) == (0, None, 8)
    assert gpus.capacity == Capacity(0, Decimal(100), "scaleSetPriority")
    assert gpus.disks == (DiskShape("disk-p15-lrs-month", Decimal(200), True, "disk-month"),)
    assert (gpus.public_address, gpus.identities) == (True, (urn(CLUSTER, "train"),))


def test_a_compute_cluster_stops_its_idle_nodes_by_itself(found: FactSet) -> None:
    (jobs,) = (it for it in found.nodes if it.urn == urn(COMPUTE, "jobs"))
    assert [(it.instance_type, it.path) for it in jobs.choices] == [
        ("Standard_ND96isr_H100_v5", "properties.properties.vmSize")
    ]
    assert (jobs.minimum, jobs.desired, jobs.maximum) == (0, None, 60)
    assert jobs.capacity == Capacity(0, Decimal(100), "properties.properties.vmPriority")
    assert (jobs.service, jobs.public_address) == ("low-priority", False)
    (stopper,) = jobs.idle
    assert (stopper.mechanism, stopper.targets, stopper.armed) == ("service", (jobs.urn,), True)
    assert stopper.idle_duration == timedelta(minutes=5)
    assert skus(found, "jobs") == {"azure-ml-load-balancer-day": 2 * DAYS}


def test_a_compute_instance_has_a_disk_that_bills_while_it_is_stopped(found: FactSet) -> None:
    notebook = only(found.nodes, "notebook")
    assert (notebook.kind, notebook.minimum, notebook.desired, notebook.maximum) == ("instance", 1, 1, 1)
    (stopper,) = notebook.idle
    assert stopper.idle_duration == timedelta(minutes=90)
    assert skus(found, "notebook") == {"disk-p10-lrs-month": Decimal(1), "azure-ml-load-balancer-day": DAYS}


def test_a_managed_deployment_whose_dict_went_over_the_wire_untranslated(found: FactSet) -> None:
    (sent,) = (it for it in run(PROGRAM).resources if it.type == DEPLOYMENT)
    assert sent.inputs["properties"] == {
        "endpoint_compute_type": "Managed",
        "instance_type": "Standard_NC24ads_A100_v4",
    }
    blue = only(found.nodes, "blue")
    assert blue.choices == (InstanceChoice("Standard_NC24ads_A100_v4", "properties.instanceType", blue.urn),)
    assert (blue.minimum, blue.desired, blue.maximum) == (3, 3, 3)


def test_a_batch_pool_of_dedicated_and_low_priority_nodes_where_its_account_is(found: FactSet) -> None:
    render = only(found.nodes, "render")
    assert (render.region, render.public_address, render.service) == ("uksouth", False, "low-priority")
    assert (render.minimum, render.desired, render.maximum) == (4, 4, 4)
    assert render.capacity == Capacity(1, Decimal(100), "scaleSettings.fixedScale")
    assert render.disks == (
        DiskShape("disk-e6-lrs-month", Decimal(64), True, "disk-month"),
        DiskShape("disk-s20-lrs-month", Decimal(512), True, "disk-month"),
    )


def test_what_is_part_of_another_is_free(found: FactSet) -> None:
    assert found.unread == ()
    assert {it.urn.rpartition("::")[2] for it in found.free} == {"team", "lab", "chat", "jobs"}


@pytest.mark.parametrize(
    ("sku", "expected"),
    [
        (None, {}),
        ({"tier": "Free"}, {}),
        ({"tier": "Standard"}, {"aks-cluster-hour": Decimal(730)}),
        ({"tier": "Premium"}, {"aks-cluster-lts-hour": Decimal(730)}),
        ({"name": "Automatic", "tier": "Standard"}, {"aks-cluster-automatic-hour": Decimal(730)}),
        ({"tier": UNKNOWN}, {"aks-cluster-hour": UNKNOWN}),
        (UNKNOWN, {"aks-cluster-hour": UNKNOWN}),
    ],
)
def test_the_control_plane_by_its_tier(sku: Any, expected: dict[str, object]) -> None:
    inputs = {"sku": sku, "networkProfile": {"outboundType": "userDefinedRouting"}}
    assert charges(resource(CLUSTER, "it", inputs)) == expected


def test_a_way_out_that_is_not_known_is_not_counted() -> None:
    inputs = {"networkProfile": {"outboundType": UNKNOWN}}
    assert charges(resource(CLUSTER, "it", inputs)) == {
        "load-balancer-hour": UNKNOWN,
        "load-balancer-gib": None,
        "public-ipv4-hour": UNKNOWN,
    }


@pytest.mark.parametrize(
    "inputs",
    [
        {"sku": {"name": "Automatic"}},
        {"nodeProvisioningProfile": {"mode": "Auto"}},
        {"nodeProvisioningProfile": UNKNOWN},
    ],
)
def test_auto_provisioning_may_bring_any_machine(inputs: Any) -> None:
    (it,) = facts(resource(CLUSTER, "it", inputs)).nodes
    assert (it.requirements, it.minimum, it.maximum) == (True, 0, UNKNOWN)


@pytest.mark.parametrize(
    ("pool", "sizes"),
    [
        ({}, (1, 1, 1)),
        ({"count": 0}, (0, 0, 0)),
        ({"count": UNKNOWN}, (UNKNOWN, UNKNOWN, UNKNOWN)),
        ({"count": 3, "powerState": {"code": "Stopped"}}, (0, 0, 3)),
        ({"count": 3, "powerState": {"code": UNKNOWN}}, (UNKNOWN, UNKNOWN, 3)),
        ({"count": 3, "enableAutoScaling": True, "minCount": 1, "maxCount": 4}, (1, None, 4)),
        ({"count": 3, "enableAutoScaling": True, "minCount": 1}, (1, None, UNKNOWN)),
        ({"count": 3, "enableAutoScaling": UNKNOWN}, (UNKNOWN, UNKNOWN, UNKNOWN)),
        (
            {"virtualMachinesProfile": {"scale": {"manual": [{"size": "a", "count": 2}, {"size": "b", "count": 1}]}}},
            (3, 3, 3),
        ),
    ],
)
def test_the_size_of_a_pool(pool: Any, sizes: object) -> None:
    it = node(resource(POOL, "it", {"vmSize": "a", **pool}))
    assert (it.minimum, it.desired, it.maximum) == sizes


@pytest.mark.parametrize(
    ("pool", "disks"),
    [
        ({"osDiskType": "Ephemeral"}, ()),
        ({"vmSize": "Standard_NC24ads_A100_v4"}, (DiskShape("disk-p20-lrs-month", Decimal(512), True, "disk-month"),)),
        (
            {"vmSize": "Standard_ND96isr_H100_v5", "osDiskSizeGB": 0},
            (DiskShape("disk-p30-lrs-month", Decimal(1024), True, "disk-month"),),
        ),
        ({"vmSize": "Standard_Unheard_of"}, (DiskShape(UNKNOWN, UNKNOWN, True, "disk-month"),)),
        ({"vmSize": UNKNOWN}, (DiskShape(UNKNOWN, UNKNOWN, True, "disk-month"),)),
        ({"osDiskType": UNKNOWN, "osDiskSizeGB": 64}, (DiskShape(UNKNOWN, Decimal(64), True),)),
    ],
)
def test_the_os_disk_of_a_pool_goes_by_the_vcpus_of_its_size(pool: Any, disks: object) -> None:
    assert node(resource(POOL, "it", pool)).disks == disks


def test_a_pool_that_is_not_known_is_one() -> None:
    (it,) = facts(resource(CLUSTER, "it", {"agentPoolProfiles": UNKNOWN})).nodes
    assert [choice.instance_type for choice in it.choices] == [UNKNOWN]
    assert (it.minimum, it.maximum, it.public_address) == (UNKNOWN, UNKNOWN, UNKNOWN)


@pytest.mark.parametrize(
    ("idle", "duration"),
    [(None, timedelta(minutes=2)), ("P1DT1S", timedelta(days=1, seconds=1)), ("soon", UNKNOWN), (UNKNOWN, UNKNOWN)],
)
def test_how_long_a_node_of_a_cluster_may_be_idle(idle: Any, duration: object) -> None:
    inner = {"vmSize": "a", "scaleSettings": {"maxNodeCount": 1, "nodeIdleTimeBeforeScaleDown": idle}}
    it = node(resource(COMPUTE, "it", {"properties": {"computeType": "AmlCompute", "properties": inner}}))
    (stopper,) = it.idle
    assert stopper.idle_duration == duration


def test_an_instance_without_an_idle_time_is_stopped_by_nothing() -> None:
    inputs = {"properties": {"computeType": "ComputeInstance", "properties": {"vmSize": "a"}}}
    assert node(resource(COMPUTE, "it", inputs)).idle == ()


@pytest.mark.parametrize(("kind", "free"), [("AKS", 1), ("VirtualMachine", 1), ("Quantum", 0), (UNKNOWN, 0), (None, 0)])
def test_a_compute_of_another_kind_is_attached_or_listed(kind: Any, free: int) -> None:
    found = facts(resource(COMPUTE, "it", {"properties": {"computeType": kind}}))
    assert (len(found.free), len(found.unread)) == (free, 1 - free)
    types = [choice.instance_type for it in found.nodes for choice in it.choices]
    assert types == ([UNKNOWN] if kind is UNKNOWN else [])  # it may be a cluster of anything


@pytest.mark.parametrize(
    ("inputs", "sizes"),
    [
        ({"sku": {"capacity": 2}}, (2, 2, 2)),
        ({}, (UNKNOWN, UNKNOWN, UNKNOWN)),
        ({"properties": {"scaleSettings": {"scaleType": "TargetUtilization", "maxInstances": 5}}}, (1, None, 5)),
        (
            {"properties": {"scale_settings": {"scale_type": "TargetUtilization", "min_instances": 2}}},
            (2, None, UNKNOWN),
        ),
        ({"sku": {"capacity": 2}, "properties": {"scaleSettings": UNKNOWN}}, (UNKNOWN, UNKNOWN, UNKNOWN)),
    ],
)
def test_the_size_of_a_deployment(inputs: Any, sizes: object) -> None:
    it = node(resource(DEPLOYMENT, "it", inputs))
    assert (it.minimum, it.desired, it.maximum) == sizes
    assert [choice.instance_type for choice in it.choices] == ["Standard_F4s_v2"]


def test_deployments_on_machines_that_are_elsewhere_are_free() -> None:
    kubernetes = resource(DEPLOYMENT, "it", {"properties": {"endpointComputeType": "Kubernetes"}})
    batch = resource(BATCH_DEPLOYMENT, "jobs", {"properties": {"compute": "/x/computes/jobs"}})
    job = resource(JOB, "job", {"properties": {"computeId": UNKNOWN}})
    found = facts(kubernetes, batch, job)
    assert (found.nodes, len(found.free)) == ((), 3)


@pytest.mark.parametrize("token", [BATCH_DEPLOYMENT, JOB])
def test_what_runs_on_machines_that_no_input_counts_is_listed(token: str) -> None:
    assert [it.type for it in facts(resource(token, "it", {"properties": {}})).unread] == [token]


@pytest.mark.parametrize(
    ("scale", "sizes", "capacity"),
    [
        (None, (0, 0, 0), (0, Decimal(0))),
        ({"fixedScale": {"targetDedicatedNodes": 2}}, (2, 2, 2), (0, Decimal(0))),
        ({"fixedScale": {"targetLowPriorityNodes": 2}}, (2, 2, 2), (0, Decimal(100))),
        ({"fixedScale": {"targetDedicatedNodes": UNKNOWN}}, (UNKNOWN, UNKNOWN, UNKNOWN), (UNKNOWN, UNKNOWN)),
        (
            {"autoScale": {"formula": "$TargetDedicatedNodes=$CurrentDedicatedNodes+1"}},
            (UNKNOWN, UNKNOWN, UNKNOWN),
            (UNKNOWN, UNKNOWN),
        ),
        ({"autoScale": {"formula": "$TargetDedicatedNodes=2"}}, (2, None, 2), (0, 0)),
        (
            {"autoScale": {"formula": "$TargetLowPriorityNodes=min(4,$PendingTasks.GetSample(1))"}},
            (0, None, 4),
            (0, Decimal(100)),
        ),
        (UNKNOWN, (UNKNOWN, UNKNOWN, UNKNOWN), (UNKNOWN, UNKNOWN)),
    ],
)
def test_the_size_of_a_batch_pool(scale: Any, sizes: object, capacity: object) -> None:
    it = node(resource(BATCH, "it", {"vmSize": "a", "scaleSettings": scale}))
    assert it.capacity is not None
    assert (it.minimum, it.desired, it.maximum) == sizes
    assert (it.capacity.on_demand_base, it.capacity.spot_percent) == capacity
