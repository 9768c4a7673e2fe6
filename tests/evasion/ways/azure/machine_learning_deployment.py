"""An endpoint of Azure Machine Learning, which names its size as an instance type.

Answer: oversized-instance fail blue
"""

import pulumi_azure_native as azure

azure.machinelearningservices.OnlineDeployment(
    "blue",
    resource_group_name="team",
    workspace_name="ml",
    endpoint_name="serve",
    sku={"name": "Default", "capacity": 2},
    properties={
        "endpoint_compute_type": "Managed",
        "instance_type": "Standard_ND96isr_H100_v5",
        "model": "azureml:m:1",
    },
)
