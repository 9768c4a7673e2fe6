"""One-shot-per-deploy container group that pulls public-health scans from GCS into Azure Files.

A container group in eastus runs rclone to copy DICOM scans from a Google Cloud Storage bucket in europe-west2 into Azure Files.
"""

import pulumi
from pulumi_azure_native import containerinstance, resources, storage

config = pulumi.Config()
bucket = config.get("bucket") or "nhs-scans-europe-west2"

rg = resources.ResourceGroup("scans")
files = storage.StorageAccount(
    "scanfiles",
    account_name="scanfileseus",
    resource_group_name=rg.name,
    location="eastus",
    kind="FileStorage",
    sku={"name": "Premium_LRS"},
)
share = storage.FileShare(
    "scans", share_name="scans", account_name=files.name, resource_group_name=rg.name, share_quota=20480
)
keys = storage.list_storage_account_keys_output(account_name=files.name, resource_group_name=rg.name)

containerinstance.ContainerGroup(
    "pull-scans",
    container_group_name="pull-scans",
    resource_group_name=rg.name,
    location="eastus",
    os_type="Linux",
    restart_policy="OnFailure",
    containers=[
        {
            "name": "rclone",
            "image": "rclone/rclone:1.66",
            "command": ["rclone", "copy", f"gcs:{bucket}/dicom", "/scans", "--transfers", "64", "--progress"],
            "environment_variables": [
                {"name": "RCLONE_CONFIG_GCS_TYPE", "value": "google cloud storage"},
                {"name": "RCLONE_CONFIG_GCS_LOCATION", "value": "europe-west2"},
            ],
            "resources": {"requests": {"cpu": 4, "memory_in_gb": 8}},
            "volume_mounts": [{"name": "scans", "mount_path": "/scans"}],
        }
    ],
    volumes=[
        {
            "name": "scans",
            "azure_file": {
                "share_name": share.name,
                "storage_account_name": files.name,
                "storage_account_key": pulumi.Output.secret("from-keyvault"),
            },
        }
    ],
)
