"""Training calls itself inference, because inference may be on-demand and needs no end.

Answer: oversized-instance fail box
"""

import pulumi_azure_native as azure

azure.compute.VirtualMachine(
    "box",
    resource_group_name="team",
    hardware_profile={"vm_size": "Standard_ND96isr_H100_v5"},
    tags={"purpose": "inference"},
)
