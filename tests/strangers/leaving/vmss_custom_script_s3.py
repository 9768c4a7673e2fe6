"""Inference scale set; its extension downloads the weights from the research group's S3.

Each of the thirty scale-set instances in Azure eastus downloads 80 GB of weights from an S3 bucket in AWS us-west-2 in its custom
script extension.
"""

import pulumi
from pulumi_azure_native import compute, resources

MODEL = "s3://research-weights-oregon/vila-40b"
rg = resources.ResourceGroup("inference", location="eastus")

install = " && ".join(
    [
        "apt-get update",
        "apt-get install -y awscli",
        f"aws s3 sync {MODEL} /mnt/models/vila-40b --region us-west-2 --only-show-errors",
        "systemctl restart triton",
    ]
)

compute.VirtualMachineScaleSet(
    "triton",
    vm_scale_set_name="triton",
    resource_group_name=rg.name,
    location="eastus",
    sku={"name": "Standard_NC48ads_A100_v4", "tier": "Standard", "capacity": 30},
    upgrade_policy={"mode": "Rolling"},
    virtual_machine_profile={
        "storage_profile": {
            "image_reference": {
                "publisher": "microsoft-dsvm",
                "offer": "ubuntu-hpc",
                "sku": "2204",
                "version": "latest",
            },
            "os_disk": {"create_option": "FromImage", "disk_size_gb": 512},
        },
        "os_profile": {
            "computer_name_prefix": "triton",
            "admin_username": "ops",
            "admin_password": pulumi.Output.secret("Change-me-1"),
        },
        "network_profile": {
            "network_interface_configurations": [
                {
                    "name": "nic",
                    "primary": True,
                    "ip_configurations": [
                        {
                            "name": "ip",
                            "subnet": {
                                "id": "/subscriptions/0-1/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/v/subnets/s"
                            },
                        }
                    ],
                }
            ]
        },
        "extension_profile": {
            "extensions": [
                {
                    "name": "weights",
                    "publisher": "Microsoft.Azure.Extensions",
                    "type": "CustomScript",
                    "type_handler_version": "2.1",
                    "settings": {"commandToExecute": install},
                }
            ]
        },
    },
)
