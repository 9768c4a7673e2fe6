"""IoT hub of the wind farms; raw messages are routed to cold storage.

IoT Hub in brazilsouth routes every raw turbine message to a storage container in eastus2.
"""

import pulumi
from pulumi_azure_native import iothub, resources, storage

HUB_REGION, COLD_REGION = "brazilsouth", "eastus2"

rg = resources.ResourceGroup("wind", location=HUB_REGION)
cold = storage.StorageAccount(
    "cold",
    account_name="windcold",
    resource_group_name=rg.name,
    location=COLD_REGION,
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    access_tier="Cool",
)
raw = storage.BlobContainer("raw", container_name="raw", account_name=cold.name, resource_group_name=rg.name)

hub = iothub.IotHubResource(
    "turbines",
    resource_name_="acme-turbines",
    resource_group_name=rg.name,
    location=HUB_REGION,
    sku={"name": "S3", "capacity": 5},
    identity={"type": "SystemAssigned"},
    properties={
        "routing": {
            "endpoints": {
                "storage_containers": [
                    {
                        "name": "cold",
                        "authentication_type": "identityBased",
                        "endpoint_uri": pulumi.Output.concat("https://", cold.name, ".blob.core.windows.net/"),
                        "container_name": raw.name,
                        "encoding": "Avro",
                        "batch_frequency_in_seconds": 100,
                        "max_chunk_size_in_bytes": 104857600,
                    }
                ]
            },
            "routes": [
                {
                    "name": "everything",
                    "source": "DeviceMessages",
                    "condition": "true",
                    "endpoint_names": ["cold"],
                    "is_enabled": True,
                }
            ],
        },
    },
)
