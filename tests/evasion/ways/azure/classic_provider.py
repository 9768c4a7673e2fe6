"""The other provider of Azure, `azure`.

Answer: oversized-instance fail box
"""

import pulumi

pulumi.CustomResource(
    "azure:compute/linuxVirtualMachine:LinuxVirtualMachine",
    "box",
    {"resourceGroupName": "team", "size": "Standard_ND96isr_H100_v5", "location": "eastus"},
)
