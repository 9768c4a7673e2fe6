"""Azure Batch: seismic jobs in Norway over a survey container in Texas.

Forty Batch nodes in norwayeast mount with blobfuse and read SEG-Y surveys from a storage account in southcentralus.
"""

from pulumi_azure_native import batch, resources, storage

rg = resources.ResourceGroup("seismic")
surveys = storage.StorageAccount(
    "surveys",
    account_name="gulfsurveys",
    location="southcentralus",
    resource_group_name=rg.name,
    kind="BlockBlobStorage",
    sku={"name": "Premium_LRS"},
)
account = batch.BatchAccount("seismic-no", account_name="seismicno", location="norwayeast", resource_group_name=rg.name)

mount = batch.AzureBlobFileSystemConfigurationArgs(
    account_name=surveys.name,
    container_name="segy",
    relative_mount_path="segy",
    blobfuse_options="-o attr_timeout=240 -o allow_other",
    identity_reference={
        "resource_id": "/subscriptions/0-1/resourceGroups/seismic/providers/"
        "Microsoft.ManagedIdentity/userAssignedIdentities/pool"
    },
)
batch.Pool(
    "migrate-pool",
    pool_name="migrate",
    account_name=account.name,
    resource_group_name=rg.name,
    vm_size="Standard_HB120rs_v3",
    deployment_configuration={
        "virtual_machine_configuration": {
            "image_reference": {
                "publisher": "almalinux",
                "offer": "almalinux-hpc",
                "sku": "8_7-hpc-gen2",
                "version": "latest",
            },
            "node_agent_sku_id": "batch.node.el 8",
        }
    },
    scale_settings={"fixed_scale": {"target_dedicated_nodes": 40}},
    mount_configuration=[{"azure_blob_file_system_configuration": mount}],
    start_task={"command_line": "/bin/bash -c 'ls $AZ_BATCH_NODE_MOUNTS_DIR/segy'", "wait_for_success": True},
)
