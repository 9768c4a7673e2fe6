"""What bills by the hour, the month or by use, and who may read which account."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.resources import read
from penstock.resources.facts import FactSet
from penstock.resources.reading.values import UNKNOWN
from resources.programs import skus

from .azure_program import charges, facts, resource, run, urn

ACCOUNT = "azure-native:storage:StorageAccount"
CONTAINER = "azure-native:storage:BlobContainer"
IDENTITY = "azure-native:managedidentity:UserAssignedIdentity"
ROLE = "azure-native:authorization:RoleAssignment"
VM = "azure-native:compute:VirtualMachine"
APP = "azure-native:web:WebApp"
PLAN = "azure-native:web:AppServicePlan"
READER = "/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"
QUEUE_READER = "/providers/Microsoft.Authorization/roleDefinitions/19e7f393-937e-4f77-808e-94535e297925"

PROGRAM = f"""
group = azure.resources.ResourceGroup("team", location="westeurope")
network = azure.network.VirtualNetwork(
    "net", resource_group_name=group.name, address_space={{"address_prefixes": ["10.0.0.0/16"]}}
)
subnet = azure.network.Subnet(
    "nodes", resource_group_name=group.name, virtual_network_name=network.name, address_prefix="10.0.0.0/24"
)
address = azure.network.PublicIPAddress("out", resource_group_name=group.name, sku={{"name": "Standard"}})
azure.network.NatGateway("nat", resource_group_name=group.name, public_ip_addresses=[{{"id": address.id}}])
azure.network.PrivateEndpoint("blob", resource_group_name=group.name, subnet={{"id": subnet.id}})
card = azure.network.NetworkInterface(
    "card", resource_group_name=group.name, ip_configurations=[{{"name": "a", "subnet": {{"id": subnet.id}}}}]
)
azure.containerregistry.Registry("images", resource_group_name=group.name, sku={{"name": "Premium"}})
azure.operationalinsights.Workspace(
    "logs", resource_group_name=group.name, sku={{"name": "PerGB2018"}}, retention_in_days=90
)
azure.automation.AutomationAccount("jobs", resource_group_name=group.name, sku={{"name": "Basic"}})
data = azure.storage.StorageAccount(
    "data", resource_group_name=group.name, location="East US", kind="StorageV2", sku={{"name": "Standard_LRS"}}
)
runs = azure.storage.BlobContainer("runs", resource_group_name=group.name, account_name=data.name)
identity = azure.managedidentity.UserAssignedIdentity("nodes", resource_group_name=group.name)
azure.compute.VirtualMachine(
    "box",
    resource_group_name=group.name,
    hardware_profile={{"vm_size": "Standard_NC4as_T4_v3"}},
    network_profile={{"network_interfaces": [{{"id": card.id}}]}},
    identity={{"type": "UserAssigned", "user_assigned_identities": [identity.id]}},
)
azure.authorization.RoleAssignment(
    "reads", principal_id=identity.principal_id, role_definition_id="{READER}", scope=runs.id
)
plan = azure.web.AppServicePlan("plan", resource_group_name=group.name, sku={{"name": "Y1", "tier": "Dynamic"}})
azure.web.WebApp(
    "fn",
    resource_group_name=group.name,
    kind="functionapp,linux",
    server_farm_id=plan.id,
    identity={{"type": "UserAssigned", "user_assigned_identities": [identity.id]}},
)
"""


@pytest.fixture(scope="module")
def found() -> FactSet:
    return read(run(PROGRAM))


def test_what_the_program_bills_and_what_is_free(found: FactSet) -> None:
    assert skus(found) == {
        "public-ipv4-hour": Decimal(730),
        "nat-gateway-hour": Decimal(730),
        "nat-gateway-gib": None,
        "private-endpoint-hour": Decimal(730),
        "private-endpoint-gib": None,
        "container-registry-premium-month": Decimal(1),
        "container-registry-gib-month": None,
        "log-ingest-gib": None,
        "log-retention-gib-month": None,
        "automation-job-minute": None,
        "functions-million-executions": None,
        "functions-gib-second": None,
    }
    assert found.unread == ()
    assert {it.urn.rpartition("::")[2] for it in found.free} == {
        *("team", "net", "card", "runs", "reads", "plan", "nodes"),
    }


def test_machines_and_functions_read_the_account_that_their_identity_is_granted(found: FactSet) -> None:
    edges = {(it.urn.rpartition("::")[2], it.data, it.evidence) for it in found.transfers}
    data = urn(ACCOUNT, "data")
    assert edges == {
        ("box", data, "role assignment 'reads'"),
        ("fn", data, "role assignment 'reads'"),
    }
    assert {(it.source_region, it.target_region) for it in found.transfers} == {("eastus", "westeurope")}


def edges(role: Any, *, scope: str, principal: Any = UNKNOWN) -> list[str]:
    """Who reads what, by one role assignment."""
    account = resource(ACCOUNT, "data", {"accountName": "data"})
    container = resource(CONTAINER, "runs", {"accountName": "data", "containerName": "runs"})
    identity = resource(IDENTITY, "nodes", {"resourceName": "nodes"})
    block = {"type": "UserAssigned", "userAssignedIdentities": [UNKNOWN]}
    box = resource(VM, "box", {"identity": block}, sources={"identity": (identity,)})
    inputs = {"roleDefinitionId": role, "scope": scope, "principalId": principal}
    grant = resource(ROLE, "grant", inputs, sources={"principalId": (identity,)})
    return [it.data.rpartition("::")[2] for it in facts(account, container, identity, box, grant).transfers]


SCOPE = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/data"


@pytest.mark.parametrize(
    ("role", "scope", "expected"),
    [
        (READER, SCOPE, ["data"]),
        (UNKNOWN, SCOPE, ["data"]),
        (READER, f"{SCOPE}/blobServices/default/containers/runs", ["data"]),
        (READER, f"{SCOPE}/blobServices/default/containers/elsewhere", ["data"]),
        (QUEUE_READER, SCOPE, []),
        (READER, "/subscriptions/s/resourceGroups/r", []),
        (READER, SCOPE.replace("data", "other"), []),
    ],
)
def test_a_grant_is_an_edge_when_it_lets_blobs_of_the_account_be_read(role: Any, scope: str, expected: object) -> None:
    assert edges(role, scope=scope) == expected


def test_a_machine_with_an_identity_of_its_own_is_granted_by_itself() -> None:
    account = resource(ACCOUNT, "data", {"accountName": "data"})
    box = resource(VM, "box", {"identity": {"type": "SystemAssigned"}})
    inputs = {"roleDefinitionId": READER, "scope": SCOPE, "principalId": UNKNOWN}
    grant = resource(ROLE, "grant", inputs, sources={"principalId": (box,)})
    assert [(it.urn, it.data) for it in facts(account, box, grant).transfers] == [(box.urn, account.urn)]


def test_a_principal_that_is_known_only_by_its_id_is_the_one_that_it_came_from() -> None:
    assert edges(READER, scope=SCOPE, principal="8f1c") == ["data"]


BILLS: list[tuple[str, Any, Any]] = [
    ("network:PublicIPAddress", {"publicIPPrefix": {"id": "x"}}, {}),
    ("network:PublicIPAddress", {"publicIPAddressVersion": UNKNOWN}, {"public-ipv4-hour": UNKNOWN}),
    ("network:PublicIPAddress", {"publicIPAddressVersion": "IPv6"}, {"public-ipv6-hour": Decimal(730)}),
    ("network:PublicIPPrefix", {"prefixLength": 28}, {"public-ipv4-prefix-hour": Decimal(730 * 16)}),
    ("network:PublicIPPrefix", {"prefixLength": UNKNOWN}, {"public-ipv4-prefix-hour": UNKNOWN}),
    ("network:PublicIPPrefix", {"prefixLength": -1}, {"public-ipv4-prefix-hour": UNKNOWN}),
    ("network:LoadBalancer", {"sku": {"name": "Basic"}, "loadBalancingRules": [{}]}, {}),
    ("network:LoadBalancer", {"sku": {"name": "Standard"}}, {}),
    (
        "network:LoadBalancer",
        {"loadBalancingRules": [{}] * 6, "outboundRules": [{}]},
        {"load-balancer-hour": Decimal(730), "load-balancer-rule-hour": Decimal(1460), "load-balancer-gib": None},
    ),
    (
        "network:LoadBalancer",
        {"loadBalancingRules": UNKNOWN},
        {"load-balancer-hour": UNKNOWN, "load-balancer-gib": None},
    ),
    ("network:VirtualNetworkPeering", {}, {"vnet-peering-in-gib": None, "vnet-peering-out-gib": None}),
    ("network:BastionHost", {"sku": {"name": "Developer"}}, {}),
    ("network:BastionHost", {}, {"bastion-basic-hour": Decimal(730)}),
    ("containerregistry:Replication", {}, {"container-registry-premium-month": Decimal(1)}),
    (
        "containerregistry:Registry",
        {"sku": UNKNOWN},
        {"container-registry-month": UNKNOWN, "container-registry-gib-month": None},
    ),
    ("operationalinsights:Workspace", {"retentionInDays": 31}, {"log-ingest-gib": None}),
    ("operationalinsights:Workspace", {"sku": {"name": "Free"}}, {}),
    (
        "operationalinsights:Workspace",
        {"sku": {"name": "CapacityReservation", "capacityReservationLevel": 100}},
        {"log-commitment-gib-day": Decimal(100)},
    ),
    (
        "monitor:MetricAlert",
        {"criteria": {"allOf": [{}, {}]}, "scopes": ["a", "b"]},
        {"monitor-metric-alert-month": Decimal(4)},
    ),
    (  # (1 static + 1 dynamic, which counts twice) x 2 resources
        "monitor:MetricAlert",
        {"criteria": {"allOf": [{}, {"criterionType": "DynamicThresholdCriterion"}]}, "scopes": ["a", "b"]},
        {"monitor-metric-alert-month": Decimal(6)},
    ),
    (
        "monitor:MetricAlert",
        {"criteria": {"all_of": [{"dimensions": [{"name": "a"}]}]}, "scopes": ["a"]},
        {"monitor-metric-alert-month": UNKNOWN},
    ),
    ("web:AppServicePlan", {"sku": {"name": "P1v3", "capacity": 2}}, {"app-service-p1v3-hour": Decimal(1460)}),
    ("web:AppServicePlan", {"sku": {"name": "FC1"}}, {}),
    ("web:AppServicePlan", {"sku": UNKNOWN}, {"app-service-hour": UNKNOWN}),
    ("web:WebApp", {"kind": "app,linux"}, {}),
    (
        "web:WebApp",
        {"kind": "functionapp", "serverFarmId": "/x/elsewhere"},
        {"functions-million-executions": UNKNOWN},
    ),
    ("keyvault:Key", {"properties": {"kty": "RSA"}}, {}),
    ("keyvault:Key", {"properties": {"kty": "RSA-HSM"}}, {"key-vault-hsm-key-month": Decimal(1)}),
    ("keyvault:Key", {"properties": UNKNOWN}, {"key-vault-hsm-key-month": UNKNOWN}),
    ("monitor:ActionGroup", {}, {"monitor-email": None}),
]
"""Type, its inputs, and what it bills."""


@pytest.mark.parametrize(("token", "inputs", "expected"), BILLS)
def test_what_a_service_bills(token: str, inputs: Any, expected: Any) -> None:
    found = facts(resource(f"azure-native:{token}", "it", inputs))
    assert (skus(found), found.unread) == (expected, ())


@pytest.mark.parametrize(
    ("sku", "expected"),
    [
        ("FC1", {"functions-flex-million-executions": None, "functions-flex-gib-second": None}),
        ("EP1", {"app-service-ep1-hour": Decimal(730)}),
    ],
)
def test_a_function_is_billed_as_its_plan_is(sku: str, expected: object) -> None:
    plan = resource(PLAN, "plan", {"sku": {"name": sku}})
    app = resource(APP, "fn", {"kind": "functionapp", "serverFarmId": UNKNOWN}, sources={"serverFarmId": (plan,)})
    assert charges(plan, app) == expected


@pytest.mark.parametrize(
    ("mode", "hours"), [(None, 730), ("Disabled", 730), ("ZoneRedundant", 1460), ("SameZone", 1460), (UNKNOWN, None)]
)
@pytest.mark.parametrize("engine", ["postgresql", "mysql"])
def test_a_flexible_server_with_a_standby_is_two(engine: str, mode: Any, hours: int | None) -> None:
    inputs = {"sku": {"name": "Standard_D2ds_v5"}, "highAvailability": {"mode": mode}}
    name = "azure-native:dbforpostgresql" if engine == "postgresql" else "azure-native:dbformysql"
    found = charges(resource(f"{name}:Server", "it", inputs))
    quantity = found[f"{engine}-standard-d2ds-v5-hour"]
    assert quantity is UNKNOWN if hours is None else quantity == hours
