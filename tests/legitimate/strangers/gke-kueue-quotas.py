"""Shared batch cluster: Kueue hands out a small CPU and GPU quota to two teams."""

import json

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

ZONE = "us-central1-b"
SCOPES = ["https://www.googleapis.com/auth/cloud-platform"]
cluster = gcp.container.Cluster(
    "batch", location=ZONE, initial_node_count=1, remove_default_node_pool=True, deletion_protection=False
)
gcp.container.NodePool(
    "cpu",
    name="cpu",
    cluster=cluster.id,
    location=ZONE,
    initial_node_count=1,
    autoscaling=gcp.container.NodePoolAutoscalingArgs(min_node_count=1, max_node_count=4),
    node_config=gcp.container.NodePoolNodeConfigArgs(
        machine_type="e2-standard-4", disk_size_gb=60, oauth_scopes=SCOPES
    ),
)
gcp.container.NodePool(
    "t4",
    name="t4",
    cluster=cluster.id,
    location=ZONE,
    initial_node_count=0,
    autoscaling=gcp.container.NodePoolAutoscalingArgs(min_node_count=0, max_node_count=2),
    node_config=gcp.container.NodePoolNodeConfigArgs(
        machine_type="n1-standard-4",
        spot=True,
        disk_size_gb=100,
        oauth_scopes=SCOPES,
        guest_accelerators=[
            gcp.container.NodePoolNodeConfigGuestAcceleratorArgs(
                type="nvidia-tesla-t4",
                count=1,
                gpu_driver_installation_config=gcp.container.NodePoolNodeConfigGuestAcceleratorGpuDriverInstallationConfigArgs(
                    gpu_driver_version="DEFAULT"
                ),
            )
        ],
    ),
)

kubeconfig = pulumi.Output.all(cluster.name, cluster.endpoint, cluster.master_auth.cluster_ca_certificate).apply(
    lambda a: json.dumps(
        {
            "apiVersion": "v1",
            "kind": "Config",
            "current-context": "batch",
            "clusters": [
                {"name": "batch", "cluster": {"server": f"https://{a[1]}", "certificate-authority-data": a[2]}}
            ],
            "contexts": [{"name": "batch", "context": {"cluster": "batch", "user": "gke"}}],
            "users": [
                {
                    "name": "gke",
                    "user": {
                        "exec": {
                            "apiVersion": "client.authentication.k8s.io/v1beta1",
                            "command": "gke-gcloud-auth-plugin",
                            "provideClusterInfo": True,
                        }
                    },
                }
            ],
        }
    )
)
opts = pulumi.ResourceOptions(provider=k8s.Provider("batch", kubeconfig=kubeconfig))

kueue = k8s.helm.v3.Release(
    "kueue",
    chart="oci://registry.k8s.io/kueue/charts/kueue",
    version="0.9.1",
    namespace="kueue-system",
    create_namespace=True,
    opts=opts,
)
after = pulumi.ResourceOptions(provider=opts.provider, depends_on=[kueue])
API = "kueue.x-k8s.io/v1beta1"
for flavor, labels in {
    "cpu": {"cloud.google.com/gke-nodepool": "cpu"},
    "t4": {"cloud.google.com/gke-accelerator": "nvidia-tesla-t4"},
}.items():
    k8s.apiextensions.CustomResource(
        f"flavor-{flavor}",
        api_version=API,
        kind="ResourceFlavor",
        metadata={"name": flavor},
        spec={"nodeLabels": labels},
        opts=after,
    )
for team, cpus, gpus in (("search", 8, 1), ("ads", 4, 1)):
    k8s.apiextensions.CustomResource(
        f"queue-{team}",
        api_version=API,
        kind="ClusterQueue",
        metadata={"name": team},
        spec={
            "cohort": "shared",
            "namespaceSelector": {"matchLabels": {"team": team}},
            "resourceGroups": [
                {
                    "coveredResources": ["cpu", "memory"],
                    "flavors": [
                        {
                            "name": "cpu",
                            "resources": [
                                {"name": "cpu", "nominalQuota": cpus},
                                {"name": "memory", "nominalQuota": f"{cpus * 4}Gi"},
                            ],
                        }
                    ],
                },
                {
                    "coveredResources": ["nvidia.com/gpu"],
                    "flavors": [{"name": "t4", "resources": [{"name": "nvidia.com/gpu", "nominalQuota": gpus}]}],
                },
            ],
        },
        opts=after,
    )
pulumi.export("cluster", cluster.name)
