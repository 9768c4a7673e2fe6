"""A snapshot is copied here from another region.

Answer: cross-region-copy fail copy
"""

import pulumi_azure_native as azure

source = azure.compute.Snapshot(
    "source",
    resource_group_name="team",
    location="westeurope",
    incremental=True,
    creation_data={"create_option": "Copy", "source_resource_id": "disk"},
)
azure.compute.Snapshot(
    "copy",
    resource_group_name="team",
    incremental=True,
    creation_data={"create_option": "CopyStart", "source_resource_id": source.id},
)
