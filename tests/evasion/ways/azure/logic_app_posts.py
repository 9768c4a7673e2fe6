"""A workflow puts the order for the machine to the API itself.

Answer: oversized-instance fail nightly
"""

import pulumi_azure_native as azure

ORDER = {"location": "eastus", "properties": {"hardwareProfile": {"vmSize": "Standard_ND96isr_H100_v5"}}}

azure.logic.Workflow(
    "nightly",
    resource_group_name="team",
    definition={
        "$schema": "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
        "contentVersion": "1.0.0.0",
        "triggers": {"at": {"type": "Recurrence", "recurrence": {"frequency": "Day", "interval": 1}}},
        "actions": {
            "buy": {
                "type": "Http",
                "inputs": {
                    "method": "PUT",
                    "uri": "https://management.azure.com/subscriptions/0/resourceGroups/team/providers/Microsoft.Compute/virtualMachines/big",
                    "body": ORDER,
                },
            }
        },
    },
)
