"""A Windows workstation with a T4."""

import pulumi_azure_native as az

rg = az.resources.ResourceGroup("rg", location="eastus")
az.compute.VirtualMachine(
    "desk",
    resource_group_name=rg.name,
    location="eastus",
    hardware_profile={"vm_size": "Standard_NC4as_T4_v3"},
    network_profile={"network_interfaces": [{"id": "/subscriptions/0/nic"}]},
    os_profile={"computer_name": "desk", "admin_username": "user", "windows_configuration": {}},
    storage_profile={
        "os_disk": {
            "create_option": "FromImage",
            "disk_size_gb": 128,
            "managed_disk": {"storage_account_type": "Premium_LRS"},
        },
        "image_reference": {
            "publisher": "MicrosoftWindowsServer",
            "offer": "WindowsServer",
            "sku": "2022-datacenter",
            "version": "latest",
        },
    },
)
