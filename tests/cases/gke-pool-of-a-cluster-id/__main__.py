"""The pool's place is in the id of its cluster."""

import pulumi_gcp as gcp

far = gcp.container.Cluster(
    "far", location="asia-northeast1", initial_node_count=1, remove_default_node_pool=True, deletion_protection=False
)
gcp.container.NodePool(
    "cards",
    cluster=far.id,
    node_count=1,
    node_locations=["asia-northeast1-a"],
    node_config={"machine_type": "a2-highgpu-1g"},
)
