"""A cluster of Azure Machine Learning for sweeps: low-priority nodes with a T4, none when no job waits."""

import pulumi_azure_native as azure

TAGS = {"purpose": "training", "owner": "vision", "cost-center": "ml-1234", "penstock:save-within-seconds": "20"}
group = azure.resources.ResourceGroup("sweeps", location="westeurope", tags=TAGS)
azure.machinelearningservices.Compute(
    "sweeps",
    resource_group_name=group.name,
    workspace_name="vision",
    compute_name="sweeps",
    location="westeurope",
    properties={
        "compute_type": "AmlCompute",
        "properties": {
            "vm_size": "Standard_NC4as_T4_v3",
            "vm_priority": "LowPriority",
            "enable_node_public_ip": False,
            "scale_settings": {
                "min_node_count": 0,
                "max_node_count": 4,
                "node_idle_time_before_scale_down": "PT10M",
            },
        },
    },
    tags=TAGS,
)
azure.machinelearningservices.Job(
    "sweep",
    resource_group_name=group.name,
    workspace_name="vision",
    id="sweep-7",
    properties={
        "job_type": "Command",
        "command": "python train.py",
        "environment_id": "azureml:AzureML-acpt-pytorch-2.6-cuda12.6:1",
        "compute_id": "sweeps",
        "limits": {"job_limits_type": "Command", "timeout": "PT12H"},
    },
)
azure.consumption.Budget(
    "vision",
    budget_name="vision",
    scope=group.id,
    amount=2000,
    category="Cost",
    time_grain="Monthly",
    time_period={"start_date": "2026-01-01T00:00:00Z"},
    notifications={
        "most": {
            "enabled": True,
            "operator": "GreaterThan",
            "threshold": 80,
            "contact_emails": ["vision@example.com"],
        }
    },
)
