"""Payment events with Capture; finance keeps the archive in Oslo.

Event Hubs Capture writes every event of the East US payments hub into a data-lake account in Norway East.
"""

from pulumi_azure_native import eventhub, resources, storage

rg = resources.ResourceGroup("payments", location="eastus")
oslo = storage.StorageAccount(
    "osloarchive",
    resource_group_name=rg.name,
    location="norwayeast",
    kind="StorageV2",
    is_hns_enabled=True,
    sku={"name": "Standard_LRS"},
)
storage.BlobContainer("capture", resource_group_name=rg.name, account_name=oslo.name, container_name="capture")

ns = eventhub.Namespace(
    "payments",
    resource_group_name=rg.name,
    location="eastus",
    sku={"name": "Premium", "tier": "Premium", "capacity": 8},
)

eventhub.EventHub(
    "payments-events",
    resource_group_name=rg.name,
    namespace_name=ns.name,
    event_hub_name="payments-events",
    partition_count=64,
    message_retention_in_days=7,
    capture_description=eventhub.CaptureDescriptionArgs(
        enabled=True,
        encoding="Avro",
        interval_in_seconds=120,
        size_limit_in_bytes=314572800,
        skip_empty_archives=True,
        destination=eventhub.DestinationArgs(
            name="EventHubArchive.AzureBlockBlob",
            storage_account_resource_id=oslo.id,
            blob_container="capture",
            archive_name_format="{Namespace}/{EventHub}/{PartitionId}/{Year}/{Month}/{Day}/{Hour}/{Minute}/{Second}",
        ),
    ),
)
