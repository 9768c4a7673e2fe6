"""Monthly: copy the archive disks' incremental snapshots to the vault region.

CopyStart snapshots copy the contents of 16 TB disks from eastus to germanywestcentral.
"""

import pulumi
from pulumi_azure_native import compute, resources

cfg = {"disks": ["archive-0", "archive-1", "archive-2"], "home": "eastus", "vault": "germanywestcentral"}

home = resources.ResourceGroup("archive", location=cfg["home"])
vault = resources.ResourceGroup("archive-vault", location=cfg["vault"])

for name in cfg["disks"]:
    disk = compute.Disk(
        name,
        disk_name=name,
        resource_group_name=home.name,
        location=cfg["home"],
        disk_size_gb=16384,
        sku={"name": "StandardSSD_LRS"},
        creation_data={"create_option": "Empty"},
    )
    snap = compute.Snapshot(
        f"{name}-snap",
        snapshot_name=f"{name}-snap",
        resource_group_name=home.name,
        location=cfg["home"],
        incremental=True,
        sku={"name": "Standard_ZRS"},
        creation_data=compute.CreationDataArgs(create_option="Copy", source_resource_id=disk.id),
    )
    compute.Snapshot(
        f"{name}-vault",
        snapshot_name=f"{name}-vault",
        resource_group_name=vault.name,
        location=cfg["vault"],
        incremental=True,
        creation_data=compute.CreationDataArgs(create_option="CopyStart", source_resource_id=snap.id),
        opts=pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="12h")),
    )
