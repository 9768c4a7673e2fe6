"""A pool of GKE with an L4 in each node, 0 to 2 of them in each of two zones on spot, none of them older than a week."""

import pulumi_gcp as gcp

LABELS = {
    "purpose": "training",
    "owner": "vision",
    "cost-center": "ml-1234",
    "penstock-save-within-seconds": "20",
}
ZONES = ["europe-west4-a", "europe-west4-b"]
nodes = gcp.serviceaccount.Account("nodes", account_id="gke-nodes")
cluster = gcp.container.Cluster(
    "platform",
    location="europe-west4",
    node_locations=ZONES,
    remove_default_node_pool=True,
    initial_node_count=1,
    private_cluster_config={"enable_private_nodes": True, "master_ipv4_cidr_block": "172.16.0.0/28"},
    workload_identity_config={"workload_pool": "example.svc.id.goog"},
    monitoring_config={"enable_components": ["SYSTEM_COMPONENTS", "DCGM"], "managed_prometheus": {"enabled": True}},
    resource_labels={"owner": "platform", "cost-center": "cc-42"},
)
gcp.container.NodePool(
    "l4",
    cluster=cluster.name,
    location="europe-west4",
    node_locations=ZONES,
    autoscaling={"total_min_node_count": 0, "total_max_node_count": 2, "location_policy": "ANY"},
    node_config={
        "machine_type": "g2-standard-8",
        "spot": True,
        "guest_accelerators": [
            {"type": "nvidia-l4", "count": 1, "gpu_driver_installation_config": {"gpu_driver_version": "DEFAULT"}}
        ],
        "max_run_duration": "604800s",
        "disk_size_gb": 100,
        "disk_type": "pd-balanced",
        "service_account": nodes.email,
        "oauth_scopes": ["https://www.googleapis.com/auth/cloud-platform"],
        "taints": [{"key": "nvidia.com/gpu", "value": "present", "effect": "NO_SCHEDULE"}],
        "resource_labels": LABELS,
    },
)
gcp.container.NodePool(
    "l4-large",
    cluster=cluster.name,
    location="europe-west4",
    node_locations=ZONES,
    autoscaling={"total_min_node_count": 0, "total_max_node_count": 2, "location_policy": "ANY"},
    node_config={
        "machine_type": "g2-standard-12",
        "spot": True,
        "guest_accelerators": [
            {"type": "nvidia-l4", "count": 1, "gpu_driver_installation_config": {"gpu_driver_version": "DEFAULT"}}
        ],
        "max_run_duration": "604800s",
        "disk_size_gb": 100,
        "disk_type": "pd-balanced",
        "service_account": nodes.email,
        "oauth_scopes": ["https://www.googleapis.com/auth/cloud-platform"],
        "taints": [{"key": "nvidia.com/gpu", "value": "present", "effect": "NO_SCHEDULE"}],
        "resource_labels": LABELS | {"penstock-pool": "l4-large"},
    },
)
gcp.billing.Budget(
    "vision",
    billing_account="000000-000000-000000",
    amount={"specified_amount": {"currency_code": "USD", "units": "3000"}},
    threshold_rules=[{"threshold_percent": 0.8}],
)
