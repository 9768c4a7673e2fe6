"""LKE cluster with RTX nodes.

An LKE cluster with a pool of 10 to 30 nodes with 4 RTX 4000 Ada GPUs each, that run always.
"""

import pulumi

lke = pulumi.CustomResource(
    "linode:index/lkeCluster:LkeCluster",
    "media",
    {
        "label": "media",
        "region": "us-ord",
        "k8sVersion": "1.32",
        "controlPlane": {"highAvailability": True},
        "pools": [
            {"type": "g6-standard-4", "count": 3},
            {"type": "g2-gpu-rtx4000a4-m", "count": 10, "autoscaler": {"min": 10, "max": 30}},
        ],
        "tags": ["media"],
    },
)

pulumi.export("kubeconfig", pulumi.Output.secret(lke.id))
