"""Karpenter node class and GPU node pool of the ML cluster.

Karpenter NodePool that may launch p4d/p5 nodes up to a limit of 512 nvidia.com/gpu.
"""

import pulumi
import pulumi_kubernetes as k8s
from pulumi_kubernetes.apiextensions import CustomResource

cluster = "ml-prod"
provider = k8s.Provider("ml", context=cluster)
opts = pulumi.ResourceOptions(provider=provider)

node_class = CustomResource(
    "gpu-class",
    api_version="karpenter.k8s.aws/v1",
    kind="EC2NodeClass",
    metadata={"name": "gpu"},
    spec={
        "role": f"{cluster}-node",
        "amiSelectorTerms": [{"alias": "al2023@latest"}],
        "subnetSelectorTerms": [{"tags": {"karpenter.sh/discovery": cluster}}],
        "securityGroupSelectorTerms": [{"tags": {"karpenter.sh/discovery": cluster}}],
    },
    opts=opts,
)
pool = CustomResource(
    "gpu-pool",
    api_version="karpenter.sh/v1",
    kind="NodePool",
    metadata={"name": "gpu"},
    spec={
        "template": {
            "metadata": {"labels": {"workload": "training"}},
            "spec": {
                "nodeClassRef": {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "gpu"},
                "taints": [{"key": "nvidia.com/gpu", "effect": "NoSchedule"}],
                "requirements": [
                    {"key": "karpenter.k8s.aws/instance-family", "operator": "In", "values": ["p4d", "p4de", "p5"]},
                    {"key": "karpenter.sh/capacity-type", "operator": "In", "values": ["on-demand"]},
                ],
            },
        },
        "limits": {"cpu": "12288", "nvidia.com/gpu": "512"},
        "disruption": {"consolidationPolicy": "WhenEmpty", "consolidateAfter": "10m"},
    },
    opts=pulumi.ResourceOptions(provider=provider, depends_on=[node_class]),
)
pulumi.export("pool", pool.metadata["name"])
