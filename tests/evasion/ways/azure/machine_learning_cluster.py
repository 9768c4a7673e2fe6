"""A cluster of Azure Machine Learning.

Answer: oversized-instance fail train
"""

import pulumi_azure_native as azure

azure.machinelearningservices.Compute(
    "train",
    resource_group_name="team",
    workspace_name="ml",
    properties={
        "compute_type": "AmlCompute",
        "properties": {
            "vm_size": "Standard_ND96isr_H100_v5",
            "vm_priority": "LowPriority",
            "scale_settings": {"min_node_count": 0, "max_node_count": 4},
        },
    },
)
