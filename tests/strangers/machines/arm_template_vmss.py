"""The render scale set, deployed from the template that the studio exported from the portal.

An ARM template whose parameters make a scale set of 30 Standard_NV72ads_A10_v5 (2 A10 each), in place of the small defaults.
"""

from pulumi_azure_native import resources

template = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "parameters": {
        "vmSku": {"type": "string", "defaultValue": "Standard_B2ms"},
        "instances": {"type": "int", "defaultValue": 1},
        "subnetId": {"type": "string"},
        "adminKey": {"type": "string"},
    },
    "resources": [
        {
            "type": "Microsoft.Compute/virtualMachineScaleSets",
            "apiVersion": "2024-07-01",
            "name": "render",
            "location": "[resourceGroup().location]",
            "sku": {"name": "[parameters('vmSku')]", "capacity": "[parameters('instances')]"},
            "properties": {
                "orchestrationMode": "Uniform",
                "upgradePolicy": {"mode": "Manual"},
                "virtualMachineProfile": {
                    "osProfile": {
                        "computerNamePrefix": "render",
                        "adminUsername": "render",
                        "linuxConfiguration": {
                            "disablePasswordAuthentication": True,
                            "ssh": {
                                "publicKeys": [
                                    {"path": "/home/render/.ssh/authorized_keys", "keyData": "[parameters('adminKey')]"}
                                ]
                            },
                        },
                    },
                    "storageProfile": {
                        "imageReference": {
                            "publisher": "Canonical",
                            "offer": "ubuntu-24_04-lts",
                            "sku": "server",
                            "version": "latest",
                        }
                    },
                    "networkProfile": {
                        "networkInterfaceConfigurations": [
                            {
                                "name": "nic",
                                "properties": {
                                    "primary": True,
                                    "ipConfigurations": [
                                        {"name": "ip", "properties": {"subnet": {"id": "[parameters('subnetId')]"}}}
                                    ],
                                },
                            }
                        ]
                    },
                },
            },
        }
    ],
}

values = {
    "vmSku": "Standard_NV72ads_A10_v5",
    "instances": 30,
    "subnetId": "/subscriptions/0000/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/render",
    "adminKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB render",
}

deployment = resources.Deployment(
    "render",
    resource_group_name="studio",
    deployment_name="render",
    properties={
        "mode": "Incremental",
        "template": template,
        "parameters": {k: {"value": v} for k, v in values.items()},
    },
)
