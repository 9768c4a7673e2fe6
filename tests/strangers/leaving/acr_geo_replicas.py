"""Premium registry for the inference images with replicas next to the edge clusters.

Every image pushed to the East US container registry is replicated to Australia East and Brazil South by ACR geo-replication.
"""

from pulumi_azure_native import containerregistry as acr
from pulumi_azure_native import resources

rg = resources.ResourceGroup("images", location="eastus")

registry = acr.Registry(
    "inference",
    resource_group_name=rg.name,
    location="eastus",
    sku={"name": "Premium"},
    admin_user_enabled=False,
)

for short, location in {"australia": "australiaeast", "brazil": "brazilsouth"}.items():
    acr.Replication(
        f"acr-{short}",
        resource_group_name=rg.name,
        registry_name=registry.name,
        replication_name=location,
        location=location,
        zone_redundancy="Disabled",
    )
