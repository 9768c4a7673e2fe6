"""Publish the GPU node image to all regions we burst into.

A 512 GB GPU image version built in East US is replicated to five further regions on three continents (Compute Gallery target
regions).
"""

import pulumi
from pulumi_azure_native import compute, resources

cfg = pulumi.Config()
rg = resources.ResourceGroup("images")
BURST = ["westus3", "swedencentral", "uksouth", "japaneast", "australiaeast"]

gallery = compute.Gallery("nodes", resource_group_name=rg.name, location="eastus")
image = compute.GalleryImage(
    "gpu-node",
    resource_group_name=rg.name,
    gallery_name=gallery.name,
    location="eastus",
    os_type="Linux",
    os_state="Generalized",
    hyper_v_generation="V2",
    identifier={"publisher": "acme", "offer": "gpu", "sku": "cuda12-ollama"},
)

compute.GalleryImageVersion(
    "gpu-image-1-4-0",
    resource_group_name=rg.name,
    gallery_name=gallery.name,
    gallery_image_name=image.name,
    gallery_image_version_name="1.4.0",
    location="eastus",
    storage_profile={
        "os_disk_image": {
            "source": {
                "id": "/subscriptions/0000/resourceGroups/build/providers/Microsoft.Compute/snapshots/gpu-node-512g"
            }
        }
    },
    publishing_profile={
        "replica_count": 1,
        "target_regions": [{"name": "eastus", "regional_replica_count": 1}]
        + [{"name": r, "regional_replica_count": 3, "storage_account_type": "Standard_LRS"} for r in BURST],
    },
)
