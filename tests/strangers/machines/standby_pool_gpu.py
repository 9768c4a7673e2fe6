"""Pre-created machines for burst inference.

A standby pool keeps up to 20 running Standard_NC80adis_H100_v5 (2 H100 each) beside a scale set of capacity 0.
"""

import pulumi
from pulumi_azure_native import compute, standbypool

vmss = compute.VirtualMachineScaleSet(
    "burst",
    resource_group_name="burst",
    vm_scale_set_name="burst",
    orchestration_mode="Flexible",
    platform_fault_domain_count=1,
    sku={"name": "Standard_NC80adis_H100_v5", "tier": "Standard", "capacity": 0},
    virtual_machine_profile={
        "os_profile": {
            "computer_name_prefix": "burst",
            "admin_username": "ops",
            "admin_password": pulumi.Output.secret("Vaulted-9x"),
        },
        "storage_profile": {
            "image_reference": {
                "id": "/subscriptions/0000/resourceGroups/burst/providers/Microsoft.Compute/images/serve"
            },
            "os_disk": {"create_option": "FromImage"},
        },
        "network_profile": {
            "network_api_version": "2020-11-01",
            "network_interface_configurations": [
                {
                    "name": "nic",
                    "primary": True,
                    "ip_configurations": [
                        {
                            "name": "ip",
                            "subnet": {
                                "id": "/subscriptions/0000/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/burst"
                            },
                        }
                    ],
                }
            ],
        },
    },
)

standbypool.StandbyVirtualMachinePool(
    "burst-warm",
    resource_group_name="burst",
    standby_virtual_machine_pool_name="burst-warm",
    attached_virtual_machine_scale_set_id=vmss.id,
    elasticity_profile={"max_ready_capacity": 20, "min_ready_capacity": 10},
    virtual_machine_state="Running",
)
