"""A site in a regional bucket: objects age, nothing is public to write."""

import pulumi_gcp as gcp

bucket = gcp.storage.Bucket(
    "site",
    location="EUROPE-WEST4",
    uniform_bucket_level_access=True,
    soft_delete_policy={"retention_duration_seconds": 0},
    lifecycle_rules=[
        {"action": {"type": "Delete"}, "condition": {"age": 400}},
        {"action": {"type": "AbortIncompleteMultipartUpload"}, "condition": {"age": 7}},
    ],
)
gcp.storage.BucketObject("index", bucket=bucket.name, name="index.html", content="<h1>Hello</h1>")
gcp.storage.BucketIAMMember("ci", bucket=bucket.name, role="roles/storage.objectAdmin", member="group:web@example.com")
