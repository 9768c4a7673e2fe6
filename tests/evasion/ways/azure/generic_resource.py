"""The generic resource of Azure's own API: any type, by its name and its properties.

Answer: oversized-instance fail box
"""

import pulumi

pulumi.CustomResource(
    "azure-native:resources:Resource",
    "box",
    {
        "resourceGroupName": "team",
        "resourceProviderNamespace": "Microsoft.Compute",
        "parentResourcePath": "",
        "resourceType": "virtualMachines",
        "resourceName": "box",
        "apiVersion": "2024-07-01",
        "properties": {"hardwareProfile": {"vmSize": "Standard_ND96isr_H100_v5"}},
    },
)
