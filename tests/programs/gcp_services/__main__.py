"""Compute, GKE, storage and IAM on Google Cloud."""

import pulumi
import pulumi_gcp as gcp

network = gcp.compute.Network("main", auto_create_subnetworks=False)
subnet = gcp.compute.Subnetwork(
    "main", network=network.id, ip_cidr_range="10.0.0.0/16", region="europe-west4", private_ip_google_access=True
)
gcp.compute.Firewall(
    "internal", network=network.name, allows=[{"protocol": "tcp", "ports": ["0-65535"]}], source_ranges=["10.0.0.0/8"]
)
template = gcp.compute.InstanceTemplate(
    "gpu",
    machine_type="a2-highgpu-1g",
    disks=[{"source_image": "debian-cloud/debian-12", "boot": True, "disk_size_gb": 100, "auto_delete": "true"}],
    network_interfaces=[{"subnetwork": subnet.id, "access_configs": [{}]}],
    scheduling={"provisioning_model": "SPOT", "preemptible": True, "automatic_restart": False},
    guest_accelerators=[{"type": "nvidia-tesla-t4", "count": 1}],
    service_account={"scopes": ["cloud-platform"]},
    metadata={"startup-script": "#!/bin/sh", "attempts": 3},
    labels={"owner": "vision"},
)
gcp.compute.RegionInstanceGroupManager(
    "gpu",
    base_instance_name="gpu",
    region="europe-west4",
    versions=[{"instance_template": template.self_link_unique}],
    target_size=2,
    distribution_policy_target_shape="ANY",
    update_policy={"type": "PROACTIVE", "minimal_action": "REPLACE", "max_surge_fixed": 3, "max_unavailable_fixed": 0},
)
cluster = gcp.container.Cluster(
    "main",
    location="europe-west4",
    initial_node_count=1,
    remove_default_node_pool=True,
    workload_identity_config={"workload_pool": "p.svc.id.goog"},
    private_cluster_config=gcp.container.ClusterPrivateClusterConfigArgs(
        enable_private_nodes=True, master_ipv4_cidr_block="172.16.0.0/28"
    ),
)
gcp.container.NodePool(
    "gpu",
    cluster=cluster.id,
    autoscaling={"min_node_count": 0, "max_node_count": 4},
    node_config={
        "machine_type": "g2-standard-8",
        "spot": True,
        "guest_accelerators": [
            {"type": "nvidia-l4", "count": 1, "gpu_driver_installation_config": {"gpu_driver_version": "LATEST"}}
        ],
        "oauth_scopes": ["https://www.googleapis.com/auth/cloud-platform"],
        "taints": [{"key": "gpu", "value": "true", "effect": "NO_SCHEDULE"}],
    },
)
bucket = gcp.storage.Bucket(
    "data",
    location="EU",
    uniform_bucket_level_access=True,
    lifecycle_rules=[
        {"action": {"type": "SetStorageClass", "storage_class": "NEARLINE"}, "condition": {"age": 30}},
        {"action": {"type": "Delete"}, "condition": {"num_newer_versions": 3, "with_state": "ARCHIVED"}},
    ],
    soft_delete_policy={"retention_duration_seconds": 0},
)
gcp.storage.BucketIAMMember("data", bucket=bucket.name, role="roles/storage.objectViewer", member="allUsers")
gcp.cloudscheduler.Job(
    "night", schedule="0 20 * * *", http_target={"uri": "https://example.com", "http_method": "POST", "body": "e30="}
)
gcp.billing.Budget(
    "all",
    billing_account="000000-000000-000000",
    amount={"specified_amount": {"currency_code": "USD", "units": "1000"}},
    threshold_rules=[{"threshold_percent": 0.5}, {"threshold_percent": 1, "spend_basis": "FORECASTED_SPEND"}],
)
pulumi.export("bucket", bucket.url)
