"""Azure hub network: site-to-site VPN to the office and a Bastion host.

Config: hub:psk=example-preshared-key
"""

import pulumi
import pulumi_azure_native as az

psk = pulumi.Config("hub").require_secret("psk")
rg = az.resources.ResourceGroup("rg-hub", location="uksouth")

vnet = az.network.VirtualNetwork(
    "vnet-hub",
    resource_group_name=rg.name,
    location=rg.location,
    address_space=az.network.AddressSpaceArgs(address_prefixes=["10.0.0.0/20"]),
)


def subnet(name, prefix, after=None):
    return az.network.Subnet(
        name,
        subnet_name=name,
        resource_group_name=rg.name,
        virtual_network_name=vnet.name,
        address_prefix=prefix,
        opts=pulumi.ResourceOptions(depends_on=after or []),
    )


gateway_subnet = subnet("GatewaySubnet", "10.0.0.0/27")
bastion_subnet = subnet("AzureBastionSubnet", "10.0.0.64/26", [gateway_subnet])
shared_subnet = subnet("shared", "10.0.1.0/24", [bastion_subnet])


def public_ip(name):
    return az.network.PublicIPAddress(
        name,
        resource_group_name=rg.name,
        location=rg.location,
        public_ip_allocation_method="Static",
        sku=az.network.PublicIPAddressSkuArgs(name="Standard"),
        zones=["1", "2", "3"],
    )


gateway = az.network.VirtualNetworkGateway(
    "vgw-hub",
    resource_group_name=rg.name,
    location=rg.location,
    gateway_type="Vpn",
    vpn_type="RouteBased",
    vpn_gateway_generation="Generation1",
    sku=az.network.VirtualNetworkGatewaySkuArgs(name="VpnGw1AZ", tier="VpnGw1AZ"),
    enable_bgp=False,
    ip_configurations=[
        az.network.VirtualNetworkGatewayIPConfigurationArgs(
            name="default",
            private_ip_allocation_method="Dynamic",
            subnet=az.network.SubResourceArgs(id=gateway_subnet.id),
            public_ip_address=az.network.SubResourceArgs(id=public_ip("pip-vgw").id),
        )
    ],
)
office = az.network.LocalNetworkGateway(
    "lgw-office",
    resource_group_name=rg.name,
    location=rg.location,
    gateway_ip_address="203.0.113.77",
    local_network_address_space=az.network.AddressSpaceArgs(address_prefixes=["192.168.10.0/23"]),
)
az.network.VirtualNetworkGatewayConnection(
    "office",
    resource_group_name=rg.name,
    location=rg.location,
    connection_type="IPsec",
    connection_protocol="IKEv2",
    shared_key=psk,
    virtual_network_gateway1=az.network.VirtualNetworkGatewayArgs(id=gateway.id),
    local_network_gateway2=az.network.LocalNetworkGatewayArgs(
        id=office.id, local_network_address_space=office.local_network_address_space
    ),
)
az.network.BastionHost(
    "bas-hub",
    resource_group_name=rg.name,
    location=rg.location,
    sku=az.network.SkuArgs(name="Basic"),
    ip_configurations=[
        az.network.BastionHostIPConfigurationArgs(
            name="default",
            subnet=az.network.SubResourceArgs(id=bastion_subnet.id),
            public_ip_address=az.network.SubResourceArgs(id=public_ip("pip-bastion").id),
        )
    ],
)
zone = az.privatedns.PrivateZone(
    "corp", resource_group_name=rg.name, private_zone_name="corp.internal", location="global"
)
pulumi.export("sharedSubnet", shared_subnet.id)
