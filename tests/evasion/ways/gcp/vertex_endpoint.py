"""Vertex AI serves on machines of its own.

Answer: oversized-instance fail serve
"""

import pulumi_gcp as gcp

gcp.vertex.AiDeploymentResourcePool(
    "serve",
    name="serve",
    region="us-central1",
    dedicated_resources={
        "machine_spec": {
            "machine_type": "a3-highgpu-8g",
            "accelerator_type": "NVIDIA_H100_80GB",
            "accelerator_count": 8,
        },
        "min_replica_count": 1,
        "max_replica_count": 4,
    },
)
