"""One small machine without a public address."""

import pulumi_azure_native as azure

TAGS = {"owner": "platform", "cost-center": "cc-42"}
group = azure.resources.ResourceGroup("jump", location="westeurope", tags=TAGS)
network = azure.network.VirtualNetwork(
    "jump", resource_group_name=group.name, address_space={"address_prefixes": ["10.60.0.0/24"]}, tags=TAGS
)
subnet = azure.network.Subnet(
    "jump", resource_group_name=group.name, virtual_network_name=network.name, address_prefix="10.60.0.0/26"
)
card = azure.network.NetworkInterface(
    "jump",
    resource_group_name=group.name,
    ip_configurations=[{"name": "inside", "subnet": {"id": subnet.id}, "private_ip_allocation_method": "Dynamic"}],
    tags=TAGS,
)
azure.compute.VirtualMachine(
    "jump",
    resource_group_name=group.name,
    hardware_profile={"vm_size": "Standard_D2s_v5"},
    network_profile={"network_interfaces": [{"id": card.id, "delete_option": "Delete"}]},
    os_profile={
        "computer_name": "jump",
        "admin_username": "ops",
        "linux_configuration": {
            "disable_password_authentication": True,
            "ssh": {"public_keys": [{"path": "/home/ops/.ssh/authorized_keys", "key_data": "ssh-ed25519 AAAA ops"}]},
        },
    },
    storage_profile={
        "image_reference": {
            "publisher": "Canonical",
            "offer": "ubuntu-24_04-lts",
            "sku": "server",
            "version": "latest",
        },
        "os_disk": {
            "create_option": "FromImage",
            "delete_option": "Delete",
            "disk_size_gb": 32,
            "managed_disk": {"storage_account_type": "Premium_LRS"},
        },
    },
    tags=TAGS,
)
