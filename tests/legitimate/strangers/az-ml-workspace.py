"""Azure ML for three data scientists: a T4 instance that idles out and a small low-priority cluster."""

import pulumi
from pulumi_azure_native import (
    applicationinsights,
    authorization,
    containerregistry,
    keyvault,
    operationalinsights,
    resources,
    storage,
)
from pulumi_azure_native import (
    machinelearningservices as ml,
)

config = pulumi.Config()
tenant = authorization.get_client_config_output().tenant_id
tags = {"team": "forecasting", "ticket": "ML-212 asked for ND96asr_v4; declined"}

group = resources.ResourceGroup("ml", resource_group_name="rg-forecasting-ml", location="eastus", tags=tags)
account = storage.StorageAccount(
    "mlstore",
    resource_group_name=group.name,
    location=group.location,
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    allow_blob_public_access=False,
    minimum_tls_version="TLS1_2",
)
vault = keyvault.Vault(
    "mlvault",
    resource_group_name=group.name,
    location=group.location,
    properties={
        "tenant_id": tenant,
        "sku": {"name": "standard"},
        "enable_rbac_authorization": True,
        "access_policies": [],
    },
)
logs = operationalinsights.Workspace(
    "mllogs", resource_group_name=group.name, location=group.location, sku={"name": "PerGB2018"}, retention_in_days=30
)
insights = applicationinsights.Component(
    "mlinsights",
    resource_group_name=group.name,
    location=group.location,
    kind="web",
    application_type="web",
    workspace_resource_id=logs.id,
    ingestion_mode="LogAnalytics",
)
registry = containerregistry.Registry(
    "mlregistry",
    resource_group_name=group.name,
    location=group.location,
    sku={"name": "Basic"},
    admin_user_enabled=False,
)

workspace = ml.Workspace(
    "forecasting",
    workspace_name="forecasting",
    resource_group_name=group.name,
    location=group.location,
    identity={"type": "SystemAssigned"},
    friendly_name="Forecasting",
    storage_account=account.id,
    key_vault=vault.id,
    application_insights=insights.id,
    container_registry=registry.id,
    tags=tags,
)

ml.Compute(
    "notebook",
    compute_name="notebook-t4",
    resource_group_name=group.name,
    workspace_name=workspace.name,
    location=group.location,
    properties=ml.ComputeInstanceArgs(
        compute_type="ComputeInstance",
        properties=ml.ComputeInstancePropertiesArgs(
            vm_size="Standard_NC4as_T4_v3",
            application_sharing_policy="Shared",
            idle_time_before_shutdown="PT60M",
        ),
    ),
    tags=tags,
)
ml.Compute(
    "cluster",
    compute_name="t4-spot",
    resource_group_name=group.name,
    workspace_name=workspace.name,
    location=group.location,
    identity={"type": "SystemAssigned"},
    properties=ml.AmlComputeArgs(
        compute_type="AmlCompute",
        properties=ml.AmlComputePropertiesArgs(
            vm_size="Standard_NC4as_T4_v3",
            vm_priority="LowPriority",
            scale_settings=ml.ScaleSettingsArgs(
                min_node_count=0, max_node_count=3, node_idle_time_before_scale_down="PT10M"
            ),
        ),
    ),
    tags=tags,
)
pulumi.export("workspace", workspace.name)
