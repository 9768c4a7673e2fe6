"""The same resource by the token of an older version of the API.

Answer: oversized-instance fail box
"""

import pulumi

pulumi.CustomResource(
    "azure-native:compute/v20230901:VirtualMachine",
    "box",
    {"resourceGroupName": "team", "hardwareProfile": {"vmSize": "Standard_ND96isr_H100_v5"}},
)
