"""AKS cluster of the vision team.

An AKS cluster with an inline pool of 4 Standard_ND96isr_MI300X_v5 (8 MI300X each).
"""

import pulumi
from pulumi_azure_native import containerservice, resources

rg = resources.ResourceGroup("vision-aks")


def pool(name, size, count, mode="User", **more):
    return containerservice.ManagedClusterAgentPoolProfileArgs(
        name=name, vm_size=size, count=count, mode=mode, os_type="Linux", type="VirtualMachineScaleSets", **more
    )


aks = containerservice.ManagedCluster(
    "vision",
    resource_group_name=rg.name,
    dns_prefix="vision",
    identity=containerservice.ManagedClusterIdentityArgs(type="SystemAssigned"),
    agent_pool_profiles=[
        pool("system", "Standard_D4ds_v5", 3, mode="System"),
        pool("mi300", "Standard_ND96isr_MI300X_v5", 4, node_taints=["amd.com/gpu=present:NoSchedule"]),
    ],
)

pulumi.export("cluster", aks.name)
