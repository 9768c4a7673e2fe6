"""A CDN in front of the data's account: whoever knows its name pulls terabytes out to the internet.

Answer: internet-egress fail door
"""

import pulumi_azure_native as azure

azure.storage.StorageAccount(
    "data",
    account_name="visiondata",
    resource_group_name="team",
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    tags={"penstock:use": "dataset"},
)
profile = azure.cdn.Profile("main", resource_group_name="team", sku={"name": "Standard_Microsoft"})
azure.cdn.Endpoint(
    "door",
    resource_group_name="team",
    profile_name=profile.name,
    origins=[{"name": "data", "host_name": "visiondata.blob.core.windows.net"}],
)
