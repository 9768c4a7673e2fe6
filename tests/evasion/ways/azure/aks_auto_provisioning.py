"""The cluster makes nodes by itself (node auto provisioning), of any size that a pod asks for.

Answer: wide-instance-requirements undetermined main
"""

import pulumi_azure_native as azure

azure.containerservice.ManagedCluster(
    "main",
    resource_group_name="team",
    dns_prefix="main",
    identity={"type": "SystemAssigned"},
    node_provisioning_profile={"mode": "Auto"},
    agent_pool_profiles=[{"name": "system", "mode": "System", "vm_size": "Standard_D4s_v5", "count": 1}],
)
