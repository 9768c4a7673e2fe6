"""The hub network: VPN to the Utrecht office, a bastion, a peering to the application network, all in West Europe."""

import pulumi
from pulumi_azure_native import network, privatedns, resources

config = pulumi.Config()
shared_key = config.get_secret("vpnKey") or pulumi.Output.secret("vpn-key-not-real")
LOCATION = "westeurope"
OFFICE = {"ip": config.get("officeIp") or "198.51.100.44", "cidrs": ["192.168.88.0/22"]}

group = resources.ResourceGroup("network", resource_group_name="rg-network-weu", location=LOCATION)
base = {"resource_group_name": group.name, "location": LOCATION}


def vnet(name: str, cidr: str, subnets: dict) -> network.VirtualNetwork:
    return network.VirtualNetwork(
        name,
        virtual_network_name=f"vnet-{name}",
        **base,
        address_space={"address_prefixes": [cidr]},
        subnets=[{"name": n, "address_prefix": c} for n, c in subnets.items()],
    )


def public_ip(name: str) -> network.PublicIPAddress:
    return network.PublicIPAddress(
        name, **base, sku={"name": "Standard"}, public_ip_allocation_method="Static", zones=["1", "2", "3"]
    )


hub = vnet("hub", "10.0.0.0/20", {"GatewaySubnet": "10.0.0.0/27", "AzureBastionSubnet": "10.0.1.0/26"})
apps = vnet("apps", "10.0.16.0/20", {"web": "10.0.16.0/24", "data": "10.0.17.0/24"})

gateway = network.VirtualNetworkGateway(
    "hub",
    **base,
    gateway_type="Vpn",
    vpn_type="RouteBased",
    vpn_gateway_generation="Generation1",
    sku={"name": "VpnGw1AZ", "tier": "VpnGw1AZ"},
    enable_bgp=False,
    ip_configurations=[
        {
            "name": "default",
            "private_ip_allocation_method": "Dynamic",
            "public_ip_address": {"id": public_ip("gateway").id},
            "subnet": {"id": hub.id.apply(lambda i: f"{i}/subnets/GatewaySubnet")},
        }
    ],
)
office = network.LocalNetworkGateway(
    "utrecht",
    **base,
    gateway_ip_address=OFFICE["ip"],
    local_network_address_space={"address_prefixes": OFFICE["cidrs"]},
)
network.VirtualNetworkGatewayConnection(
    "utrecht",
    **base,
    connection_type="IPsec",
    connection_protocol="IKEv2",
    virtual_network_gateway1={"id": gateway.id},
    local_network_gateway2={"id": office.id},
    shared_key=shared_key,
)

for here, there, extra in ((hub, apps, {"allow_gateway_transit": True}), (apps, hub, {"use_remote_gateways": True})):
    network.VirtualNetworkPeering(
        f"{here._name}-to-{there._name}",
        resource_group_name=group.name,
        virtual_network_name=here.name,
        remote_virtual_network={"id": there.id},
        allow_virtual_network_access=True,
        allow_forwarded_traffic=True,
        **extra,
        opts=pulumi.ResourceOptions(depends_on=[gateway]),
    )

network.BastionHost(
    "hub",
    **base,
    sku={"name": "Basic"},
    ip_configurations=[
        {
            "name": "default",
            "public_ip_address": {"id": public_ip("bastion").id},
            "subnet": {"id": hub.id.apply(lambda i: f"{i}/subnets/AzureBastionSubnet")},
        }
    ],
)
zone = privatedns.PrivateZone(
    "corp", resource_group_name=group.name, location="global", private_zone_name="corp.planworks.io"
)
for v in (hub, apps):
    privatedns.VirtualNetworkLink(
        v._name,
        resource_group_name=group.name,
        location="global",
        private_zone_name=zone.name,
        virtual_network={"id": v.id},
        registration_enabled=False,
    )
pulumi.export("hub", hub.id)
