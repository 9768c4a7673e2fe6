"""Nightly embedding of the product images.

200 parallel Cloud Run job tasks in us-central1 read the product-image corpus through a Cloud Storage FUSE volume mount of a
bucket in asia-northeast1.
"""

import pulumi_gcp as gcp

images = gcp.storage.Bucket("product-images", location="ASIA-NORTHEAST1", uniform_bucket_level_access=True)

runner = gcp.serviceaccount.Account("embedder", account_id="embedder")
gcp.storage.BucketIAMMember(
    "embedder-reads",
    bucket=images.name,
    role="roles/storage.objectViewer",
    member=runner.email.apply(lambda e: f"serviceAccount:{e}"),
)

gcp.cloudrunv2.Job(
    "embed",
    location="us-central1",
    template={
        "parallelism": 50,
        "task_count": 200,
        "template": {
            "service_account": runner.email,
            "timeout": "14400s",
            "execution_environment": "EXECUTION_ENVIRONMENT_GEN2",
            "containers": [
                {
                    "image": "us-central1-docker.pkg.dev/vision/ml/embedder:2024-11",
                    "args": ["--input", "/images", "--model", "siglip-so400m"],
                    "resources": {"limits": {"cpu": "8", "memory": "32Gi"}},
                    "volume_mounts": [{"name": "images", "mount_path": "/images"}],
                }
            ],
            "volumes": [{"name": "images", "gcs": {"bucket": images.name, "read_only": True}}],
        },
    },
)
