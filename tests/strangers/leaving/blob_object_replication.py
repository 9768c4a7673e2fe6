"""Object replication of the map tiles to the account the Polish CDN reads.

Blob object replication copies all map tiles from a storage account in eastus to one in polandcentral.
"""

from pulumi_azure_native import resources, storage

rg = resources.ResourceGroup("maps")
CONTAINERS = ["raster", "vector", "terrain"]


def account(name, location):
    acc = storage.StorageAccount(
        name,
        account_name=name,
        resource_group_name=rg.name,
        location=location,
        kind="StorageV2",
        sku={"name": "Standard_LRS"},
    )
    storage.BlobServiceProperties(
        f"{name}-blobs",
        blob_services_name="default",
        account_name=acc.name,
        resource_group_name=rg.name,
        is_versioning_enabled=True,
        change_feed={"enabled": True},
    )
    for c in CONTAINERS:
        storage.BlobContainer(f"{name}-{c}", container_name=c, account_name=acc.name, resource_group_name=rg.name)
    return acc


src, dst = account("mapsus", "eastus"), account("mapspl", "polandcentral")
rules = [{"source_container": c, "destination_container": c} for c in CONTAINERS]

on_destination = storage.ObjectReplicationPolicy(
    "tiles-to-poland",
    object_replication_policy_id="default",
    account_name=dst.name,
    resource_group_name=rg.name,
    source_account=src.id,
    destination_account=dst.id,
    rules=rules,
)
