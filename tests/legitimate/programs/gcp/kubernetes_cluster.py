"""A regional GKE cluster with a plain pool of nodes."""

import pulumi_gcp as gcp

cluster = gcp.container.Cluster(
    "platform",
    location="europe-west4",
    node_locations=["europe-west4-a"],
    remove_default_node_pool=True,
    initial_node_count=1,
    private_cluster_config={"enable_private_nodes": True, "master_ipv4_cidr_block": "172.16.0.0/28"},
    workload_identity_config={"workload_pool": "example.svc.id.goog"},
)
gcp.container.NodePool(
    "system",
    cluster=cluster.name,
    location="europe-west4",
    node_locations=["europe-west4-a"],
    autoscaling={"min_node_count": 1, "max_node_count": 3},
    node_config={
        "machine_type": "e2-standard-4",
        "disk_size_gb": 50,
        "disk_type": "pd-balanced",
        "resource_labels": {"owner": "platform", "cost-center": "cc-42"},
    },
)
