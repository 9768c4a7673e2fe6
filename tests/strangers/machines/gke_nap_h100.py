"""Research cluster that provisions its own node pools.

GKE node auto-provisioning that allows up to 256 nvidia-h100-80gb GPUs and 8000 CPU.
"""

import pulumi
import pulumi_gcp as gcp

network = gcp.compute.Network("research-net", auto_create_subnetworks=False)
subnet = gcp.compute.Subnetwork(
    "research-subnet", network=network.id, region="us-central1", ip_cidr_range="10.16.0.0/16"
)
nodes = gcp.serviceaccount.Account("research-nodes", account_id="research-nodes")

cluster = gcp.container.Cluster(
    "research",
    location="us-central1",
    network=network.id,
    subnetwork=subnet.id,
    initial_node_count=1,
    remove_default_node_pool=True,
    deletion_protection=False,
    release_channel={"channel": "REGULAR"},
    workload_identity_config={"workload_pool": "vision.svc.id.goog"},
    cluster_autoscaling={
        "enabled": True,
        "autoscaling_profile": "OPTIMIZE_UTILIZATION",
        "resource_limits": [
            {"resource_type": "cpu", "minimum": 4, "maximum": 8000},
            {"resource_type": "memory", "minimum": 16, "maximum": 64000},
            {"resource_type": "nvidia-h100-80gb", "minimum": 0, "maximum": 256},
        ],
        "auto_provisioning_defaults": {
            "service_account": nodes.email,
            "oauth_scopes": ["https://www.googleapis.com/auth/cloud-platform"],
        },
    },
)
pulumi.export("cluster", cluster.name)
