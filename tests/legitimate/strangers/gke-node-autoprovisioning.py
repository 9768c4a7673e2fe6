"""GKE cluster with node auto-provisioning, kept within small resource limits."""

import pulumi
import pulumi_gcp as gcp

zone = gcp.config.zone or "us-central1-a"

network = gcp.compute.Network("gke", auto_create_subnetworks=False)
subnet = gcp.compute.Subnetwork(
    "gke",
    network=network.id,
    region="us-central1",
    ip_cidr_range="10.8.0.0/20",
    private_ip_google_access=True,
    secondary_ip_ranges=[
        {"range_name": "pods", "ip_cidr_range": "10.12.0.0/16"},
        {"range_name": "services", "ip_cidr_range": "10.13.0.0/20"},
    ],
)
nodes = gcp.serviceaccount.Account("gke-nodes", account_id="gke-nodes")
for role in ("logging.logWriter", "monitoring.metricWriter", "artifactregistry.reader"):
    gcp.projects.IAMMember(
        role.replace(".", "-"),
        project=gcp.config.project,
        role=f"roles/{role}",
        member=pulumi.Output.concat("serviceAccount:", nodes.email),
    )

cluster = gcp.container.Cluster(
    "apps",
    location=zone,
    network=network.id,
    subnetwork=subnet.id,
    initial_node_count=1,
    remove_default_node_pool=True,
    deletion_protection=True,
    release_channel={"channel": "REGULAR"},
    ip_allocation_policy={"cluster_secondary_range_name": "pods", "services_secondary_range_name": "services"},
    workload_identity_config={"workload_pool": f"{gcp.config.project}.svc.id.goog"},
    cluster_autoscaling=gcp.container.ClusterClusterAutoscalingArgs(
        enabled=True,
        autoscaling_profile="OPTIMIZE_UTILIZATION",
        resource_limits=[
            gcp.container.ClusterClusterAutoscalingResourceLimitArgs(resource_type="cpu", minimum=1, maximum=32),
            gcp.container.ClusterClusterAutoscalingResourceLimitArgs(resource_type="memory", minimum=2, maximum=128),
            gcp.container.ClusterClusterAutoscalingResourceLimitArgs(resource_type="nvidia-tesla-t4", maximum=1),
        ],
        auto_provisioning_defaults=gcp.container.ClusterClusterAutoscalingAutoProvisioningDefaultsArgs(
            service_account=nodes.email,
            oauth_scopes=["https://www.googleapis.com/auth/cloud-platform"],
            disk_type="pd-balanced",
            disk_size=50,
        ),
    ),
)
gcp.container.NodePool(
    "system",
    cluster=cluster.name,
    location=zone,
    node_count=1,
    management={"auto_repair": True, "auto_upgrade": True},
    node_config={
        "machine_type": "e2-standard-2",
        "disk_size_gb": 50,
        "service_account": nodes.email,
        "oauth_scopes": ["https://www.googleapis.com/auth/cloud-platform"],
    },
)
pulumi.export("cluster", cluster.name)
