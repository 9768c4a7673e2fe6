"""Two hubs of one Virtual WAN, in two regions: each network behind one reaches those behind the other.

Answer: cross-region-copy fail second
"""

import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("group", location="eastus")
wan = azure.network.VirtualWan("wan", resource_group_name=group.name, location="eastus")
for name, place, addresses in (("first", "eastus", "10.0.0.0/23"), ("second", "westeurope", "10.1.0.0/23")):
    azure.network.VirtualHub(
        name, resource_group_name=group.name, location=place, virtual_wan={"id": wan.id}, address_prefix=addresses
    )
