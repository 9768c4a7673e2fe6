"""GPU service on Cloud Run that embeds product images.

Cloud Run service with one RTX PRO 6000 GPU per instance, minimum 15 and maximum 60 instances.
"""

import pulumi
import pulumi_gcp as gcp

repo = gcp.artifactregistry.Repository("images", repository_id="images", location="us-central1", format="DOCKER")
account = gcp.serviceaccount.Account("embedder-sa", account_id="embedder")

service = gcp.cloudrunv2.Service(
    "embedder",
    location="us-central1",
    ingress="INGRESS_TRAFFIC_INTERNAL_ONLY",
    deletion_protection=False,
    template={
        "service_account": account.email,
        "max_instance_request_concurrency": 8,
        "gpu_zonal_redundancy_disabled": True,
        "node_selector": {"accelerator": "nvidia-rtx-pro-6000"},
        "scaling": {"min_instance_count": 15, "max_instance_count": 60},
        "containers": [
            {
                "image": "us-central1-docker.pkg.dev/vision/images/embedder:2026.11",
                "resources": {
                    "limits": {"cpu": "20", "memory": "80Gi", "nvidia.com/gpu": "1"},
                    "cpu_idle": False,
                    "startup_cpu_boost": True,
                },
                "ports": {"container_port": 8080},
            }
        ],
    },
)
gcp.cloudrunv2.ServiceIamMember(
    "embedder-invoker",
    name=service.name,
    location="us-central1",
    role="roles/run.invoker",
    member="serviceAccount:catalog@vision.iam.gserviceaccount.com",
)
pulumi.export("url", service.uri)
pulumi.export("repo", repo.name)
