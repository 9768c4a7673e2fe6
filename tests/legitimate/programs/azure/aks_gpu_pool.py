"""A pool of AKS with a T4 in each node, 0 to 2 nodes on spot in three zones, deleted when evicted."""

import base64

import pulumi
import pulumi_azure_native as azure
import pulumi_kubernetes as kubernetes

TAGS = {"purpose": "inference", "owner": "search", "cost-center": "se-5"}
group = azure.resources.ResourceGroup("platform", location="westeurope", tags=TAGS)
cluster = azure.containerservice.ManagedCluster(
    "platform",
    resource_group_name=group.name,
    dns_prefix="platform",
    identity={"type": azure.containerservice.ResourceIdentityType.SYSTEM_ASSIGNED},
    api_server_access_profile={"enable_private_cluster": True},
    auto_scaler_profile={"scale_down_unneeded_time": "10m"},
    azure_monitor_profile={"metrics": {"enabled": True}},
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
azure.containerservice.AgentPool(
    "t4",
    resource_group_name=group.name,
    resource_name_=cluster.name,
    agent_pool_name="t4",
    mode="User",
    vm_size="Standard_NC4as_T4_v3",
    enable_auto_scaling=True,
    min_count=0,
    max_count=2,
    scale_set_priority="Spot",
    scale_set_eviction_policy="Delete",
    spot_max_price=-1,
    availability_zones=["1", "2", "3"],
    os_disk_size_gb=128,
    node_taints=["kubernetes.azure.com/scalesetpriority=spot:NoSchedule", "sku=gpu:NoSchedule"],
    tags=TAGS,
)


def kubeconfig(names: list[str]) -> str:
    """What reaches the cluster of these names (resource group, cluster)."""
    found = azure.containerservice.list_managed_cluster_user_credentials(
        resource_group_name=names[0], resource_name=names[1]
    )
    return base64.b64decode(found.kubeconfigs[0].value).decode()


provider = kubernetes.Provider("platform", kubeconfig=pulumi.Output.all(group.name, cluster.name).apply(kubeconfig))
LABELS = {"app": "dcgm-exporter"}
kubernetes.apps.v1.DaemonSet(
    "dcgm-exporter",
    metadata={"namespace": "kube-system"},
    spec={
        "selector": {"match_labels": LABELS},
        "template": {
            "metadata": {"labels": LABELS},
            "spec": {
                "node_selector": {"kubernetes.azure.com/accelerator": "nvidia"},
                "tolerations": [{"operator": "Exists"}],
                "containers": [
                    {
                        "name": "exporter",
                        "image": "nvcr.io/nvidia/k8s/dcgm-exporter:4.4.1-4.5.2-ubuntu22.04",
                        "ports": [{"name": "metrics", "container_port": 9400}],
                    }
                ],
            },
        },
    },
    opts=pulumi.ResourceOptions(provider=provider),
)
azure.consumption.Budget(
    "search",
    budget_name="search",
    scope=group.id,
    amount=2000,
    category="Cost",
    time_grain="Monthly",
    time_period={"start_date": "2026-01-01T00:00:00Z"},
    notifications={
        "most": {
            "enabled": True,
            "operator": "GreaterThan",
            "threshold": 80,
            "contact_emails": ["search@example.com"],
        }
    },
)
