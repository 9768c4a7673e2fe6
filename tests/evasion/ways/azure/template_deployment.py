"""An ARM template inside the program.

Answer: oversized-instance fail team
"""

import pulumi_azure_native as azure

TEMPLATE = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "resources": [
        {
            "type": "Microsoft.Compute/virtualMachines",
            "apiVersion": "2024-07-01",
            "name": "box",
            "properties": {"hardwareProfile": {"vmSize": "Standard_ND96isr_H100_v5"}},
        }
    ],
}

azure.resources.Deployment("team", resource_group_name="team", properties={"mode": "Incremental", "template": TEMPLATE})
