"""A cluster with one plain pool."""

import pulumi_azure_native as azure

TAGS = {"owner": "platform", "cost-center": "cc-42"}
group = azure.resources.ResourceGroup("platform", location="westeurope", tags=TAGS)
azure.containerservice.ManagedCluster(
    "platform",
    resource_group_name=group.name,
    dns_prefix="platform",
    identity={"type": azure.containerservice.ResourceIdentityType.SYSTEM_ASSIGNED},
    api_server_access_profile={"enable_private_cluster": True},
    agent_pool_profiles=[
        {
            "name": "system",
            "mode": "System",
            "vm_size": "Standard_D4s_v5",
            "count": 2,
            "os_disk_size_gb": 64,
            "type": "VirtualMachineScaleSets",
        }
    ],
    tags=TAGS,
)
