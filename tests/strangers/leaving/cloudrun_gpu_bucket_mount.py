"""European inference endpoint; weights are mounted from the training bucket.

Every cold start of the scale-to-zero Cloud Run GPU service in europe-west4 reads tens of gigabytes of weights from a us-central1 bucket
mounted with Cloud Storage FUSE.
"""

import pulumi
import pulumi_gcp as gcp

weights = gcp.storage.Bucket("checkpoints", name="vision-checkpoints", location="US-CENTRAL1")
account = gcp.serviceaccount.Account("llm", account_id="llm-serving")

service = gcp.cloudrunv2.Service(
    "llm-eu",
    name="llm-eu",
    location="europe-west4",
    launch_stage="GA",
    template={
        "service_account": account.email,
        "scaling": {"min_instance_count": 0, "max_instance_count": 20},
        "node_selector": {"accelerator": "nvidia-l4"},
        "containers": [
            {
                "image": "europe-west4-docker.pkg.dev/vision/serving/vllm:0.6.3",
                "args": ["--model", "/weights/mixtral-8x7b", "--load-format", "safetensors"],
                "resources": {"limits": {"cpu": "8", "memory": "32Gi", "nvidia.com/gpu": "1"}},
                "volume_mounts": [{"name": "weights", "mount_path": "/weights"}],
            }
        ],
        "volumes": [{"name": "weights", "gcs": {"bucket": weights.name, "read_only": True}}],
    },
)
pulumi.export("url", service.uri)
