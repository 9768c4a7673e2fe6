"""azcopy in a container group keeps the European tile store up to date.

A container group running azcopy synchronizes the map-tiles container from the westus2 account to the northeurope account.
"""

import pulumi_azure_native as azure

rg = azure.resources.ResourceGroup("tiles", location="westus2")

accounts = {}
for name, location in {"tileswus2": "westus2", "tilesneu": "northeurope"}.items():
    accounts[name] = azure.storage.StorageAccount(
        name,
        account_name=name,
        resource_group_name=rg.name,
        location=location,
        kind="StorageV2",
        sku={"name": "Standard_LRS"},
    )
    azure.storage.BlobContainer(
        f"{name}-tiles", resource_group_name=rg.name, account_name=accounts[name].name, container_name="tiles"
    )

azure.containerinstance.ContainerGroup(
    "tiles-sync",
    resource_group_name=rg.name,
    location="westus2",
    os_type="Linux",
    restart_policy="OnFailure",
    identity={"type": "SystemAssigned"},
    containers=[
        {
            "name": "azcopy",
            "image": "acmeimages.azurecr.io/tools/azcopy:10.27",
            "command": [
                "azcopy",
                "sync",
                "https://tileswus2.blob.core.windows.net/tiles",
                "https://tilesneu.blob.core.windows.net/tiles",
                "--recursive",
                "--delete-destination=true",
            ],
            "environment_variables": [{"name": "AZCOPY_AUTO_LOGIN_TYPE", "value": "MSI"}],
            "resources": {"requests": {"cpu": 4, "memory_in_gb": 8}},
        }
    ],
)
