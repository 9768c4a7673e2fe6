"""Render previews on an auto-scaled Azure Batch pool of low-priority nodes."""

import pulumi
import pulumi_azure_native as az

MAX_NODES = 8
FORMULA = f"""
samples = $PendingTasks.GetSamplePercent(TimeInterval_Minute * 5);
tasks = samples < 70 ? max(0, $PendingTasks.GetSample(1)) : avg($PendingTasks.GetSample(TimeInterval_Minute * 5));
$TargetDedicatedNodes = 0;
$TargetLowPriorityNodes = max(0, min(tasks, {MAX_NODES}));
$NodeDeallocationOption = taskcompletion;
"""

rg = az.resources.ResourceGroup("rg-render")
storage = az.storage.StorageAccount(
    "strender", resource_group_name=rg.name, kind="StorageV2", sku=az.storage.SkuArgs(name="Standard_LRS")
)
for container in ("scenes", "frames"):
    az.storage.BlobContainer(
        container, resource_group_name=rg.name, account_name=storage.name, container_name=container
    )

account = az.batch.BatchAccount(
    "barender",
    account_name="barender",
    resource_group_name=rg.name,
    location=rg.location,
    pool_allocation_mode="BatchService",
    auto_storage=az.batch.AutoStorageBasePropertiesArgs(storage_account_id=storage.id),
)
pool = az.batch.Pool(
    "previews",
    pool_name="previews",
    resource_group_name=rg.name,
    account_name=account.name,
    vm_size="standard_f4s_v2",
    task_slots_per_node=2,
    deployment_configuration=az.batch.DeploymentConfigurationArgs(
        virtual_machine_configuration=az.batch.VirtualMachineConfigurationArgs(
            image_reference=az.batch.ImageReferenceArgs(
                publisher="microsoft-dsvm", offer="ubuntu-hpc", sku="2204", version="latest"
            ),
            node_agent_sku_id="batch.node.ubuntu 22.04",
            container_configuration=az.batch.ContainerConfigurationArgs(
                type="DockerCompatible", container_image_names=["docker.io/linuxserver/blender:4.2.3"]
            ),
        )
    ),
    scale_settings=az.batch.ScaleSettingsArgs(
        auto_scale=az.batch.AutoScaleSettingsArgs(formula=FORMULA, evaluation_interval="PT5M")
    ),
    start_task=az.batch.StartTaskArgs(
        command_line="/bin/bash -c 'mkdir -p $AZ_BATCH_NODE_SHARED_DIR/cache'",
        wait_for_success=True,
        max_task_retry_count=1,
    ),
)
pulumi.export("pool", pool.name)
