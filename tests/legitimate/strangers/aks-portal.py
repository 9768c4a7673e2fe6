"""AKS cluster of the supplier portal with an ingress chart."""

import base64

import pulumi
import pulumi_azure_native as azure
import pulumi_kubernetes as k8s

group = azure.resources.ResourceGroup("portal")
cluster = azure.containerservice.ManagedCluster(
    "portal",
    resource_group_name=group.name,
    dns_prefix="portal",
    identity={"type": "SystemAssigned"},
    sku={"name": "Base", "tier": "Standard"},
    auto_upgrade_profile={"upgrade_channel": "patch"},
    agent_pool_profiles=[
        {
            "name": "system",
            "mode": "System",
            "vm_size": "Standard_D2s_v5",
            "count": 2,
            "min_count": 2,
            "max_count": 4,
            "enable_auto_scaling": True,
            "os_disk_size_gb": 64,
            "type": "VirtualMachineScaleSets",
        }
    ],
)
creds = azure.containerservice.list_managed_cluster_user_credentials_output(
    resource_group_name=group.name, resource_name=cluster.name
)
kubeconfig = creds.kubeconfigs.apply(
    lambda k: base64.b64decode(k[0].value).decode() if k else "apiVersion: v1\nkind: Config\n"
)
provider = k8s.Provider("portal", kubeconfig=kubeconfig)
opts = pulumi.ResourceOptions(provider=provider)
k8s.helm.v3.Release(
    "traefik",
    chart="traefik",
    version="33.0.0",
    namespace="traefik",
    create_namespace=True,
    repository_opts={"repo": "https://traefik.github.io/charts"},
    values={"deployment": {"replicas": 2}, "ports": {"web": {"redirections": {"entryPoint": {"to": "websecure"}}}}},
    opts=opts,
)
labels = {"app": "portal"}
k8s.apps.v1.Deployment(
    "portal",
    spec={
        "selector": {"match_labels": labels},
        "template": {
            "metadata": {"labels": labels},
            "spec": {
                "containers": [
                    {
                        "name": "portal",
                        "image": "visionacr.azurecr.io/portal:88",
                        "resources": {"requests": {"cpu": "200m", "memory": "256Mi"}},
                    }
                ]
            },
        },
    },
    opts=opts,
)
k8s.autoscaling.v2.HorizontalPodAutoscaler(
    "portal",
    spec={
        "scale_target_ref": {"api_version": "apps/v1", "kind": "Deployment", "name": "portal"},
        "min_replicas": 2,
        "max_replicas": 6,
        "metrics": [
            {
                "type": "Resource",
                "resource": {"name": "cpu", "target": {"type": "Utilization", "average_utilization": 70}},
            }
        ],
    },
    opts=opts,
)
pulumi.export("cluster", cluster.name)
