"""Inference by the batch in a pool of Azure Batch: low-priority nodes with a T4, as many as tasks wait, none when none does."""

import pulumi_azure_native as azure

TAGS = {"purpose": "inference", "owner": "vision", "cost-center": "ml-1234"}
FORMULA = """
$tasks = max(0, $PendingTasks.GetSample(TimeInterval_Minute * 10).GetAverage());
$TargetLowPriorityNodes = min(4, $tasks);
$TargetDedicatedNodes = 0;
$NodeDeallocationOption = taskcompletion;
"""
group = azure.resources.ResourceGroup("jobs", location="westeurope", tags=TAGS)
account = azure.batch.BatchAccount(
    "jobs",
    resource_group_name=group.name,
    account_name="visionjobs",
    public_network_access="Disabled",
    tags=TAGS,
)
azure.batch.Pool(
    "evaluate",
    resource_group_name=group.name,
    account_name=account.name,
    pool_name="evaluate",
    vm_size="Standard_NC4as_T4_v3",
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
    start_task={
        "command_line": "/bin/sh -c 'systemctl enable --now dcgm-exporter'",
        "user_identity": {"auto_user": {"elevation_level": "Admin", "scope": "Pool"}},
        "wait_for_success": True,
    },
    scale_settings={"auto_scale": {"formula": FORMULA, "evaluation_interval": "PT5M"}},
    tags=TAGS,
)
azure.consumption.Budget(
    "vision",
    budget_name="vision",
    scope=group.id,
    amount=1500,
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
