"""The pool is a profile inside the cluster, not a resource of its own.

Answer: oversized-instance fail main
"""

import pulumi_azure_native as azure

azure.containerservice.ManagedCluster(
    "main",
    resource_group_name="team",
    dns_prefix="main",
    identity={"type": "SystemAssigned"},
    agent_pool_profiles=[
        {"name": "system", "mode": "System", "vm_size": "Standard_D4s_v5", "count": 1},
        {"name": "gpu", "mode": "User", "vm_size": "Standard_ND96isr_H100_v5", "count": 2},
    ],
)
