"""Batch pool for seismic imaging that scales by formula.

A Batch pool of ND40rs_v2 (8 V100) whose scale formula keeps at least 16 dedicated nodes and allows 120.
"""

import pulumi
from pulumi_azure_native import batch, resources

rg = resources.ResourceGroup("seismic")
account = batch.BatchAccount("seismic", resource_group_name=rg.name, account_name="visionseismic")

FORMULA = """
startingNumberOfVMs = 16;
maxNumberofVMs = 120;
pending = avg($PendingTasks.GetSample(180 * TimeInterval_Second));
$TargetDedicatedNodes = max(startingNumberOfVMs, min(maxNumberofVMs, pending));
$NodeDeallocationOption = taskcompletion;
"""

pool = batch.Pool(
    "imaging",
    resource_group_name=rg.name,
    account_name=account.name,
    pool_name="imaging",
    vm_size="STANDARD_ND40RS_V2",
    deployment_configuration={
        "virtual_machine_configuration": {
            "image_reference": {
                "publisher": "microsoft-dsvm",
                "offer": "ubuntu-hpc",
                "sku": "2204",
                "version": "latest",
            },
            "node_agent_sku_id": "batch.node.ubuntu 22.04",
        },
    },
    scale_settings={"auto_scale": {"formula": FORMULA, "evaluation_interval": "PT5M"}},
    inter_node_communication="Enabled",
)

pulumi.export("pool", pool.id)
