"""Open-weights model from Model Garden.

A Vertex endpoint deployed from Model Garden on 2 to 6 a3-highgpu-8g replicas (8 H100 each).
"""

import pulumi
import pulumi_gcp as gcp

llama = gcp.vertex.AiEndpointWithModelGardenDeployment(
    "llama",
    location="us-central1",
    publisher_model_name="publishers/meta/models/llama3-1@llama-3.1-405b-instruct-fp8",
    model_config={"accept_eula": True, "model_display_name": "llama-405b"},
    deploy_config={
        "dedicated_resources": {
            "machine_spec": {
                "machine_type": "a3-highgpu-8g",
                "accelerator_type": "NVIDIA_H100_80GB",
                "accelerator_count": 8,
            },
            "min_replica_count": 2,
            "max_replica_count": 6,
        },
    },
    endpoint_config={"endpoint_display_name": "llama-405b"},
)

pulumi.export("endpoint", llama.endpoint)
