"""Private nodes reach the object store through a NAT gateway, byte by billed byte.

Answer: internet-egress fail out
"""

import pulumi_azure_native as azure

nat = azure.network.NatGateway("out", resource_group_name="team", sku={"name": "Standard"})
azure.network.VirtualNetwork(
    "main",
    resource_group_name="team",
    address_space={"address_prefixes": ["10.0.0.0/16"]},
    subnets=[{"name": "nodes", "address_prefix": "10.0.0.0/20", "nat_gateway": {"id": nat.id}}],
)
