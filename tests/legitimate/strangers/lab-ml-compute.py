"""Machine learning workspace for the lab course with one small T4 node."""

import pulumi
import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("lab-ml")
storage = azure.storage.StorageAccount(
    "labml",
    resource_group_name=group.name,
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    allow_blob_public_access=False,
)
tenant = pulumi.Config().get("tenant") or "7d2f0c1e-1111-4a4a-9b9b-0c0c0c0c0c0c"
vault = azure.keyvault.Vault(
    "labml-kv",
    resource_group_name=group.name,
    properties={
        "tenant_id": tenant,
        "sku": {"family": "A", "name": "standard"},
        "enable_rbac_authorization": True,
    },
)
insights = azure.applicationinsights.Component(
    "labml-ai", resource_group_name=group.name, kind="web", application_type="web", ingestion_mode="ApplicationInsights"
)
workspace = azure.machinelearningservices.Workspace(
    "labml",
    resource_group_name=group.name,
    identity={"type": "SystemAssigned"},
    storage_account=storage.id,
    key_vault=vault.id,
    application_insights=insights.id,
)
azure.machinelearningservices.Compute(
    "t4",
    resource_group_name=group.name,
    workspace_name=workspace.name,
    properties={
        "compute_type": "AmlCompute",
        "properties": {
            "vm_size": "Standard_NC4as_T4_v3",
            "vm_priority": "LowPriority",
            "scale_settings": {"min_node_count": 0, "max_node_count": 1, "node_idle_time_before_scale_down": "PT15M"},
        },
    },
)
azure.machinelearningservices.Compute(
    "desk",
    resource_group_name=group.name,
    workspace_name=workspace.name,
    properties={
        "compute_type": "ComputeInstance",
        "properties": {"vm_size": "Standard_DS2_v2", "idle_time_before_shutdown": "PT60M"},
    },
)
pulumi.export("workspace", workspace.name)
