"""The cluster has no GPU pool: it makes one when a pod asks for one.

Answer: oversized-instance undetermined main
"""

import pulumi_gcp as gcp

gcp.container.Cluster(
    "main",
    location="us-central1",
    initial_node_count=1,
    cluster_autoscaling={
        "enabled": True,
        "resource_limits": [
            {"resource_type": "cpu", "minimum": 0, "maximum": 1000},
            {"resource_type": "memory", "minimum": 0, "maximum": 8000},
            {"resource_type": "nvidia-h100-80gb", "minimum": 0, "maximum": 64},
        ],
    },
)
