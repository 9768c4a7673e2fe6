"""Bring the clickstream archive over from AWS every morning.

A daily Storage Transfer Service job pulls the clickstream archive from an S3 bucket (AWS, eu-west-1 by its name) into a GCS
bucket in us-central1: AWS internet egress.
"""

import pulumi
import pulumi_gcp as gcp

landing = gcp.storage.Bucket(
    "clickstream-landing",
    location="us-central1",
    uniform_bucket_level_access=True,
    lifecycle_rules=[{"action": {"type": "Delete"}, "condition": {"age": 60}}],
)

writer = gcp.storage.BucketIAMMember(
    "sts-writer",
    bucket=landing.name,
    role="roles/storage.admin",
    member="serviceAccount:project-123456789@storage-transfer-service.iam.gserviceaccount.com",
)

gcp.storage.TransferJob(
    "pull-clickstream",
    description="acme-clickstream-eu-west-1 -> GCS, daily",
    transfer_spec={
        "aws_s3_data_source": {
            "bucket_name": "acme-clickstream-eu-west-1",
            "role_arn": "arn:aws:iam::111122223333:role/gcp-transfer",
        },
        "gcs_data_sink": {"bucket_name": landing.name, "path": "clickstream/"},
        "object_conditions": {"max_time_elapsed_since_last_modification": "172800s"},
    },
    schedule={
        "schedule_start_date": {"year": 2025, "month": 3, "day": 1},
        "start_time_of_day": {"hours": 5, "minutes": 30, "seconds": 0, "nanos": 0},
    },
    opts=pulumi.ResourceOptions(depends_on=[writer]),
)
