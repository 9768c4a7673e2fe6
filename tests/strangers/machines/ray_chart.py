"""KubeRay operator and the RLHF Ray cluster.

Helm chart ray-cluster with 12 to 48 workers of 8 GPUs each on H100 nodes.
"""

import pulumi
import pulumi_kubernetes as k8s

ns = k8s.core.v1.Namespace("ray", metadata={"name": "ray"})
repo = {"repo": "https://ray-project.github.io/kuberay-helm/"}

operator = k8s.helm.v3.Release(
    "kuberay-operator",
    chart="kuberay-operator",
    version="1.2.2",
    namespace=ns.metadata["name"],
    repository_opts=repo,
)
cluster = k8s.helm.v3.Release(
    "rlhf",
    chart="ray-cluster",
    version="1.2.2",
    namespace=ns.metadata["name"],
    repository_opts=repo,
    values={
        "image": {"repository": "rayproject/ray-ml", "tag": "2.39.0-py311-gpu"},
        "head": {
            "enableInTreeAutoscaling": True,
            "resources": {"limits": {"cpu": "8", "memory": "32Gi"}},
        },
        "worker": {
            "groupName": "h100",
            "replicas": 12,
            "minReplicas": 12,
            "maxReplicas": 48,
            "nodeSelector": {"cloud.google.com/gke-accelerator": "nvidia-h100-80gb"},
            "resources": {
                "limits": {"cpu": "180", "memory": "1600Gi", "nvidia.com/gpu": 8},
                "requests": {"cpu": "180", "memory": "1600Gi", "nvidia.com/gpu": 8},
            },
        },
    },
    opts=pulumi.ResourceOptions(depends_on=[operator]),
)
pulumi.export("status", cluster.status)
