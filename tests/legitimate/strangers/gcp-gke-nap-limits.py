"""GKE with node auto-provisioning; the limits keep it to 24 cores, 96 GB and one T4."""

import pulumi
import pulumi_gcp as gcp

zone = gcp.config.zone or "us-central1-a"
LIMITS = {"cpu": (1, 24), "memory": (2, 96), "nvidia-tesla-t4": (0, 1)}

network = gcp.compute.Network("research", auto_create_subnetworks=False)
subnet = gcp.compute.Subnetwork(
    "research",
    network=network.id,
    region="us-central1",
    ip_cidr_range="10.4.0.0/20",
    private_ip_google_access=True,
    secondary_ip_ranges=[
        {"range_name": "pods", "ip_cidr_range": "10.64.0.0/16"},
        {"range_name": "services", "ip_cidr_range": "10.5.0.0/20"},
    ],
)
nodes = gcp.serviceaccount.Account("nodes", account_id="research-nodes")
for role in ("roles/logging.logWriter", "roles/monitoring.metricWriter", "roles/artifactregistry.reader"):
    gcp.projects.IAMMember(
        role.split("/")[1],
        project=gcp.config.project,
        role=role,
        member=nodes.email.apply(lambda e: f"serviceAccount:{e}"),
    )

cluster = gcp.container.Cluster(
    "research",
    location=zone,
    network=network.id,
    subnetwork=subnet.id,
    ip_allocation_policy={"cluster_secondary_range_name": "pods", "services_secondary_range_name": "services"},
    remove_default_node_pool=True,
    initial_node_count=1,
    deletion_protection=False,
    workload_identity_config={"workload_pool": f"{gcp.config.project}.svc.id.goog"},
    cluster_autoscaling={
        "enabled": True,
        "autoscaling_profile": "OPTIMIZE_UTILIZATION",
        "resource_limits": [
            {"resource_type": kind, "minimum": low, "maximum": high} for kind, (low, high) in LIMITS.items()
        ],
        "auto_provisioning_defaults": {
            "service_account": nodes.email,
            "oauth_scopes": ["https://www.googleapis.com/auth/cloud-platform"],
            "disk_size": 60,
            "disk_type": "pd-balanced",
            "management": {"auto_repair": True, "auto_upgrade": True},
        },
        "auto_provisioning_locations": [zone],
    },
)
gcp.container.NodePool(
    "system",
    cluster=cluster.id,
    location=zone,
    node_count=1,
    node_config={
        "machine_type": "e2-standard-2",
        "disk_size_gb": 50,
        "service_account": nodes.email,
        "oauth_scopes": ["https://www.googleapis.com/auth/cloud-platform"],
        "workload_metadata_config": {"mode": "GKE_METADATA"},
    },
    management={"auto_repair": True, "auto_upgrade": True},
)
pulumi.export("cluster", cluster.name)
