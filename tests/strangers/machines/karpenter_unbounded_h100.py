"""Karpenter pool for the research cluster and the job that fills it.

A Karpenter NodePool without limits that may only take nodes of 8 H100/H200, and a StatefulSet of 16 pods with 8 GPUs each.
"""

import pulumi
import pulumi_kubernetes as k8s

pool = k8s.apiextensions.CustomResource(
    "gpu-pool",
    api_version="karpenter.sh/v1",
    kind="NodePool",
    metadata={"name": "gpu"},
    spec={
        "template": {
            "spec": {
                "nodeClassRef": {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "gpu"},
                "requirements": [
                    {"key": "karpenter.k8s.aws/instance-gpu-name", "operator": "In", "values": ["h100", "h200"]},
                    {"key": "karpenter.k8s.aws/instance-gpu-count", "operator": "Gt", "values": ["7"]},
                    {"key": "karpenter.sh/capacity-type", "operator": "In", "values": ["on-demand"]},
                ],
                "taints": [{"key": "nvidia.com/gpu", "effect": "NoSchedule"}],
            },
        },
        "disruption": {"consolidationPolicy": "WhenEmpty", "consolidateAfter": "1h"},
    },
)

k8s.apps.v1.StatefulSet(
    "shards",
    metadata={"name": "shards", "namespace": "research"},
    spec={
        "serviceName": "shards",
        "replicas": 16,
        "selector": {"matchLabels": {"app": "shards"}},
        "template": {
            "metadata": {"labels": {"app": "shards"}},
            "spec": {
                "tolerations": [{"key": "nvidia.com/gpu", "operator": "Exists"}],
                "containers": [
                    {
                        "name": "shard",
                        "image": "ghcr.io/example/shard:2.1",
                        "resources": {"limits": {"nvidia.com/gpu": "8", "vpc.amazonaws.com/efa": "32"}},
                    }
                ],
            },
        },
    },
    opts=pulumi.ResourceOptions(depends_on=[pool]),
)
