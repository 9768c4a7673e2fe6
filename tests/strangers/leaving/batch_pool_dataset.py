"""Batch pool for pose-estimation training; nodes fetch the dataset at start.

Every node of the Azure Batch pool in eastus downloads the pose dataset archive from an S3 bucket in AWS eu-central-1 as a start-task resource file.
"""

import pulumi_azure_native as azure

rg = azure.resources.ResourceGroup("pose-rg", location="eastus")
account = azure.batch.BatchAccount(
    "posebatch", account_name="posebatch", resource_group_name=rg.name, location="eastus"
)

DATASET = "https://acme-pose-data.s3.eu-central-1.amazonaws.com/releases/pose-2024-11.tar"

azure.batch.Pool(
    "pose-pool",
    pool_name="pose",
    account_name=account.name,
    resource_group_name=rg.name,
    vm_size="STANDARD_NC24ADS_A100_V4",
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
    scale_settings={"fixed_scale": {"target_dedicated_nodes": 12, "resize_timeout": "PT20M"}},
    start_task={
        "command_line": "/bin/bash -c 'mkdir -p /mnt/data && tar -C /mnt/data -xf pose.tar'",
        "resource_files": [{"http_url": DATASET, "file_path": "pose.tar"}],
        "user_identity": {"auto_user": {"elevation_level": "Admin", "scope": "Pool"}},
        "wait_for_success": True,
        "max_task_retry_count": 2,
    },
)
