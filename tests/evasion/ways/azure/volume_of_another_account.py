"""A volume of a cluster is an account of the program in another region, by its name.

Answer: cross-region-transfer fail frames
"""

import pulumi
import pulumi_azure_native as azure
import pulumi_kubernetes as k8s

group = azure.resources.ResourceGroup("group", location="eastus")
azure.storage.StorageAccount(
    "data",
    account_name="visioneu",
    resource_group_name=group.name,
    location="westeurope",
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
)
cluster = azure.containerservice.ManagedCluster(
    "cluster",
    resource_group_name=group.name,
    location="eastus",
    dns_prefix="vision",
    identity={"type": "SystemAssigned"},
    agent_pool_profiles=[{"name": "main", "count": 1, "vm_size": "Standard_D2s_v3", "mode": "System"}],
)
inside = k8s.Provider("inside", kubeconfig=cluster.fqdn.apply(lambda it: f"server: {it}"))
k8s.core.v1.PersistentVolume(
    "frames",
    spec={
        "capacity": {"storage": "1Ti"},
        "access_modes": ["ReadOnlyMany"],
        "csi": {
            "driver": "blob.csi.azure.com",
            "volume_handle": "frames",
            "volume_attributes": {"storageAccount": "visioneu", "containerName": "frames"},
        },
    },
    opts=pulumi.ResourceOptions(provider=inside),
)
