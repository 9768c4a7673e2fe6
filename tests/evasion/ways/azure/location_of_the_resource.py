"""The resource's own location puts the nodes far from the data that their custom data copies.

Answer: cross-region-transfer fail box
"""

import base64

import pulumi_azure_native as azure

azure.storage.StorageAccount(
    "data", account_name="visiondata", resource_group_name="team", kind="StorageV2", sku={"name": "Standard_LRS"}
)
SCRIPT = "#!/bin/bash\nazcopy copy https://visiondata.blob.core.windows.net/images /data --recursive\n"
azure.compute.VirtualMachine(
    "box",
    resource_group_name="team",
    location="japaneast",
    hardware_profile={"vm_size": "Standard_D4s_v5"},
    os_profile={
        "computer_name": "box",
        "admin_username": "ops",
        "custom_data": base64.b64encode(SCRIPT.encode()).decode(),
    },
)
