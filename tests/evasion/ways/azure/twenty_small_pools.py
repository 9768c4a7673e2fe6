"""Twenty pools, each of which is small enough, are 60 machines with a GPU together.

Answer: stack-budget fail pool-9
"""

import pulumi_azure_native as azure

for number in range(20):
    azure.compute.VirtualMachineScaleSet(
        f"pool-{number}",
        resource_group_name="team",
        sku={"name": "Standard_NV36ads_A10_v5", "capacity": 3},
        virtual_machine_profile={"priority": "Spot", "eviction_policy": "Delete"},
    )
