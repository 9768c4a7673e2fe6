"""Stream Analytics job that archives scooter positions for the Seoul office.

The Stream Analytics job in eastus reads the scooter event hub in eastus and writes all positions to a blob account in koreacentral.
"""

import pulumi_azure_native as azure

rg = azure.resources.ResourceGroup("scooters", location="eastus")
hubs = azure.eventhub.Namespace(
    "scooterhubs",
    namespace_name="scooterhubs",
    resource_group_name=rg.name,
    location="eastus",
    sku={"name": "Standard", "tier": "Standard", "capacity": 10},
)
positions = azure.eventhub.EventHub(
    "positions", event_hub_name="positions", namespace_name=hubs.name, resource_group_name=rg.name, partition_count=16
)
archive = azure.storage.StorageAccount(
    "scooterseoul",
    account_name="scooterseoul",
    resource_group_name=rg.name,
    location="koreacentral",
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
)
container = azure.storage.BlobContainer(
    "positions-archive", container_name="positions", resource_group_name=rg.name, account_name=archive.name
)

azure.streamanalytics.StreamingJob(
    "scooter-archive",
    job_name="scooter-archive",
    resource_group_name=rg.name,
    location="eastus",
    identity={"type": "SystemAssigned"},
    sku={"name": "StandardV2"},
    output_start_mode="JobStartTime",
    inputs=[
        {
            "name": "positions",
            "properties": {
                "type": "Stream",
                "datasource": {
                    "type": "Microsoft.ServiceBus/EventHub",
                    "service_bus_namespace": hubs.name,
                    "event_hub_name": positions.name,
                    "authentication_mode": "Msi",
                },
                "serialization": {"type": "Json", "encoding": "UTF8"},
            },
        }
    ],
    outputs=[
        {
            "name": "archive",
            "datasource": {
                "type": "Microsoft.Storage/Blob",
                "storage_accounts": [{"account_name": archive.name}],
                "container": container.name,
                "path_pattern": "positions/{date}/{time}",
                "authentication_mode": "Msi",
            },
            "serialization": {"type": "Parquet"},
        }
    ],
    transformation={"name": "all", "streaming_units": 12, "query": "SELECT * INTO archive FROM positions"},
)
