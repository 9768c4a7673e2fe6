"""A T4 notebook of one data scientist."""

import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("notebook")
account = azure.storage.StorageAccount(
    "notebook", resource_group_name=group.name, kind="StorageV2", sku={"name": "Standard_LRS"}
)
vault = azure.keyvault.Vault(
    "notebook",
    resource_group_name=group.name,
    properties={
        "sku": {"family": "A", "name": "standard"},
        "tenant_id": "00000000-0000-0000-0000-000000000000",
        "enable_rbac_authorization": True,
    },
)
workspace = azure.machinelearningservices.Workspace(
    "notebook",
    resource_group_name=group.name,
    identity={"type": "SystemAssigned"},
    storage_account=account.id,
    key_vault=vault.id,
)
azure.machinelearningservices.Compute(
    "notebook",
    resource_group_name=group.name,
    workspace_name=workspace.name,
    compute_name="notebook",
    properties={"compute_type": "ComputeInstance", "properties": {"vm_size": "Standard_NC4as_T4_v3"}},
)
