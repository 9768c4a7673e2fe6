"""Copy the SAP data disk snapshot to the disaster-recovery region.

The incremental snapshot of the data disk in eastus is copied to canadacentral with a CopyStart snapshot.
"""

import pulumi
import pulumi_azure_native as azure

prod = azure.resources.ResourceGroup("sap-prod", location="eastus")
dr = azure.resources.ResourceGroup("sap-dr", location="canadacentral")

data_disk = azure.compute.Disk(
    "sap-data",
    resource_group_name=prod.name,
    location="eastus",
    disk_size_gb=4096,
    sku={"name": "Premium_LRS"},
    creation_data={"create_option": "Empty"},
)
snapshot = azure.compute.Snapshot(
    "sap-data-snap",
    resource_group_name=prod.name,
    location="eastus",
    incremental=True,
    sku={"name": "Standard_ZRS"},
    creation_data={"create_option": "Copy", "source_resource_id": data_disk.id},
)
copy = azure.compute.Snapshot(
    "sap-data-snap-dr",
    resource_group_name=dr.name,
    location="canadacentral",
    incremental=True,
    creation_data={"create_option": "CopyStart", "source_resource_id": snapshot.id},
)
pulumi.export("dr_snapshot", copy.id)
