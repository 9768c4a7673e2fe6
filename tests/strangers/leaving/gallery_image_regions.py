"""Publish the training VM image through a compute gallery.

The 256 GB training VM image version is created in eastus and replicated by the compute gallery to uksouth and southeastasia.
"""

import pulumi
import pulumi_azure_native as azure

rg = azure.resources.ResourceGroup("vm-images", location="eastus")

gallery = azure.compute.Gallery("vmgallery", gallery_name="vmgallery", resource_group_name=rg.name, location="eastus")
definition = azure.compute.GalleryImage(
    "training-vm",
    gallery_name=gallery.name,
    gallery_image_name="training-vm",
    resource_group_name=rg.name,
    location="eastus",
    os_type="Linux",
    os_state="Generalized",
    hyper_v_generation="V2",
    identifier={"publisher": "acme", "offer": "training", "sku": "a100"},
)

MANAGED_IMAGE = (
    "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/packer"
    "/providers/Microsoft.Compute/images/training-vm-20250110"
)

version = azure.compute.GalleryImageVersion(
    "training-vm-1-4-0",
    gallery_name=gallery.name,
    gallery_image_name=definition.name,
    gallery_image_version_name="1.4.0",
    resource_group_name=rg.name,
    location="eastus",
    storage_profile={"source": {"id": MANAGED_IMAGE}},
    publishing_profile={
        "replica_count": 2,
        "target_regions": [
            {"name": "eastus", "regional_replica_count": 2},
            {"name": "uksouth", "regional_replica_count": 4},
            {"name": "southeastasia", "regional_replica_count": 4},
        ],
    },
)
pulumi.export("image", version.id)
