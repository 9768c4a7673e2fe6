"""Storage Mover: continuous lift of the genomics NAS exports to Azure blob.

Storage Mover mirrors the genomes of an FSx file system in AWS eu-central-1 to a blob container in Azure westus2.
"""

from pulumi_azure_native import resources, storage
from pulumi_azure_native import storagemover as sm

rg = resources.ResourceGroup("genomics", location="westus2")
blob = storage.StorageAccount(
    "genomes",
    account_name="acmegenomes",
    location="westus2",
    kind="StorageV2",
    resource_group_name=rg.name,
    sku={"name": "Standard_LRS"},
)
mover = sm.StorageMover("mover", storage_mover_name="genomics", resource_group_name=rg.name, location="westus2")
common = {"resource_group_name": rg.name, "storage_mover_name": mover.name}

# FSx for OpenZFS in Frankfurt, reached over the site-to-site VPN
nas = sm.Endpoint(
    "fsx",
    endpoint_name="fsx-frankfurt",
    properties=sm.NfsMountEndpointPropertiesArgs(
        endpoint_type="NfsMount",
        host="fs-0f00ba4.fsx.eu-central-1.amazonaws.com",
        export="/fsx/genomes",
        nfs_version="NFSv4",
    ),
    **common,
)
target = sm.Endpoint(
    "blob",
    endpoint_name="blob",
    properties=sm.AzureStorageBlobContainerEndpointPropertiesArgs(
        endpoint_type="AzureStorageBlobContainer", storage_account_resource_id=blob.id, blob_container_name="genomes"
    ),
    **common,
)
project = sm.Project("genomes-project", project_name="genomes", **common)

sm.JobDefinition(
    "lift",
    job_definition_name="lift",
    project_name=project.name,
    copy_mode="Mirror",
    source_name=nas.name,
    target_name=target.name,
    agent_name="agent-fra",
    **common,
)
