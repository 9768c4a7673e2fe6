"""Whole hosts, machines of serverless jobs, and what leads out of a network: how many, of what kind, and where bytes go."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN

from .azure_program import charges, facts, node, resource

H100 = "Standard_ND96isr_H100_v5"
ADDRESS = {"id": "/x/publicIPAddresses/a"}
GATEWAY = "network:VirtualNetworkGateway"


def found_paths(token: str, inputs: dict[str, Any], *others: Any) -> set[tuple[object, object, str]]:
    """(from, to, usage key) of each path of bytes of a resource in westeurope."""
    found = facts(resource(f"azure-native:{token}", "it", inputs), *others).paths
    return {(it.source_region, it.target, it.key) for it in found}


OUT = {("westeurope", "internet", "internet_gib")}


@pytest.mark.parametrize(
    ("token", "inputs", "kind", "count", "service"),
    [
        ("avs:Cluster", {"sku": {"name": "AV64"}, "clusterSize": 4}, "AV64", 4, "vmware"),
        (
            "avs:PrivateCloud",
            {"sku": {"name": "AV36P"}, "managementCluster": {"clusterSize": 3}},
            "AV36P",
            3,
            "vmware",
        ),
        ("vmwarecloudsimple:DedicatedCloudNode", {"sku": {"name": "CS36"}, "nodesCount": 5}, "CS36", 5, "vmware"),
        (
            "baremetalinfrastructure:AzureBareMetalInstance",
            {"hardwareProfile": {"azureBareMetalInstanceSize": "S448"}},
            "S448",
            1,
            "bare-metal",
        ),
        (
            "azurelargeinstance:AzureLargeInstance",
            {"hardwareProfile": {"azureLargeInstanceSize": "S896m"}},
            "S896m",
            1,
            "large-instance",
        ),
    ],
)
def test_hosts_are_counted_and_bought_on_demand(
    token: str, inputs: dict[str, Any], kind: str, count: int, service: str
) -> None:
    found = node(resource(f"azure-native:{token}", "it", inputs))
    assert [it.instance_type for it in found.choices] == [kind]
    assert (found.minimum, found.desired, found.maximum) == (count, count, count)
    assert found.service == service
    assert found.capacity is not None
    assert found.capacity.spot_percent == 0
    assert found.public_address is False


def test_a_cluster_of_hosts_that_says_no_size_has_an_unknown_number() -> None:
    found = node(resource("azure-native:avs:Cluster", "it", {"sku": {"name": "AV36"}}))
    assert found.maximum is UNKNOWN


JOB = {"instanceType": H100, "instanceCount": 4}


@pytest.mark.parametrize(
    "action",
    [
        {"jobDefinition": {"resources": JOB}},
        {"jobDefinition": {"trial": {"resources": JOB}}},
    ],
    ids=["job", "sweep"],
)
def test_a_scheduled_job_has_machines_while_it_runs(action: dict[str, Any]) -> None:
    inputs = {"properties": {"action": action}}
    found = node(resource("azure-native:machinelearningservices:Schedule", "it", inputs))
    assert [it.instance_type for it in found.choices] == [H100]
    assert (found.minimum, found.desired, found.maximum) == (0, None, 4)
    assert found.service == "azure-ml-serverless"


def test_a_scheduled_job_that_names_no_machine_runs_on_a_compute_that_bills_for_it() -> None:
    inputs = {"properties": {"action": {"jobDefinition": {"computeId": "/x/computes/c"}}}}
    found = facts(resource("azure-native:machinelearningservices:Schedule", "it", inputs))
    assert found.nodes == ()
    assert [it.urn.rpartition("::")[2] for it in found.free] == ["it"]


def test_features_are_made_on_one_machine_of_the_type_that_is_named() -> None:
    inputs = {"properties": {"materializationSettings": {"resource": {"instanceType": H100}}}}
    found = node(resource("azure-native:machinelearningservices:FeaturesetVersion", "it", inputs))
    assert ([it.instance_type for it in found.choices], found.minimum, found.maximum) == ([H100], 0, 1)


def test_an_inference_group_keeps_its_nodes() -> None:
    inputs = {"inferenceGroupProperties": {"nodeSkuType": H100}, "sku": {"capacity": 3}}
    found = node(resource("azure-native:machinelearningservices:InferenceGroup", "it", inputs))
    assert [it.instance_type for it in found.choices] == [H100]
    assert (found.minimum, found.maximum) == (3, 3)


@pytest.mark.parametrize(
    ("inputs", "leads"),
    [
        ({"ipConfigurations": [{"publicIPAddress": ADDRESS}]}, OUT),
        ({"hubIPAddresses": {"publicIPs": {"count": 2}}}, OUT),
        ({"ipConfigurations": UNKNOWN}, OUT),
        ({"hubIPAddresses": {"publicIPs": {"count": 0}}}, set[object]()),
        ({"managementIpConfiguration": {"publicIPAddress": ADDRESS}}, set[object]()),
    ],
    ids=["own address", "address of a hub", "not known", "hub without one", "management alone"],
)
def test_a_firewall_with_an_address_is_a_way_out(inputs: dict[str, Any], leads: set[object]) -> None:
    assert found_paths("network:AzureFirewall", inputs) == leads


def test_a_firewall_bills_by_its_tier_which_is_standard_unless_said() -> None:
    premium = {"sku": {"name": "AZFW_VNet", "tier": "Premium"}}
    assert charges(resource("azure-native:network:AzureFirewall", "it", premium)) == {
        "azure-firewall-premium-hour": 730,
        "azure-firewall-gib": None,
    }
    assert "azure-firewall-standard-hour" in charges(resource("azure-native:network:AzureFirewall", "it", {}))


def test_a_firewall_of_palo_alto_networks_with_addresses_is_a_way_out() -> None:
    assert found_paths("cloudngfw:Firewall", {"networkProfile": {"publicIps": [ADDRESS]}}) == OUT
    assert found_paths("cloudngfw:Firewall", {"networkProfile": {"publicIps": []}}) == set()


@pytest.mark.parametrize("token", ["network:VpnGateway", "network:P2sVpnGateway"])
def test_a_vpn_gateway_leads_out_and_bills_by_its_scale_units(token: str) -> None:
    sku = "vpn-gateway-hour" if token == "network:VpnGateway" else "p2s-vpn-gateway-hour"
    assert found_paths(token, {"vpnGatewayScaleUnit": 3}) == OUT
    assert charges(resource(f"azure-native:{token}", "it", {"vpnGatewayScaleUnit": 3})) == {sku: 730 * 3}
    assert charges(resource(f"azure-native:{token}", "it", {})) == {sku: 730}


@pytest.mark.parametrize("holder", ["publicIPAddress", "publicIPPrefix"])
def test_an_application_gateway_in_public_is_a_way_out_and_one_inside_is_not(holder: str) -> None:
    front = {"frontendIPConfigurations": [{"privateIPAddress": "10.0.0.4"}, {holder: ADDRESS}]}
    inside = {"frontendIPConfigurations": [{"privateIPAddress": "10.0.0.4"}]}
    assert found_paths("network:ApplicationGateway", front) == OUT
    assert found_paths("network:ApplicationGateway", inside) == set()


def test_a_connection_of_a_gateway_leads_where_its_kind_says() -> None:
    token = "network:VirtualNetworkGatewayConnection"
    near = resource(f"azure-native:{GATEWAY}", "near", {"virtualNetworkGatewayName": "near", "location": "westeurope"})
    far = resource(f"azure-native:{GATEWAY}", "far", {"virtualNetworkGatewayName": "far", "location": "eastus"})
    ends = {
        f"virtualNetworkGateway{index}": {"id": f"/x/virtualNetworkGateways/{name}"}
        for index, name in ((1, "near"), (2, "far"))
    }
    assert found_paths(token, {"connectionType": "Vnet2Vnet", **ends}, near, far) == {
        ("westeurope", "eastus", "sent_gib"),
        ("westeurope", "eastus", "received_gib"),
    }
    assert found_paths(token, {"connectionType": "IPsec"}) == OUT
    circuit = resource(f"azure-native:{token}", "it", {"connectionType": "ExpressRoute"})
    assert charges(circuit) == {"expressroute-out-gib": None}
    assert facts(circuit).paths == ()


def test_a_circuit_leads_to_other_regions_by_global_reach() -> None:
    token = "network:ExpressRouteCircuit"
    sku = {"sku": {"name": "Premium_MeteredData"}}
    key = "expressroute-circuit-premium-metereddata-hour"
    assert charges(resource(f"azure-native:{token}", "it", sku)) == {key: UNKNOWN}
    wide = {**sku, "serviceProviderProperties": {"bandwidthInMbps": 200}}
    assert charges(resource(f"azure-native:{token}", "it", wide)) == {key: 730 * 200}
    assert charges(resource(f"azure-native:{token}", "it", {**sku, "bandwidthInGbps": 10})) == {key: 730 * 10000}
    assert found_paths(token, sku) == set()
    reach = {("westeurope", UNKNOWN, "sent_gib"), ("westeurope", UNKNOWN, "received_gib")}
    assert found_paths(token, {**sku, "globalReachEnabled": True}) == reach
    assert found_paths("avs:GlobalReachConnection", {"location": "westeurope"}) == reach


def test_content_delivery_bills_what_it_sends_by_its_sku() -> None:
    cdn = resource("azure-native:cdn:Profile", "it", {"sku": {"name": "Premium_AzureFrontDoor"}, "location": "global"})
    assert charges(cdn) == {"cdn-premium-azurefrontdoor-gib": None}
    assert {(it.target, it.key) for it in facts(cdn).paths} == {("internet", "internet_gib")}
    assert charges(resource("azure-native:cdn:Profile", "it", {"sku": UNKNOWN})) == {"cdn-not-known-gib": None}


@pytest.mark.parametrize(
    ("region", "pair"),
    [("brazilsoutheast", "brazilsouth"), ("westus3", "eastus"), ("eastus", "westus"), ("italynorth", UNKNOWN)],
)
def test_a_geo_redundant_vault_copies_to_the_pair_of_its_region_if_that_is_known(region: str, pair: object) -> None:
    found = found_paths("recoveryservices:Vault", {"location": region})
    assert found == {(region, pair, "replicated_gib")}


@pytest.mark.parametrize(("kind", "copied"), [(None, True), ("GRS", True), ("LRS", False)])
def test_a_sql_pool_keeps_its_backups_in_two_regions_unless_said(kind: str | None, copied: bool) -> None:
    inputs = {"sku": {"name": "DW100c"}} | ({} if kind is None else {"storageAccountType": kind})
    copies = {("westeurope", "northeurope", "replicated_gib")}
    assert found_paths("synapse:SqlPool", inputs) == (copies if copied else set())


@pytest.mark.parametrize("kind", ["Consumption", "D4", "E32", "DC96", "Flexible"])
def test_a_profile_without_gpus_is_no_machine_to_choose(kind: str) -> None:
    profile = {"name": "p", "workloadProfileType": kind, "minimumCount": 2}
    env = resource("azure-native:app:ManagedEnvironment", "it", {"workloadProfiles": [profile]})
    assert facts(env).nodes == ()
    key = f"container-apps-{kind.lower()}-hour"
    assert charges(env).get(key) == (None if kind == "Consumption" else 730 * 2)
