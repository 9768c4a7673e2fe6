"""Logic App that brings up the monthly close machine.

A Logic App puts a Standard_M832ixs_v3 machine (832 vCPU, terabytes of memory) each month, with no action that removes it.
"""

import pulumi
from pulumi_azure_native import logic

VM_URI = (
    "https://management.azure.com/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/close"
    "/providers/Microsoft.Compute/virtualMachines/close-solver?api-version=2024-07-01"
)

vm_body = {
    "location": "eastus",
    "properties": {
        "hardwareProfile": {"vmSize": "Standard_M832ixs_v3"},
        "storageProfile": {
            "imageReference": {
                "id": "/subscriptions/0000/resourceGroups/close/providers/Microsoft.Compute/images/solver"
            }
        },
        "osProfile": {"computerName": "solver", "adminUsername": "close", "adminPassword": "@parameters('pw')"},
        "networkProfile": {
            "networkInterfaces": [
                {"id": "/subscriptions/0000/resourceGroups/close/providers/Microsoft.Network/networkInterfaces/solver"}
            ]
        },
    },
}

workflow = logic.Workflow(
    "month-close",
    resource_group_name="close",
    workflow_name="month-close",
    state="Enabled",
    identity={"type": "SystemAssigned"},
    definition={
        "$schema": "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
        "contentVersion": "1.0.0.0",
        "parameters": {"pw": {"type": "SecureString", "defaultValue": ""}},
        "triggers": {"monthly": {"type": "Recurrence", "recurrence": {"frequency": "Month", "interval": 1}}},
        "actions": {
            "create_vm": {
                "type": "Http",
                "inputs": {
                    "method": "PUT",
                    "uri": VM_URI,
                    "body": vm_body,
                    "authentication": {"type": "ManagedServiceIdentity"},
                },
                "runAfter": {},
            },
        },
    },
)

pulumi.export("workflow", workflow.id)
