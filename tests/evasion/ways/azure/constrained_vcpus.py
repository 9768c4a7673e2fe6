"""The size with its vCPUs constrained, which is the same machine at the same price by another name.

Answer: oversized-instance undetermined box
"""

import pulumi_azure_native as azure

azure.compute.VirtualMachine(
    "box", resource_group_name="team", hardware_profile={"vm_size": "Standard_ND96-24isr_H100_v5"}
)
