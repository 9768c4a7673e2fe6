"""Standard cluster with node auto-provisioning, and the tuning job that wakes it.

Node auto-provisioning may take up to 128 H100, and a Job of 12 pods with 8 H100 each makes it rent 96.
"""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

cluster = gcp.container.Cluster(
    "lab",
    location="us-central1",
    initial_node_count=1,
    deletion_protection=False,
    cluster_autoscaling={
        "enabled": True,
        "autoscaling_profile": "OPTIMIZE_UTILIZATION",
        "resource_limits": [
            {"resource_type": "cpu", "maximum": 10000},
            {"resource_type": "memory", "maximum": 100000},
            {"resource_type": "nvidia-h100-80gb", "maximum": 128},
        ],
        "auto_provisioning_defaults": {"oauth_scopes": ["https://www.googleapis.com/auth/cloud-platform"]},
    },
)

provider = k8s.Provider("lab", kubeconfig=cluster.name.apply(lambda n: f"context-of-{n}"))

k8s.batch.v1.Job(
    "tune",
    metadata={"name": "tune"},
    spec={
        "parallelism": 12,
        "completions": 12,
        "completion_mode": "Indexed",
        "template": {
            "spec": {
                "restart_policy": "Never",
                "node_selector": {"cloud.google.com/gke-accelerator": "nvidia-h100-80gb"},
                "containers": [
                    {
                        "name": "tune",
                        "image": "us-docker.pkg.dev/vision/lab/tune:7",
                        "resources": {"limits": {"nvidia.com/gpu": "8"}},
                    }
                ],
            }
        },
    },
    opts=pulumi.ResourceOptions(provider=provider),
)
