"""Batch pool for variant calling; the sequencer in Singapore writes to its own account.

300 Batch nodes in East US mount a blob container of a storage account in Southeast Asia (Azure blob file system mount) and read
the reference genomes and reads from it.
"""

import pulumi
from pulumi_azure_native import batch, resources, storage

rg = resources.ResourceGroup("genomics", location="eastus")
sequencer = storage.StorageAccount(
    "sequencer", resource_group_name=rg.name, location="southeastasia", kind="StorageV2", sku={"name": "Standard_LRS"}
)
storage.BlobContainer("reads", resource_group_name=rg.name, account_name=sequencer.name, container_name="reads")

account = batch.BatchAccount("genomics", resource_group_name=rg.name, location="eastus")

batch.Pool(
    "genome-workers",
    resource_group_name=rg.name,
    account_name=account.name,
    vm_size="Standard_D32ds_v5",
    scale_settings={"fixed_scale": {"target_dedicated_nodes": 0, "target_low_priority_nodes": 300}},
    deployment_configuration={
        "virtual_machine_configuration": {
            "node_agent_sku_id": "batch.node.ubuntu 22.04",
            "image_reference": {
                "publisher": "microsoft-dsvm",
                "offer": "ubuntu-hpc",
                "sku": "2204",
                "version": "latest",
            },
        }
    },
    mount_configuration=[
        {
            "azure_blob_file_system_configuration": {
                "account_name": sequencer.name,
                "container_name": "reads",
                "relative_mount_path": "reads",
                "sas_key": pulumi.Config().get_secret("sas") or "sv=unset",
                "blobfuse_options": "-o ro -o allow_other",
            }
        }
    ],
)
