"""Rendering of floor plans on Azure Batch; the formula never asks for more than six low-priority machines."""

import pulumi
from pulumi_azure_native import batch, resources, storage

LOCATION = "eastus"
MAX_NODES = 6

group = resources.ResourceGroup("render", resource_group_name="rg-render", location=LOCATION)
store = storage.StorageAccount(
    "renderstore",
    resource_group_name=group.name,
    location=LOCATION,
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    access_tier="Hot",
)
for name in ("input", "output"):
    storage.BlobContainer(name, container_name=name, resource_group_name=group.name, account_name=store.name)
storage.ManagementPolicy(
    "tidy",
    resource_group_name=group.name,
    account_name=store.name,
    management_policy_name="default",
    policy={
        "rules": [
            {
                "name": "old-output",
                "enabled": True,
                "type": "Lifecycle",
                "definition": {
                    "filters": {"blob_types": ["blockBlob"], "prefix_match": ["output/"]},
                    "actions": {"base_blob": {"delete": {"days_after_modification_greater_than": 30}}},
                },
            }
        ]
    },
)

account = batch.BatchAccount(
    "render",
    account_name="renderbatch",
    resource_group_name=group.name,
    location=LOCATION,
    pool_allocation_mode="BatchService",
    auto_storage={"storage_account_id": store.id},
)

formula = f"""
startingNumberOfVMs = 0;
pending = $PendingTasks.GetSamplePercent(180 * TimeInterval_Second) < 70 ? startingNumberOfVMs : avg($PendingTasks.GetSample(180 * TimeInterval_Second));
$TargetDedicatedNodes = 0;
$TargetLowPriorityNodes = min({MAX_NODES}, pending);
$NodeDeallocationOption = taskcompletion;
"""
pool = batch.Pool(
    "plans",
    pool_name="plans",
    account_name=account.name,
    resource_group_name=group.name,
    display_name="floor plans",
    vm_size="STANDARD_D4S_V5",
    task_slots_per_node=2,
    deployment_configuration={
        "virtual_machine_configuration": {
            "image_reference": {
                "publisher": "microsoft-dsvm",
                "offer": "ubuntu-hpc",
                "sku": "2204",
                "version": "latest",
            },
            "node_agent_sku_id": "batch.node.ubuntu 22.04",
            "container_configuration": {
                "type": "DockerCompatible",
                "container_image_names": ["ghcr.io/planworks/render:4.1"],
            },
        }
    },
    scale_settings={"auto_scale": {"evaluation_interval": "PT5M", "formula": formula}},
    start_task={
        "command_line": "/bin/bash -c 'mkdir -p /mnt/cache'",
        "wait_for_success": True,
        "max_task_retry_count": 1,
        "user_identity": {"auto_user": {"elevation_level": "Admin", "scope": "Pool"}},
    },
)
pulumi.export("pool", pool.name)
