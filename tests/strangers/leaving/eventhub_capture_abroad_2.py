"""Telemetry hub; Capture writes Avro files to the data science account in Sweden.

Event Hubs Capture writes all vehicle telemetry of the hub in eastus as Avro to a storage account in swedencentral.
"""

from pulumi_azure_native import eventhub, resources, storage

rg = resources.ResourceGroup("telemetry", location="eastus")

science = storage.StorageAccount(
    "science",
    account_name="sciencesweden",
    resource_group_name=rg.name,
    location="swedencentral",
    kind="StorageV2",
    sku=storage.SkuArgs(name="Standard_ZRS"),
    is_hns_enabled=True,
)
container = storage.BlobContainer("avro", container_name="avro", account_name=science.name, resource_group_name=rg.name)

namespace = eventhub.Namespace(
    "telemetry-ns",
    namespace_name="acme-telemetry",
    resource_group_name=rg.name,
    location="eastus",
    sku=eventhub.SkuArgs(name="Standard", tier="Standard", capacity=20),
)

for hub, partitions in {"vehicles": 32, "chargers": 8}.items():
    eventhub.EventHub(
        hub,
        event_hub_name=hub,
        namespace_name=namespace.name,
        resource_group_name=rg.name,
        partition_count=partitions,
        message_retention_in_days=3,
        capture_description=eventhub.CaptureDescriptionArgs(
            enabled=True,
            encoding="Avro",
            interval_in_seconds=120,
            size_limit_in_bytes=314572800,
            destination=eventhub.DestinationArgs(
                name="EventHubArchive.AzureBlockBlob",
                storage_account_resource_id=science.id,
                blob_container=container.name,
                archive_name_format="{Namespace}/{EventHub}/{PartitionId}/{Year}/{Month}/{Day}/{Hour}/{Minute}/{Second}",
            ),
        ),
    )
