"""Azure ML workspace with a single-T4 compute instance for prototyping."""

import pulumi
import pulumi_azure_native as az

tenant = az.authorization.get_client_config().tenant_id
user_id = pulumi.Config("ml").get("userObjectId") or "7c1f8f9e-3f0a-4a43-9a52-0d7f5b6f2a10"

rg = az.resources.ResourceGroup("rg-ml-proto")
storage = az.storage.StorageAccount(
    "mlproto",
    resource_group_name=rg.name,
    kind="StorageV2",
    sku=az.storage.SkuArgs(name="Standard_LRS"),
    allow_blob_public_access=False,
    minimum_tls_version="TLS1_2",
)
vault = az.keyvault.Vault(
    "kv-mlproto",
    resource_group_name=rg.name,
    properties=az.keyvault.VaultPropertiesArgs(
        tenant_id=tenant or "72f988bf-86f1-41af-91ab-2d7cd011db47",
        enable_rbac_authorization=True,
        sku=az.keyvault.SkuArgs(family="A", name="standard"),
    ),
)
logs = az.operationalinsights.Workspace(
    "log-mlproto",
    resource_group_name=rg.name,
    retention_in_days=30,
    sku=az.operationalinsights.WorkspaceSkuArgs(name="PerGB2018"),
)
insights = az.applicationinsights.Component(
    "appi-mlproto",
    resource_group_name=rg.name,
    kind="web",
    application_type="web",
    ingestion_mode="LogAnalytics",
    workspace_resource_id=logs.id,
)

workspace = az.machinelearningservices.Workspace(
    "mlw-proto",
    resource_group_name=rg.name,
    friendly_name="Prototyping",
    storage_account=storage.id,
    key_vault=vault.id,
    application_insights=insights.id,
    identity=az.machinelearningservices.ManagedServiceIdentityArgs(type="SystemAssigned"),
    sku=az.machinelearningservices.SkuArgs(name="Basic", tier="Basic"),
)
instance = az.machinelearningservices.Compute(
    "ci-proto",
    compute_name="ci-proto-t4",
    resource_group_name=rg.name,
    workspace_name=workspace.name,
    properties=az.machinelearningservices.ComputeInstanceArgs(
        compute_type="ComputeInstance",
        description="single T4, personal",
        properties=az.machinelearningservices.ComputeInstancePropertiesArgs(
            vm_size="Standard_NC4as_T4_v3",
            application_sharing_policy="Personal",
            compute_instance_authorization_type="personal",
            idle_time_before_shutdown="PT30M",
            personal_compute_instance_settings=az.machinelearningservices.PersonalComputeInstanceSettingsArgs(
                assigned_user=az.machinelearningservices.AssignedUserArgs(
                    object_id=user_id, tenant_id=tenant or "72f988bf-86f1-41af-91ab-2d7cd011db47"
                )
            ),
            schedules=az.machinelearningservices.ComputeSchedulesArgs(
                compute_start_stop=[
                    az.machinelearningservices.ComputeStartStopScheduleArgs(
                        action="Stop",
                        status="Enabled",
                        trigger_type="Cron",
                        cron=az.machinelearningservices.CronArgs(
                            expression="0 19 * * *", time_zone="Eastern Standard Time"
                        ),
                    )
                ]
            ),
        ),
    ),
)
pulumi.export("workspace", workspace.name)
