"""VPN gateway to the Bristol branch."""

import pulumi
import pulumi_azure_native as azure

key = pulumi.Config().get_secret("sharedKey") or pulumi.Output.secret("bristol-shared-key")
group = azure.resources.ResourceGroup("hub")
vnet = azure.network.VirtualNetwork(
    "hub", resource_group_name=group.name, address_space={"address_prefixes": ["10.80.0.0/16"]}
)
subnet = azure.network.Subnet(
    "gateway",
    subnet_name="GatewaySubnet",
    resource_group_name=group.name,
    virtual_network_name=vnet.name,
    address_prefix="10.80.255.0/27",
)
address = azure.network.PublicIPAddress(
    "gateway", resource_group_name=group.name, public_ip_allocation_method="Static", sku={"name": "Standard"}
)
gateway = azure.network.VirtualNetworkGateway(
    "hub-gw",
    resource_group_name=group.name,
    gateway_type="Vpn",
    vpn_type="RouteBased",
    sku={"name": "VpnGw1", "tier": "VpnGw1"},
    ip_configurations=[
        {
            "name": "default",
            "public_ip_address": {"id": address.id},
            "subnet": {"id": subnet.id},
            "private_ip_allocation_method": "Dynamic",
        }
    ],
)
branch = azure.network.LocalNetworkGateway(
    "bristol",
    resource_group_name=group.name,
    gateway_ip_address="198.51.100.201",
    local_network_address_space={"address_prefixes": ["192.168.40.0/22"]},
)
connection = azure.network.VirtualNetworkGatewayConnection(
    "bristol",
    resource_group_name=group.name,
    connection_type="IPsec",
    virtual_network_gateway1={"id": gateway.id},
    local_network_gateway2={"id": branch.id},
    shared_key=key,
    enable_bgp=False,
)
pulumi.export("address", address.ip_address)
pulumi.export("connection", connection.name)
