"""Stream Analytics: archive all raw meter readings in the Japanese account.

The raw meter-readings stream of an Event Hub in East US is archived by a Stream Analytics job to a storage account in Japan East.
"""

from pulumi_azure_native import eventhub, resources, storage
from pulumi_azure_native import streamanalytics as asa

rg = resources.ResourceGroup("meters")
ns = eventhub.Namespace(
    "meters",
    resource_group_name=rg.name,
    location="eastus",
    sku={"name": "Standard", "tier": "Standard", "capacity": 40},
)
hub = eventhub.EventHub("readings", resource_group_name=rg.name, namespace_name=ns.name, partition_count=32)

archive = storage.StorageAccount(
    "meterarchivejp", resource_group_name=rg.name, location="japaneast", kind="StorageV2", sku={"name": "Standard_LRS"}
)
storage.BlobContainer("readings", resource_group_name=rg.name, account_name=archive.name, container_name="readings")

asa.StreamingJob(
    "meter-readings-archive",
    resource_group_name=rg.name,
    location="eastus",
    sku={"name": "Standard"},
    identity={"type": "SystemAssigned"},
    output_start_mode="JobStartTime",
    inputs=[
        {
            "name": "readings",
            "properties": asa.StreamInputPropertiesArgs(
                type="Stream",
                serialization=asa.JsonSerializationArgs(type="Json", encoding="UTF8"),
                datasource=asa.EventHubStreamInputDataSourceArgs(
                    type="Microsoft.ServiceBus/EventHub",
                    service_bus_namespace=ns.name,
                    event_hub_name=hub.name,
                    authentication_mode="Msi",
                ),
            ),
        }
    ],
    transformation={"name": "all", "streaming_units": 120, "query": "SELECT * INTO archive FROM readings"},
    outputs=[
        {
            "name": "archive",
            "serialization": asa.ParquetSerializationArgs(type="Parquet"),
            "datasource": asa.BlobOutputDataSourceArgs(
                type="Microsoft.Storage/Blob",
                container="readings",
                path_pattern="{date}/{time}",
                date_format="yyyy/MM/dd",
                time_format="HH",
                authentication_mode="Msi",
                storage_accounts=[{"account_name": archive.name}],
            ),
        }
    ],
)
