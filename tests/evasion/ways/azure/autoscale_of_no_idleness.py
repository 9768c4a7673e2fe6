"""An autoscale setting is to take idle nodes away; it watches something that is never low.

Answer: idle-shutdown-required fail pool
"""

import pulumi_azure_native as azure

pool = azure.compute.VirtualMachineScaleSet(
    "pool",
    resource_group_name="team",
    sku={"name": "Standard_ND96isr_H100_v5", "capacity": 0},
    virtual_machine_profile={"priority": "Spot", "eviction_policy": "Delete"},
    tags={"purpose": "training"},
)
azure.monitor.AutoscaleSetting(
    "idle",
    resource_group_name="team",
    enabled=True,
    target_resource_uri=pool.id,
    profiles=[
        {
            "name": "all",
            "capacity": {"minimum": "0", "maximum": "1", "default": "0"},
            "rules": [
                {
                    "metric_trigger": {
                        "metric_name": "Transactions",
                        "metric_resource_uri": "/subscriptions/0/resourceGroups/other/providers/Microsoft.Storage/storageAccounts/a",
                        "time_grain": "PT1M",
                        "statistic": "Average",
                        "time_window": "PT10M",
                        "time_aggregation": "Average",
                        "operator": "LessThan",
                        "threshold": 5,
                    },
                    "scale_action": {"direction": "Decrease", "type": "ChangeCount", "value": "1", "cooldown": "PT5M"},
                }
            ],
        }
    ],
)
