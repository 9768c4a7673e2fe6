"""A node pool of a cluster that somebody else made.

Answer: oversized-instance fail pool
"""

import pulumi_gcp as gcp

gcp.container.NodePool(
    "pool",
    cluster="main",
    location="us-central1",
    node_count=0,
    autoscaling={"min_node_count": 0, "max_node_count": 2},
    node_config={"machine_type": "a3-highgpu-8g", "spot": True},
)
