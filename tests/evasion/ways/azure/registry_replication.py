"""The registry copies each image, of tens of GiB, to another region.

Answer: cross-region-copy fail copies
"""

import pulumi_azure_native as azure

registry = azure.containerregistry.Registry("images", resource_group_name="team", sku={"name": "Premium"})
azure.containerregistry.Replication(
    "copies", resource_group_name="team", registry_name=registry.name, location="westeurope"
)
