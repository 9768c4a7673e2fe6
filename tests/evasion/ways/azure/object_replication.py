"""A policy replicates containers to an account in another region.

Answer: cross-region-copy fail copies
"""

import pulumi_azure_native as azure

here = azure.storage.StorageAccount(
    "here", account_name="visionhere", resource_group_name="team", kind="StorageV2", sku={"name": "Standard_LRS"}
)
there = azure.storage.StorageAccount(
    "there",
    account_name="visionthere",
    resource_group_name="team",
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    location="westeurope",
)
azure.storage.ObjectReplicationPolicy(
    "copies",
    resource_group_name="team",
    account_name=there.name,
    source_account=here.name,
    destination_account=there.name,
    object_replication_policy_id="default",
    rules=[{"source_container": "data", "destination_container": "data"}],
)
