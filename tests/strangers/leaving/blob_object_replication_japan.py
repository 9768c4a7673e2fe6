"""Footage container, replicated to the Tokyo post-production account.

All blobs of the footage container in an East US storage account are replicated to an account in Japan East by an object
replication policy.
"""

from pulumi_azure_native import resources, storage

rg = resources.ResourceGroup("footage")


def account(name, location):
    acct = storage.StorageAccount(
        name, resource_group_name=rg.name, location=location, kind="StorageV2", sku={"name": "Standard_LRS"}
    )
    storage.BlobServiceProperties(
        f"{name}-blob",
        resource_group_name=rg.name,
        account_name=acct.name,
        blob_services_name="default",
        is_versioning_enabled=True,
        change_feed={"enabled": True},
    )
    container = storage.BlobContainer(
        f"{name}-footage", resource_group_name=rg.name, account_name=acct.name, container_name="footage"
    )
    return acct, container


src, src_c = account("footageus", "eastus")
dst, dst_c = account("footagejp", "japaneast")

storage.ObjectReplicationPolicy(
    "footage-to-japan",
    resource_group_name=rg.name,
    account_name=dst.name,
    object_replication_policy_id="default",
    source_account=src.id,
    destination_account=dst.id,
    rules=[
        {
            "source_container": src_c.name,
            "destination_container": dst_c.name,
            "filters": {"min_creation_time": "1601-01-01T00:00:00Z"},
        }
    ],
)
