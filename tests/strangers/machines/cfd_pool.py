"""Batch account and auto-scaled pool for the CFD group.

Azure Batch pool whose autoscale formula may run 120 dedicated Standard_HB176rs_v4 nodes (21,000 cores).
"""

import pulumi
import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("cfd")
storage = azure.storage.StorageAccount(
    "cfdauto",
    resource_group_name=group.name,
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
)
account = azure.batch.BatchAccount(
    "cfdbatch",
    resource_group_name=group.name,
    auto_storage={"storage_account_id": storage.id},
    pool_allocation_mode="BatchService",
)

FORMULA = """
maxNodes = 120;
pending = avg($PendingTasks.GetSample(TimeInterval_Minute * 10));
$TargetDedicatedNodes = min(maxNodes, pending);
$NodeDeallocationOption = taskcompletion;
"""

pool = azure.batch.Pool(
    "cfd-pool",
    resource_group_name=group.name,
    account_name=account.name,
    vm_size="Standard_HB176rs_v4",
    inter_node_communication="Enabled",
    scale_settings={
        "auto_scale": {"formula": FORMULA, "evaluation_interval": "PT5M"},
    },
    deployment_configuration={
        "virtual_machine_configuration": {
            "image_reference": {
                "publisher": "microsoft-dsvm",
                "offer": "ubuntu-hpc",
                "sku": "2204",
                "version": "latest",
            },
            "node_agent_sku_id": "batch.node.ubuntu 22.04",
        }
    },
)
pulumi.export("pool", pool.name)
