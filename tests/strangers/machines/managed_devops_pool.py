"""Build agents with GPUs, always ready.

A managed DevOps pool that keeps 32 standby agents on Standard_NC24ads_A100_v4 (one A100 each) and allows 40.
"""

import pulumi
from pulumi_azure_native import devopsinfrastructure as devops

pool = devops.Pool(
    "gpu-agents",
    resource_group_name="ci",
    pool_name="gpu-agents",
    dev_center_project_resource_id="/subscriptions/0000/resourceGroups/ci/providers/Microsoft.DevCenter/projects/ci",
    maximum_concurrency=40,
    organization_profile={
        "kind": "AzureDevOps",
        "organizations": [{"url": "https://dev.azure.com/vision", "parallelism": 40}],
    },
    agent_profile={
        "kind": "Stateless",
        "resource_predictions_profile": {"kind": "Manual"},
        "resource_predictions": {"timeZone": "UTC", "daysData": [{"00:00:00": 32}]},
    },
    fabric_profile={
        "kind": "Vmss",
        "sku": {"name": "Standard_NC24ads_A100_v4"},
        "images": [
            {
                "resource_id": "/subscriptions/0000/resourceGroups/ci/providers/Microsoft.Compute/galleries/ci/images/cuda/versions/latest"
            }
        ],
    },
)

pulumi.export("pool", pool.name)
