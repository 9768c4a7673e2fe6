"""Copy the Oracle data-disk snapshots to the DR region.

Incremental snapshots of the 16 TB Oracle data disks in East US are copied to West US 3 with CopyStart snapshots.
"""

from pulumi_azure_native import compute, resources

rg = resources.ResourceGroup("oracle", location="eastus")
dr = resources.ResourceGroup("oracle-dr", location="westus3")

for lun in range(2):
    disk = compute.Disk(
        f"oradata-{lun}",
        resource_group_name=rg.name,
        location="eastus",
        disk_size_gb=16384,
        sku={"name": "Premium_LRS"},
        creation_data={"create_option": "Empty"},
    )
    snap = compute.Snapshot(
        f"oradata-{lun}-snap",
        resource_group_name=rg.name,
        location="eastus",
        incremental=True,
        creation_data={"create_option": "Copy", "source_resource_id": disk.id},
    )
    compute.Snapshot(
        "oracle-data-dr" if lun == 0 else f"oracle-data-dr-{lun}",
        resource_group_name=dr.name,
        location="westus3",
        incremental=True,
        creation_data={"create_option": "CopyStart", "source_resource_id": snap.id},
    )
