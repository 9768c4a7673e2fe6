"""A compute instance of Azure Machine Learning with a T4: stopped when idle and every evening, no public address."""

import pulumi_azure_native as azure

TAGS = {"purpose": "development", "owner": "vision", "cost-center": "ml-1234"}
group = azure.resources.ResourceGroup("notebooks", location="westeurope", tags=TAGS)
azure.machinelearningservices.Compute(
    "anna",
    resource_group_name=group.name,
    workspace_name="vision",
    compute_name="anna-t4",
    location="westeurope",
    properties={
        "compute_type": "ComputeInstance",
        "properties": {
            "vm_size": "Standard_NC4as_T4_v3",
            "enable_node_public_ip": False,
            "idle_time_before_shutdown": "PT30M",
            "schedules": {
                "compute_start_stop": [
                    {
                        "action": "Stop",
                        "status": "Enabled",
                        "trigger_type": "Cron",
                        "cron": {"expression": "0 20 * * *", "time_zone": "W. Europe Standard Time"},
                    }
                ]
            },
            "setup_scripts": {
                "scripts": {
                    "startup_script": {
                        "script_source": "inline",
                        "script_data": "ZG9ja2VyIHJ1biAtZCAtLWdwdXMgYWxsIG5pY29tcC9kY2dtLWV4cG9ydGVyCg==",
                        "timeout": "10m",
                    }
                }
            },
        },
    },
    tags=TAGS,
)
azure.consumption.Budget(
    "vision",
    budget_name="vision",
    scope=group.id,
    amount=500,
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
