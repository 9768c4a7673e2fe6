"""Where images and secrets live."""

import pulumi_azure_native as azure

TAGS = {"owner": "platform", "cost-center": "cc-42"}
group = azure.resources.ResourceGroup("shared", location="westeurope", tags=TAGS)
azure.containerregistry.Registry(
    "images", resource_group_name=group.name, sku={"name": "Standard"}, admin_user_enabled=False, tags=TAGS
)
azure.keyvault.Vault(
    "secrets",
    resource_group_name=group.name,
    properties={
        "tenant_id": "00000000-0000-0000-0000-000000000000",
        "sku": {"family": "A", "name": "standard"},
        "enable_rbac_authorization": True,
    },
    tags=TAGS,
)
