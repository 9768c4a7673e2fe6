"""A network with a subnet, a security group and a service endpoint for storage."""

import pulumi_azure_native as azure

TAGS = {"owner": "platform", "cost-center": "cc-42"}
group = azure.resources.ResourceGroup("core", location="westeurope", tags=TAGS)
rules = azure.network.NetworkSecurityGroup(
    "core",
    resource_group_name=group.name,
    security_rules=[
        {
            "name": "https",
            "priority": 100,
            "access": "Allow",
            "direction": "Inbound",
            "protocol": "Tcp",
            "source_address_prefix": "10.0.0.0/8",
            "source_port_range": "*",
            "destination_address_prefix": "*",
            "destination_port_range": "443",
        }
    ],
    tags=TAGS,
)
network = azure.network.VirtualNetwork(
    "core", resource_group_name=group.name, address_space={"address_prefixes": ["10.50.0.0/16"]}, tags=TAGS
)
azure.network.Subnet(
    "apps",
    resource_group_name=group.name,
    virtual_network_name=network.name,
    address_prefix="10.50.1.0/24",
    network_security_group={"id": rules.id},
    service_endpoints=[{"service": "Microsoft.Storage"}],
)
