"""A shared ML registry: models registered once, available in every workspace region.

Models and environments published to the Azure ML registry in East US are replicated to storage and ACR in West Europe and
Southeast Asia (registry region details).
"""

from pulumi_azure_native import machinelearningservices as aml
from pulumi_azure_native import resources

rg = resources.ResourceGroup("ml-registry", location="eastus")


def region(location):
    return aml.RegistryRegionArmDetailsArgs(
        location=location,
        acr_details=[{"system_created_acr_account": {"acr_account_sku": "Premium"}}],
        storage_account_details=[
            {
                "system_created_storage_account": {
                    "storage_account_type": "Standard_LRS",
                    "storage_account_hns_enabled": False,
                }
            }
        ],
    )


aml.Registry(
    "models",
    resource_group_name=rg.name,
    location="eastus",
    registry_name="acme-models",
    identity={"type": "SystemAssigned"},
    public_network_access="Enabled",
    region_details=[region(r) for r in ("eastus", "westeurope", "southeastasia")],
)
