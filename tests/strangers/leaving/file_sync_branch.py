"""Azure File Sync: the CAD share in Japan follows the New Jersey file server.

Azure File Sync uploads the CAD files (200 GB a day) of the file server in eastus to an Azure file share in japaneast and syncs them
back.
"""

from pulumi_azure_native import resources, storage, storagesync

rg = resources.ResourceGroup("cad", location="japaneast")
files = storage.StorageAccount(
    "cadfiles",
    account_name="cadfilesjp",
    resource_group_name=rg.name,
    location="japaneast",
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    large_file_shares_state="Enabled",
)
share = storage.FileShare(
    "cad", share_name="cad", account_name=files.name, resource_group_name=rg.name, share_quota=40960
)

service = storagesync.StorageSyncService(
    "sync", storage_sync_service_name="cad-sync", location="japaneast", resource_group_name=rg.name
)
group = storagesync.SyncGroup(
    "cad-group", sync_group_name="cad", storage_sync_service_name=service.name, resource_group_name=rg.name
)
common = {"resource_group_name": rg.name, "storage_sync_service_name": service.name, "sync_group_name": group.name}

storagesync.CloudEndpoint(
    "cad-cloud",
    cloud_endpoint_name="cad-cloud",
    azure_file_share_name=share.name,
    storage_account_resource_id=files.id,
    storage_account_tenant_id="11111111-2222-3333-4444-555555555555",
    **common,
)

# a Windows VM in eastus, where the engineers save 200 GB a day
storagesync.ServerEndpoint(
    "fs-eastus",
    server_endpoint_name="fs-eastus-01",
    server_resource_id=service.id.apply(lambda i: f"{i}/registeredServers/fs-eastus-01"),
    server_local_path="D:\\CAD",
    cloud_tiering="Off",
    initial_upload_policy="Merge",
    local_cache_mode="DownloadNewAndModifiedFiles",
    **common,
)
