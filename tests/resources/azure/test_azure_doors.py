"""What the doors of Azure are read as: machines of managed services, copies to other regions, links between networks."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import RULES, Outcome, evaluate, settings_from

from .azure_program import charges, facts, node, resource

H100 = "Standard_ND96isr_H100_v5"
ROLES = {"properties": {"computeProfile": {"roles": [{"hardwareProfile": {"vmSize": H100}, "targetInstanceCount": 2}]}}}
FLEET = {"vmAttributes": {"vCpuCount": {"min": 1}, "memoryInGiB": {"min": 1}, "acceleratorSupport": "Included"}}
NET = "azure-native:network:VirtualNetwork"


def kind(token: str) -> str:
    return f"azure-native:{token}"


MACHINES: list[tuple[str, dict[str, Any]]] = [
    ("azurefleet:Fleet", {"vmSizesProfile": [{"name": H100}], "regularPriorityProfile": {"capacity": 1}}),
    ("computebulkactions:BulkAction", {"properties": {"capacity": 1, "vmSizesProfile": [{"name": H100}]}}),
    ("devopsinfrastructure:Pool", {"fabricProfile": {"sku": {"name": H100}}, "maximumConcurrency": 3}),
    ("devtestlab:VirtualMachine", {"size": H100}),
    ("discovery:NodePool", {"properties": {"vmSize": H100, "maxNodeCount": 4}}),
    ("hdinsight:Cluster", ROLES),
    (
        "redhatopenshift:OpenShiftCluster",
        {"masterProfile": {"vmSize": "Standard_D8s_v5"}, "workerProfiles": [{"vmSize": H100}]},
    ),
    ("servicefabric:NodeType", {"vmSize": H100, "vmInstanceCount": 3}),
    ("virtualmachineimages:VirtualMachineImageTemplate", {"vmProfile": {"vmSize": H100}}),
    (
        "machinelearningservices:Schedule",
        {"properties": {"action": {"jobDefinition": {"resources": {"instanceType": H100}}}}},
    ),
    ("machinelearningservices:InferenceGroup", {"inferenceGroupProperties": {"nodeSkuType": H100}}),
    ("machinelearningservices:Compute", {"properties": {"computeType": "AKS", "properties": {"agentVmSize": H100}}}),
    ("cosmosdb:CassandraDataCenter", {"properties": {"sku": H100, "nodeCount": 3}}),
    ("datafactory:IntegrationRuntime", {"properties": {"computeProperties": {"nodeSize": H100}}}),
    ("datafactory:LinkedService", {"properties": {"newClusterNodeType": H100}}),
    (
        "workloads:SapVirtualInstance",
        {"configuration": {"infrastructureConfiguration": {"virtualMachineConfiguration": {"vmSize": H100}}}},
    ),
    ("app:ManagedEnvironment", {"workloadProfiles": [{"workloadProfileType": "NC96-A100", "maximumCount": 2}]}),
]
COPIES: list[tuple[str, dict[str, Any]]] = [
    ("apimanagement:ApiManagementService", {"additionalLocations": [{"location": "East US"}]}),
    ("compute:GalleryImageVersion", {"publishingProfile": {"targetRegions": [{"name": "East US"}]}}),
    ("cosmosdb:DatabaseAccount", {"locations": [{"locationName": "eastus"}]}),
    ("dbforpostgresql:Server", {"backup": {"geoRedundantBackup": "Enabled"}}),
    ("netapp:CapacityPoolVolume", {"dataProtection": {"replication": {"remoteVolumeRegion": "eastus"}}}),
    ("recoveryservices:Vault", {}),
    ("redis:LinkedServer", {"linkedRedisCacheLocation": "eastus", "location": "westeurope"}),
    ("servicebus:Namespace", {"geoDataReplication": {"locations": [{"locationName": "eastus"}]}}),
    ("sql:Database", {"sku": {"name": "GP_Gen5_2"}}),
    ("virtualmachineimages:VirtualMachineImageTemplate", {"distribute": [{"replicationRegions": ["eastus"]}]}),
]


def outcomes(rule: str, *found: Resource) -> set[Outcome]:
    chosen = settings_from({rule: {"enforcementLevel": "mandatory"}})
    judged = evaluate(facts(*found), chosen, rules=[it for it in RULES if it.name == rule])
    return {it.verdict.outcome for it in judged.verdicts}


@pytest.mark.parametrize(("token", "inputs"), MACHINES, ids=[it[0] for it in MACHINES])
def test_a_large_machine_of_a_managed_service_is_oversized(token: str, inputs: dict[str, Any]) -> None:
    assert Outcome.FAIL in outcomes("oversized-instance", resource(kind(token), "it", inputs))


@pytest.mark.parametrize(("token", "inputs"), COPIES, ids=[it[0] for it in COPIES])
def test_a_copy_in_another_region_is_found(token: str, inputs: dict[str, Any]) -> None:
    assert Outcome.FAIL in outcomes("cross-region-copy", resource(kind(token), "it", inputs))


@pytest.mark.parametrize(("token", "inputs"), COPIES, ids=[it[0] for it in COPIES])
def test_what_of_a_copy_is_not_known_passes_nothing(token: str, inputs: dict[str, Any]) -> None:
    unknown = dict.fromkeys(inputs, UNKNOWN) or {"properties": UNKNOWN}
    if set(unknown) == {"sku"}:
        unknown = {"requestedBackupStorageRedundancy": UNKNOWN}
    assert Outcome.PASS not in outcomes(
        "cross-region-copy", resource(kind(token), "it", unknown | {"location": "westeurope"})
    )


def test_attributes_without_a_bound_let_in_anything_with_accelerators() -> None:
    assert Outcome.FAIL in outcomes("wide-instance-requirements", resource(kind("azurefleet:Fleet"), "it", FLEET))


def test_a_fleet_without_accelerator_support_has_none() -> None:
    inputs = {"vmAttributes": {"vCpuCount": {"max": 4}, "memoryInGiB": {"max": 16}}}
    (selection,) = node(resource(kind("azurefleet:Fleet"), "it", inputs)).selections
    assert selection.accelerators == (0, 0)


def test_a_fleet_with_more_locations_is_in_no_one_region() -> None:
    elsewhere = {"additionalLocationsProfile": {"locationProfiles": [{"location": "eastus"}]}}
    here = {"additionalLocationsProfile": {"locationProfiles": [{"location": "West Europe"}]}}
    assert node(resource(kind("azurefleet:Fleet"), "it", elsewhere)).region is UNKNOWN
    assert node(resource(kind("azurefleet:Fleet"), "it", here)).region == "westeurope"


def test_a_size_of_data_explorer_is_a_size_of_machines_with_disks() -> None:
    sku = {"sku": {"name": "Standard_E16as_v5+4TB_PS", "capacity": 8}}
    found = node(resource(kind("kusto:Cluster"), "it", sku))
    assert [it.instance_type for it in found.choices] == ["Standard_E16as_v5"]
    assert found.maximum == 8


def test_peering_of_networks_of_two_regions_is_a_path_each_way_and_of_one_region_none() -> None:
    near = resource(NET, "near", {"virtualNetworkName": "near", "location": "westeurope"})
    far = resource(NET, "far", {"virtualNetworkName": "far", "location": "eastus"})

    def peering(other: str) -> Any:
        inputs = {"virtualNetworkName": "near", "remoteVirtualNetwork": {"id": f"/x/virtualNetworks/{other}"}}
        return resource(kind("network:VirtualNetworkPeering"), "p", inputs)

    found = facts(near, far, peering("far")).paths
    assert {(it.source_region, it.target, it.key) for it in found} == {
        ("westeurope", "eastus", "sent_gib"),
        ("westeurope", "eastus", "received_gib"),
    }
    assert facts(near, far, peering("near")).paths == ()


def test_a_database_with_local_backups_copies_nothing() -> None:
    inputs = {"sku": {"name": "GP_Gen5_2"}, "requestedBackupStorageRedundancy": "Local"}
    assert facts(resource(kind("sql:Database"), "it", inputs)).paths == ()


def test_units_of_a_sku_are_counted_and_their_price_is_not_guessed() -> None:
    search = resource(
        kind("search:Service"), "it", {"sku": {"name": "standard3"}, "replicaCount": 3, "partitionCount": 2}
    )
    assert charges(search) == {"search-standard3-hour": 730 * 6}
    blind = resource(kind("search:Service"), "it", {"sku": UNKNOWN})
    assert charges(blind) == {"search-hour": UNKNOWN}


def test_an_app_with_gpus_has_those_of_its_profile() -> None:
    profile = {"name": "gpu", "workloadProfileType": "Consumption-GPU-NC24-A100"}
    env = resource(kind("app:ManagedEnvironment"), "env", {"environmentName": "env", "workloadProfiles": [profile]})
    inputs = {
        "environmentId": "/x/managedEnvironments/env",
        "workloadProfileName": "gpu",
        "template": {"containers": [{"resources": {"gpu": 1}}], "scale": {"maxReplicas": 5}},
    }
    found = node(resource(kind("app:ContainerApp"), "it", inputs), env)
    assert [it.instance_type for it in found.choices] == ["Standard_NC24ads_A100_v4"]
    assert (found.minimum, found.maximum) == (0, 5)
