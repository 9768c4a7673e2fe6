"""Compute Fleet for the driving simulator.

Azure Compute Fleet with a regular-priority capacity of 40 machines of Standard_ND96isr_H100_v5 / ND96amsr_A100_v4.
"""

import pulumi
import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("sim")
vnet = azure.network.VirtualNetwork(
    "sim-net",
    resource_group_name=group.name,
    address_space={"address_prefixes": ["10.60.0.0/16"]},
)
subnet = azure.network.Subnet(
    "sim-nodes",
    resource_group_name=group.name,
    virtual_network_name=vnet.name,
    address_prefix="10.60.0.0/20",
)
fleet = azure.azurefleet.Fleet(
    "sim-fleet",
    resource_group_name=group.name,
    regular_priority_profile={"capacity": 40, "min_capacity": 20, "allocation_strategy": "Prioritized"},
    vm_sizes_profile=[
        {"name": "Standard_ND96isr_H100_v5", "rank": 0},
        {"name": "Standard_ND96amsr_A100_v4", "rank": 1},
    ],
    compute_profile={
        "base_virtual_machine_profile": {
            "os_profile": {
                "computer_name_prefix": "sim",
                "admin_username": "sim",
                "linux_configuration": {
                    "disable_password_authentication": True,
                    "ssh": {
                        "public_keys": [
                            {
                                "path": "/home/sim/.ssh/authorized_keys",
                                "key_data": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKq sim",
                            }
                        ]
                    },
                },
            },
            "storage_profile": {
                "image_reference": {
                    "publisher": "microsoft-dsvm",
                    "offer": "ubuntu-hpc",
                    "sku": "2204",
                    "version": "latest",
                },
            },
            "network_profile": {
                "network_api_version": "2020-11-01",
                "network_interface_configurations": [
                    {
                        "name": "nic",
                        "properties": {
                            "primary": True,
                            "ip_configurations": [{"name": "ip", "properties": {"subnet": {"id": subnet.id}}}],
                        },
                    }
                ],
            },
        }
    },
)
pulumi.export("fleet", fleet.name)
