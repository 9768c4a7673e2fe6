"""Render scale set; assets live in the Dublin studio's storage account.

Forty render nodes in West US 2 mount, by blobfuse2 in cloud-init, a blob container of a storage account in North Europe, and read
textures from and write frames to it.
"""

import base64

from pulumi_azure_native import compute, resources, storage

studio = resources.ResourceGroup("studio", location="northeurope")
assets = storage.StorageAccount(
    "assets",
    account_name="dublinassets",
    resource_group_name=studio.name,
    location="northeurope",
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
)
storage.BlobContainer("textures", resource_group_name=studio.name, account_name=assets.name, container_name="textures")

CLOUD_INIT = """#cloud-config
packages: [fuse3, blobfuse2]
write_files:
  - path: /etc/blobfuse2.yaml
    content: |
      components: [libfuse, block_cache, attr_cache, azstorage]
      block_cache: {block-size-mb: 16, mem-size-mb: 16384}
      azstorage:
        type: block
        account-name: dublinassets
        endpoint: https://dublinassets.blob.core.windows.net
        container: textures
        mode: msi
runcmd:
  - mkdir -p /assets
  - blobfuse2 mount /assets --config-file=/etc/blobfuse2.yaml --allow-other
  - systemctl start render-worker
"""

rg = resources.ResourceGroup("render", location="westus2")
compute.VirtualMachineScaleSet(
    "render-nodes",
    resource_group_name=rg.name,
    location="westus2",
    sku={"name": "Standard_HB120rs_v3", "capacity": 40},
    identity={"type": "SystemAssigned"},
    upgrade_policy={"mode": "Manual"},
    virtual_machine_profile={
        "os_profile": {
            "computer_name_prefix": "render",
            "admin_username": "ops",
            "custom_data": base64.b64encode(CLOUD_INIT.encode()).decode(),
            "linux_configuration": {
                "disable_password_authentication": True,
                "ssh": {
                    "public_keys": [{"path": "/home/ops/.ssh/authorized_keys", "key_data": "ssh-ed25519 AAAAC3Nza ops"}]
                },
            },
        },
        "storage_profile": {
            "image_reference": {
                "publisher": "microsoft-dsvm",
                "offer": "ubuntu-hpc",
                "sku": "2204",
                "version": "latest",
            }
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
                                "id": "/subscriptions/0000/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/render/subnets/nodes"
                            },
                        }
                    ],
                }
            ]
        },
    },
)
