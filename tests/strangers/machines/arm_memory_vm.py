"""Deploys the vendor's ARM template for the ERP application tier.

ARM template deployment with a copy loop of 4 Standard_M416ms_v2 machines (416 vCPU, 11.4 TB each).
"""

import pulumi
import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("erp")
cfg = pulumi.Config()
subnet = cfg.get("subnet") or (
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/net"
    "/providers/Microsoft.Network/virtualNetworks/core/subnets/erp"
)

template = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "parameters": {"subnet": {"type": "string"}, "key": {"type": "securestring"}},
    "resources": [
        {
            "type": "Microsoft.Network/networkInterfaces",
            "apiVersion": "2023-11-01",
            "name": "[concat('erp-nic', copyIndex())]",
            "location": "[resourceGroup().location]",
            "copy": {"name": "nics", "count": 4},
            "properties": {
                "ipConfigurations": [{"name": "ip", "properties": {"subnet": {"id": "[parameters('subnet')]"}}}]
            },
        },
        {
            "type": "Microsoft.Compute/virtualMachines",
            "apiVersion": "2024-07-01",
            "name": "[concat('erp', copyIndex())]",
            "location": "[resourceGroup().location]",
            "copy": {"name": "nodes", "count": 4},
            "dependsOn": ["nics"],
            "properties": {
                "hardwareProfile": {"vmSize": "Standard_M416ms_v2"},
                "osProfile": {
                    "computerName": "[concat('erp', copyIndex())]",
                    "adminUsername": "erp",
                    "adminPassword": "[parameters('key')]",
                },
                "storageProfile": {
                    "imageReference": {
                        "publisher": "SUSE",
                        "offer": "sles-sap-15-sp5",
                        "sku": "gen2",
                        "version": "latest",
                    }
                },
                "networkProfile": {
                    "networkInterfaces": [
                        {"id": "[resourceId('Microsoft.Network/networkInterfaces', concat('erp-nic', copyIndex()))]"}
                    ]
                },
            },
        },
    ],
}
deployment = azure.resources.Deployment(
    "erp-template",
    resource_group_name=group.name,
    properties={
        "mode": "Incremental",
        "template": template,
        "parameters": {"subnet": {"value": subnet}, "key": {"value": cfg.get_secret("key") or "unset"}},
    },
)
pulumi.export("deployment", deployment.name)
