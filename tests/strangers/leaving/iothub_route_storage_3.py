"""Turbine telemetry hub; raw messages are routed to the manufacturer's storage account.

The IoT hub in eastus routes all turbine telemetry to a storage container in germanywestcentral.
"""

import pulumi
import pulumi_azure_native as azure

SUBSCRIPTION = "00000000-1111-2222-3333-444444444444"

hub_rg = azure.resources.ResourceGroup("turbines-us", location="eastus")
raw_rg = azure.resources.ResourceGroup(
    "turbines-raw", resource_group_name="turbines-raw", location="germanywestcentral"
)

raw = azure.storage.StorageAccount(
    "turbineraw",
    account_name="turbineraw",
    resource_group_name=raw_rg.name,
    location="germanywestcentral",
    kind="StorageV2",
    sku={"name": "Standard_ZRS"},
)
container = azure.storage.BlobContainer(
    "telemetry",
    container_name="telemetry",
    account_name=raw.name,
    resource_group_name=raw_rg.name,
)

hub = azure.iothub.IotHubResource(
    "turbine-hub",
    resource_name_="acme-turbines",
    resource_group_name=hub_rg.name,
    location="eastus",
    sku={"name": "S3", "capacity": 2},
    identity={"type": "SystemAssigned"},
    properties={
        "routing": {
            "endpoints": {
                "storage_containers": [
                    {
                        "name": "raw-telemetry",
                        "authentication_type": "identityBased",
                        "endpoint_uri": "https://turbineraw.blob.core.windows.net/",
                        "container_name": container.name,
                        "encoding": "Avro",
                        "batch_frequency_in_seconds": 300,
                        "max_chunk_size_in_bytes": 314572800,
                        "resource_group": "turbines-raw",
                        "subscription_id": SUBSCRIPTION,
                    }
                ],
            },
            "routes": [
                {
                    "name": "all-telemetry",
                    "source": "DeviceMessages",
                    "condition": "true",
                    "endpoint_names": ["raw-telemetry"],
                    "is_enabled": True,
                }
            ],
        },
    },
)
pulumi.export("hub", hub.name)
