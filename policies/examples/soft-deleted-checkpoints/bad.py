"""Checkpoints that a job deletes are kept, and billed, for another week: the default."""

import pulumi_gcp as gcp

gcp.storage.Bucket(
    "soft-deleted-checkpoints-run",
    location="us-central1",
    labels={"penstock-use": "checkpoint"},
    lifecycle_rules=[{"action": {"type": "Delete"}, "condition": {"age": 30}}],
)
