"""The scale set's size is `Mix`, and its profile lets in a size that nobody expects.

Answer: oversized-instance fail pool
"""

import pulumi_azure_native as azure

azure.compute.VirtualMachineScaleSet(
    "pool",
    resource_group_name="team",
    orchestration_mode="Flexible",
    sku={"name": "Mix", "capacity": 1},
    sku_profile={"vm_sizes": [{"name": "Standard_D4s_v5"}, {"name": "Standard_ND96isr_H100_v5"}]},
)
