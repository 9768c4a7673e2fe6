"""A container copies from an account of the program in another region.

Answer: cross-region-transfer fail copy
"""

import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("group", location="eastus")
azure.storage.StorageAccount(
    "data",
    account_name="visioneu",
    resource_group_name=group.name,
    location="westeurope",
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
)
azure.containerinstance.ContainerGroup(
    "copy",
    resource_group_name=group.name,
    location="eastus",
    os_type="Linux",
    containers=[
        {
            "name": "copy",
            "image": "mcr.microsoft.com/azure-cli",
            "resources": {"requests": {"cpu": 1, "memory_in_gb": 1}},
            "command": ["azcopy", "copy", "https://visioneu.blob.core.windows.net/frames", "/data", "--recursive"],
        }
    ],
)
