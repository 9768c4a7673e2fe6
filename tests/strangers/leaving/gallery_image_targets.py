"""Publishes the render-node image to the regions the studio bursts into.

The 512 GB render-node image is copied from eastus to westeurope, southafricanorth and koreacentral by the gallery's target regions.
"""

from pulumi_azure_native import compute, resources

rg = resources.ResourceGroup("images", location="eastus")
gallery = compute.Gallery("studio", gallery_name="studio", resource_group_name=rg.name, location="eastus")
definition = compute.GalleryImage(
    "render-node",
    gallery_image_name="render-node",
    gallery_name=gallery.name,
    resource_group_name=rg.name,
    location="eastus",
    os_type="Linux",
    os_state="Generalized",
    hyper_v_generation="V2",
    identifier={"publisher": "studio", "offer": "render", "sku": "houdini-20"},
)

BURST = {"westeurope": 10, "southafricanorth": 4, "koreacentral": 10}
targets = [compute.TargetRegionArgs(name="eastus", regional_replica_count=2)]
targets += [
    compute.TargetRegionArgs(name=n, regional_replica_count=c, storage_account_type="Premium_LRS")
    for n, c in BURST.items()
]

compute.GalleryImageVersion(
    "render-node-2025-06",
    gallery_image_version_name="2025.6.1",
    gallery_image_name=definition.name,
    gallery_name=gallery.name,
    resource_group_name=rg.name,
    location="eastus",
    storage_profile={
        "source": {
            "id": "/subscriptions/0-1/resourceGroups/images/providers/Microsoft.Compute/images/render-node-512gb"
        }
    },
    publishing_profile=compute.GalleryImageVersionPublishingProfileArgs(target_regions=targets),
)
