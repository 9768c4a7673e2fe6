"""Pretraining job; the tokens are in the Amsterdam lake.

A 32-node Azure ML training job in East US downloads/streams its training tokens from a storage account in West Europe (job input
URI), and writes the checkpoints back to it (output URI).
"""

from pulumi_azure_native import machinelearningservices as aml
from pulumi_azure_native import resources, storage

rg = resources.ResourceGroup("pretrain", location="eastus")
WORKSPACE = "ml-eastus"

lake = storage.StorageAccount(
    "tokenlake",
    account_name="tokenlakeams",
    resource_group_name=rg.name,
    location="westeurope",
    kind="StorageV2",
    is_hns_enabled=True,
    sku={"name": "Standard_LRS"},
)

gpu = aml.Compute(
    "h100",
    resource_group_name=rg.name,
    workspace_name=WORKSPACE,
    compute_name="h100",
    location="eastus",
    properties=aml.AmlComputeArgs(
        compute_type="AmlCompute",
        compute_location="eastus",
        properties={
            "vm_size": "Standard_ND96isr_H100_v5",
            "scale_settings": {"min_node_count": 0, "max_node_count": 32},
        },
    ),
)

aml.Job(
    "pretrain",
    resource_group_name=rg.name,
    workspace_name=WORKSPACE,
    id="pretrain-7b-run3",
    properties=aml.CommandJobArgs(
        job_type="Command",
        command="torchrun train.py --data ${{inputs.tokens}} --save ${{outputs.ckpt}}",
        environment_id="azureml:acpt-pytorch-2.2-cuda12.1@latest",
        compute_id=gpu.id,
        resources={"instance_count": 32, "shm_size": "64g"},
        distribution=aml.PyTorchArgs(distribution_type="PyTorch", process_count_per_instance=8),
        inputs={
            "tokens": aml.UriFolderJobInputArgs(
                job_input_type="uri_folder",
                mode="ReadOnlyMount",
                uri=lake.name.apply(lambda n: f"abfss://tokens@{n}.dfs.core.windows.net/redpajama-v2/"),
            )
        },
        outputs={
            "ckpt": aml.UriFolderJobOutputArgs(
                job_output_type="uri_folder",
                mode="ReadWriteMount",
                uri=lake.name.apply(lambda n: f"abfss://checkpoints@{n}.dfs.core.windows.net/7b/"),
            )
        },
    ),
)
