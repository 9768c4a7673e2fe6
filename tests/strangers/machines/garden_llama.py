"""Serves the open chat model from Model Garden for the internal portal.

Vertex Model Garden deployment on a3-highgpu-8g with 8 H100 and 2 to 6 replicas.
"""

import pulumi
import pulumi_gcp as gcp

endpoint = gcp.vertex.AiEndpointWithModelGardenDeployment(
    "llama-endpoint",
    publisher_model_name="publishers/meta/models/llama3-3@llama-3.3-70b-instruct",
    location="us-central1",
    model_config={"accept_eula": True, "model_display_name": "portal-chat"},
    endpoint_config={"endpoint_display_name": "portal-chat", "dedicated_endpoint_enabled": True},
    deploy_config={
        "dedicated_resources": {
            "machine_spec": {
                "machine_type": "a3-highgpu-8g",
                "accelerator_type": "NVIDIA_H100_80GB",
                "accelerator_count": 8,
            },
            "min_replica_count": 2,
            "max_replica_count": 6,
        }
    },
)
caller = gcp.serviceaccount.Account("portal", account_id="portal-chat")
gcp.projects.IAMMember(
    "portal-user",
    project="vision",
    role="roles/aiplatform.user",
    member=caller.email.apply(lambda e: f"serviceAccount:{e}"),
)
pulumi.export("endpoint", endpoint.endpoint)
