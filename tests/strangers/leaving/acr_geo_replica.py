"""Premium container registry with replicas close to the inference clusters.

Images pushed to the premium registry in eastus are geo-replicated to japaneast and brazilsouth.
"""

import pulumi
import pulumi_azure_native as azure

rg = azure.resources.ResourceGroup("images-rg")

registry = azure.containerregistry.Registry(
    "acmeimages",
    registry_name="acmeimages",
    resource_group_name=rg.name,
    location="eastus",
    sku={"name": "Premium"},
    admin_user_enabled=False,
    zone_redundancy="Enabled",
)

for label, region in (("japan", "japaneast"), ("brazil", "brazilsouth")):
    azure.containerregistry.Replication(
        f"registry-{label}",
        replication_name=region,
        registry_name=registry.name,
        resource_group_name=rg.name,
        location=region,
        region_endpoint_enabled=True,
    )

pulumi.export("login_server", registry.login_server)
