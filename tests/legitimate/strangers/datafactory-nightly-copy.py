"""Nightly copy from the landing to the curated container, within North Europe; blobs backed up locally."""

import pulumi
import pulumi_azure_native as az

rg = az.resources.ResourceGroup("rg-lake", location="North Europe")
lake = az.storage.StorageAccount(
    "stlake",
    resource_group_name=rg.name,
    location="northeurope",
    kind="StorageV2",
    is_hns_enabled=True,
    sku=az.storage.SkuArgs(name="Standard_ZRS"),
    allow_blob_public_access=False,
)
for c in ("landing", "curated"):
    az.storage.BlobContainer(c, container_name=c, resource_group_name=rg.name, account_name=lake.name)

factory = az.datafactory.Factory(
    "adf-lake",
    resource_group_name=rg.name,
    location="northeurope",
    identity=az.datafactory.FactoryIdentityArgs(type="SystemAssigned"),
)
az.authorization.RoleAssignment(
    "adf-lake",
    scope=lake.id,
    principal_type="ServicePrincipal",
    principal_id=factory.identity.apply(lambda i: i.principal_id if i and getattr(i, "principal_id", None) else ""),
    role_definition_id="/providers/Microsoft.Authorization/roleDefinitions/ba92f5b4-2d11-453d-a403-e96b0029c9fe",
)
linked = az.datafactory.LinkedService(
    "lake",
    resource_group_name=rg.name,
    factory_name=factory.name,
    linked_service_name="lake",
    properties=az.datafactory.AzureBlobFSLinkedServiceArgs(
        type="AzureBlobFS", url=lake.primary_endpoints.apply(lambda e: e.dfs if e else "")
    ),
)
datasets = {}
for c in ("landing", "curated"):
    datasets[c] = az.datafactory.Dataset(
        c,
        resource_group_name=rg.name,
        factory_name=factory.name,
        dataset_name=c,
        properties=az.datafactory.BinaryDatasetArgs(
            type="Binary",
            linked_service_name=az.datafactory.LinkedServiceReferenceArgs(
                reference_name=linked.name, type="LinkedServiceReference"
            ),
            location=az.datafactory.AzureBlobFSLocationArgs(type="AzureBlobFSLocation", file_system=c),
        ),
    )
pipeline = az.datafactory.Pipeline(
    "nightly",
    resource_group_name=rg.name,
    factory_name=factory.name,
    pipeline_name="nightly",
    concurrency=1,
    activities=[
        az.datafactory.CopyActivityArgs(
            name="copy",
            type="Copy",
            data_integration_units=4,
            inputs=[
                az.datafactory.DatasetReferenceArgs(reference_name=datasets["landing"].name, type="DatasetReference")
            ],
            outputs=[
                az.datafactory.DatasetReferenceArgs(reference_name=datasets["curated"].name, type="DatasetReference")
            ],
            source=az.datafactory.BinarySourceArgs(type="BinarySource"),
            sink=az.datafactory.BinarySinkArgs(type="BinarySink"),
        )
    ],
)
az.datafactory.Trigger(
    "nightly",
    resource_group_name=rg.name,
    factory_name=factory.name,
    trigger_name="nightly",
    properties=az.datafactory.ScheduleTriggerArgs(
        type="ScheduleTrigger",
        recurrence=az.datafactory.ScheduleTriggerRecurrenceArgs(
            frequency="Day", interval=1, start_time="2024-11-01T01:30:00Z", time_zone="UTC"
        ),
        pipelines=[
            az.datafactory.TriggerPipelineReferenceArgs(
                pipeline_reference=az.datafactory.PipelineReferenceArgs(
                    reference_name=pipeline.name, type="PipelineReference"
                )
            )
        ],
    ),
)
vault = az.dataprotection.BackupVault(
    "bv-lake",
    resource_group_name=rg.name,
    location="northeurope",
    identity=az.dataprotection.DppIdentityDetailsArgs(type="SystemAssigned"),
    properties=az.dataprotection.BackupVaultArgs(
        storage_settings=[az.dataprotection.StorageSettingArgs(datastore_type="VaultStore", type="LocallyRedundant")]
    ),
)
pulumi.export("factory", factory.name)
