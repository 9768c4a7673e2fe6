"""A version of an image is replicated to three regions.

Answer: cross-region-copy fail trainer
"""

import pulumi_azure_native as azure

azure.compute.GalleryImageVersion(
    "trainer",
    resource_group_name="team",
    gallery_name="images",
    gallery_image_name="trainer",
    publishing_profile={
        "target_regions": [{"name": "East US"}, {"name": "West Europe"}, {"name": "Japan East"}],
    },
    storage_profile={"source": {"id": "/subscriptions/0/resourceGroups/team/providers/Microsoft.Compute/images/i"}},
)
