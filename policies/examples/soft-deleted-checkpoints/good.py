"""Checkpoints that a job deletes are gone."""

import pulumi_gcp as gcp

gcp.storage.Bucket(
    "soft-deleted-checkpoints-run",
    location="us-central1",
    labels={"penstock-use": "checkpoint"},
    lifecycle_rules=[{"action": {"type": "Delete"}, "condition": {"age": 30}}],
    soft_delete_policy={"retention_duration_seconds": 0},
)
