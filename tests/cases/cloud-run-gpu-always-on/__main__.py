"""Five L4 that never sleep, on Cloud Run."""

import pulumi_gcp as gcp

gcp.cloudrunv2.Service(
    "answers",
    location="us-central1",
    template={
        "containers": [
            {
                "image": "us-docker.pkg.dev/p/r/i",
                "resources": {"limits": {"cpu": "8", "memory": "32Gi", "nvidia.com/gpu": "1"}, "cpu_idle": False},
            }
        ],
        "node_selector": {"accelerator": "nvidia-l4"},
        "scaling": {"min_instance_count": 5, "max_instance_count": 100},
    },
)
