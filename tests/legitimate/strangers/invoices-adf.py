"""Nightly invoice copy in Data Factory, everything in eastus."""

import pulumi
import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("invoices", location="eastus")
lake = azure.storage.StorageAccount(
    "invoices", resource_group_name=group.name, kind="StorageV2", is_hns_enabled=True, sku={"name": "Standard_LRS"}
)
for name in ("landing", "curated"):
    azure.storage.BlobContainer(name, resource_group_name=group.name, account_name=lake.name, container_name=name)
factory = azure.datafactory.Factory("invoices", resource_group_name=group.name, identity={"type": "SystemAssigned"})
runtime = azure.datafactory.IntegrationRuntime(
    "small",
    resource_group_name=group.name,
    factory_name=factory.name,
    properties={
        "type": "Managed",
        "compute_properties": {
            "location": "East US",
            "data_flow_properties": {"compute_type": "General", "core_count": 8, "time_to_live": 10},
        },
    },
)
linked = azure.datafactory.LinkedService(
    "lake",
    resource_group_name=group.name,
    factory_name=factory.name,
    properties={
        "type": "AzureBlobFS",
        "url": lake.primary_endpoints.apply(lambda e: e.dfs if e else "https://invoices.dfs.core.windows.net"),
    },
)
pipeline = azure.datafactory.Pipeline(
    "nightly",
    resource_group_name=group.name,
    factory_name=factory.name,
    concurrency=1,
    activities=[
        {
            "type": "Copy",
            "name": "copy-invoices",
            "source": {"type": "DelimitedTextSource"},
            "sink": {"type": "ParquetSink"},
            "data_integration_units": 4,
            "policy": {"timeout": "0.02:00:00", "retry": 1},
        }
    ],
    opts=pulumi.ResourceOptions(depends_on=[linked]),
)
azure.datafactory.Trigger(
    "nightly",
    resource_group_name=group.name,
    factory_name=factory.name,
    properties={
        "type": "ScheduleTrigger",
        "recurrence": {"frequency": "Day", "interval": 1, "start_time": "2026-12-01T02:00:00Z", "time_zone": "UTC"},
        "pipelines": [{"pipeline_reference": {"type": "PipelineReference", "reference_name": pipeline.name}}],
    },
)
pulumi.export("factory", factory.name)
pulumi.export("runtime", runtime.name)
