"""Compute Fleet for the nightly Monte Carlo.

A Compute Fleet with regular-priority capacity of 150 HB176rs_v4 or HB120rs_v3 machines.
"""

import pulumi
from pulumi_azure_native import azurefleet

cfg = pulumi.Config()

fleet = azurefleet.Fleet(
    "montecarlo",
    resource_group_name="montecarlo",
    fleet_name="montecarlo",
    regular_priority_profile={
        "allocation_strategy": "Prioritized",
        "capacity": cfg.get_int("machines") or 150,
        "min_capacity": 100,
    },
    vm_sizes_profile=[
        {"name": "Standard_HB176rs_v4", "rank": 0},
        {"name": "Standard_HB120rs_v3", "rank": 1},
    ],
    compute_profile={
        "base_virtual_machine_profile": {
            "os_profile": {
                "computer_name_prefix": "mc",
                "admin_username": "mc",
                "admin_password": pulumi.Output.secret("Set-by-vault-1"),
            },
            "storage_profile": {
                "image_reference": {
                    "publisher": "almalinux",
                    "offer": "almalinux-hpc",
                    "sku": "8_10-hpc-gen2",
                    "version": "latest",
                },
                "os_disk": {"create_option": "FromImage", "caching": "ReadWrite"},
            },
            "network_profile": {
                "network_api_version": "2020-11-01",
                "network_interface_configurations": [
                    {
                        "name": "nic",
                        "properties": {
                            "primary": True,
                            "ip_configurations": [
                                {
                                    "name": "ip",
                                    "properties": {
                                        "subnet": {
                                            "id": "/subscriptions/0000/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/mc"
                                        }
                                    },
                                }
                            ],
                        },
                    }
                ],
            },
        },
    },
)

pulumi.export("fleet", fleet.id)
