"""Azure ML: detector training on the H100s of Sweden with the data in the US.

An Azure ML training job on compute in swedencentral mounts and reads its image set every epoch from a blob account in eastus.
"""

from pulumi_azure_native import machinelearningservices as ml
from pulumi_azure_native import resources, storage

rg = resources.ResourceGroup("ml")
images = storage.StorageAccount(
    "images",
    account_name="acmetrainimages",
    location="eastus",
    kind="StorageV2",
    resource_group_name=rg.name,
    sku={"name": "Standard_LRS"},
)
ws = ml.Workspace(
    "ws",
    workspace_name="detector-se",
    location="swedencentral",
    resource_group_name=rg.name,
    identity={"type": "SystemAssigned"},
    storage_account="/subscriptions/0-1/resourceGroups/ml/providers/Microsoft.Storage/storageAccounts/wsse",
    key_vault="/subscriptions/0-1/resourceGroups/ml/providers/Microsoft.KeyVault/vaults/wsse",
    application_insights="/subscriptions/0-1/resourceGroups/ml/providers/microsoft.insights/components/wsse",
)
store = ml.Datastore(
    "coco",
    name="coco",
    workspace_name=ws.name,
    resource_group_name=rg.name,
    properties=ml.AzureBlobDatastoreArgs(
        datastore_type="AzureBlob",
        account_name=images.name,
        container_name="coco-plus",
        credentials=ml.NoneDatastoreCredentialsArgs(credentials_type="None"),
    ),
)
gpus = ml.Compute(
    "h100",
    compute_name="h100",
    workspace_name=ws.name,
    resource_group_name=rg.name,
    location="swedencentral",
    properties=ml.AmlComputeArgs(
        compute_type="AmlCompute",
        properties=ml.AmlComputePropertiesArgs(
            vm_size="Standard_ND96isr_H100_v5",
            vm_priority="Dedicated",
            scale_settings={"min_node_count": 0, "max_node_count": 8},
        ),
    ),
)

ml.Job(
    "train-detector",
    id="train-detector-11",
    workspace_name=ws.name,
    resource_group_name=rg.name,
    properties=ml.CommandJobArgs(
        job_type="Command",
        command="torchrun train.py --images ${{inputs.images}} --epochs 100",
        environment_id="azureml:pytorch-2.3:7",
        compute_id=gpus.id,
        resources={"instance_count": 8},
        inputs={
            "images": ml.UriFolderJobInputArgs(
                job_input_type="uri_folder",
                mode="ReadOnlyMount",
                uri=store.name.apply(lambda n: f"azureml://datastores/{n.split('/')[-1]}/paths/v3/"),
            )
        },
    ),
)
