"""Vehicle fleet IoT hub; raw messages are kept by the Seoul R&D centre.

All messages of 400,000 vehicles that reach the IoT Hub in East US are written to a blob container in Korea Central by the hub's
message route.
"""

import pulumi
from pulumi_azure_native import iothub, resources, storage

rg = resources.ResourceGroup("fleet", location="eastus")

seoul = storage.StorageAccount(
    "seoulraw", resource_group_name=rg.name, location="koreacentral", kind="StorageV2", sku={"name": "Standard_ZRS"}
)
raw = storage.BlobContainer("raw", resource_group_name=rg.name, account_name=seoul.name, container_name="raw")

conn = pulumi.Output.format(
    "DefaultEndpointsProtocol=https;AccountName={0};AccountKey={1};EndpointSuffix=core.windows.net",
    seoul.name,
    pulumi.Config().get_secret("seoulKey") or "unset",
)

iothub.IotHubResource(
    "fleet",
    resource_group_name=rg.name,
    location="eastus",
    sku={"name": "S3", "capacity": 60},
    properties={
        "routing": {
            "endpoints": {
                "storage_containers": [
                    {
                        "name": "seoul-raw",
                        "connection_string": conn,
                        "container_name": raw.name,
                        "encoding": "avro",
                        "batch_frequency_in_seconds": 60,
                        "max_chunk_size_in_bytes": 524288000,
                    }
                ]
            },
            "routes": [
                {
                    "name": "everything",
                    "source": "DeviceMessages",
                    "condition": "true",
                    "endpoint_names": ["seoul-raw"],
                    "is_enabled": True,
                }
            ],
        },
    },
)
