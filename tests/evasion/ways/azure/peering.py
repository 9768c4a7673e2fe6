"""Two networks of two regions are joined, and then any read crosses without a word.

Answer: cross-region-copy fail link
"""

import pulumi_azure_native as azure

here = azure.network.VirtualNetwork(
    "here", resource_group_name="team", address_space={"address_prefixes": ["10.0.0.0/16"]}
)
there = azure.network.VirtualNetwork(
    "there",
    resource_group_name="team",
    location="westeurope",
    address_space={"address_prefixes": ["10.1.0.0/16"]},
)
azure.network.VirtualNetworkPeering(
    "link",
    resource_group_name="team",
    virtual_network_name=here.name,
    remote_virtual_network={"id": there.id},
    allow_virtual_network_access=True,
)
