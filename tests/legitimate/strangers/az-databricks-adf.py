"""Sales lake: a data factory copies inside East US, Databricks runs small policy-bound clusters on top."""

import json

import pulumi
from pulumi_azure_native import authorization, databricks, datafactory, resources, storage

LOCATION = "eastus"
config = pulumi.Config()
subscription = authorization.get_client_config_output().subscription_id

group = resources.ResourceGroup("sales-lake", location=LOCATION)
landing = storage.StorageAccount(
    "saleslanding", resource_group_name=group.name, location=LOCATION, kind="StorageV2", sku={"name": "Standard_LRS"}
)
lake = storage.StorageAccount(
    "saleslake",
    resource_group_name=group.name,
    location=LOCATION,
    kind="StorageV2",
    is_hns_enabled=True,
    sku={"name": "Standard_ZRS"},
    allow_blob_public_access=False,
)
storage.BlobContainer("raw", container_name="raw", resource_group_name=group.name, account_name=lake.name)
storage.BlobContainer("drop", container_name="drop", resource_group_name=group.name, account_name=landing.name)

workspace = databricks.Workspace(
    "sales",
    workspace_name="sales",
    resource_group_name=group.name,
    location=LOCATION,
    sku={"name": "standard"},
    compute_mode="Hybrid",
    public_network_access="Enabled",
    managed_resource_group_id=subscription.apply(
        lambda s: f"/subscriptions/{s}/resourceGroups/sales-databricks-managed"
    ),
    parameters={"enable_no_public_ip": {"value": True}},
)

factory = datafactory.Factory(
    "sales",
    factory_name="sales-adf",
    resource_group_name=group.name,
    location=LOCATION,
    identity={"type": "SystemAssigned"},
)
for name, account, folder in (("landing", landing, "drop"), ("lake", lake, "raw")):
    service = datafactory.LinkedService(
        name,
        linked_service_name=name,
        resource_group_name=group.name,
        factory_name=factory.name,
        properties=datafactory.AzureBlobStorageLinkedServiceArgs(
            type="AzureBlobStorage", service_endpoint=account.name.apply(lambda n: f"https://{n}.blob.core.windows.net")
        ),
    )
    datafactory.Dataset(
        f"{name}-files",
        dataset_name=f"{name}_files",
        resource_group_name=group.name,
        factory_name=factory.name,
        properties=datafactory.BinaryDatasetArgs(
            type="Binary",
            linked_service_name=datafactory.LinkedServiceReferenceArgs(
                type="LinkedServiceReference", reference_name=service.name
            ),
            location=datafactory.AzureBlobStorageLocationArgs(type="AzureBlobStorageLocation", container=folder),
        ),
    )
pipeline = datafactory.Pipeline(
    "copy",
    pipeline_name="copy-daily",
    resource_group_name=group.name,
    factory_name=factory.name,
    concurrency=1,
    activities=[
        datafactory.CopyActivityArgs(
            name="copy",
            type="Copy",
            inputs=[datafactory.DatasetReferenceArgs(type="DatasetReference", reference_name="landing_files")],
            outputs=[datafactory.DatasetReferenceArgs(type="DatasetReference", reference_name="lake_files")],
            source=datafactory.BinarySourceArgs(type="BinarySource"),
            sink=datafactory.BinarySinkArgs(type="BinarySink"),
            data_integration_units=2,
        ),
    ],
)
datafactory.Trigger(
    "daily",
    trigger_name="daily",
    resource_group_name=group.name,
    factory_name=factory.name,
    properties=datafactory.ScheduleTriggerArgs(
        type="ScheduleTrigger",
        recurrence=datafactory.ScheduleTriggerRecurrenceArgs(
            frequency="Day", interval=1, start_time="2025-01-01T03:00:00Z", time_zone="UTC"
        ),
        pipelines=[
            datafactory.TriggerPipelineReferenceArgs(
                pipeline_reference=datafactory.PipelineReferenceArgs(
                    type="PipelineReference", reference_name=pipeline.name
                )
            )
        ],
    ),
)

cluster_policy = {
    "node_type_id": {"type": "allowlist", "values": ["Standard_D4s_v5", "Standard_D4ds_v5"]},
    "autoscale.max_workers": {"type": "range", "maxValue": 4},
    "autotermination_minutes": {"type": "fixed", "value": 30},
}
pulumi.CustomResource(
    "command:local:Command",
    "cluster-policy",
    {
        "create": "databricks cluster-policies create --json @-",
        "stdin": json.dumps({"name": "small", "definition": json.dumps(cluster_policy)}),
        "environment": {"DATABRICKS_HOST": workspace.workspace_url.apply(lambda u: f"https://{u}")},
    },
    pulumi.ResourceOptions(depends_on=[workspace]),
)
pulumi.export("workspace", workspace.workspace_url)
