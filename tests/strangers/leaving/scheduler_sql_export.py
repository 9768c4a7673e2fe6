"""Nightly Cloud SQL export, driven by Cloud Scheduler.

A Cloud Scheduler job calls the Cloud SQL export API each night so the us-central1 database dump is written to a bucket in europe-north1.
"""

import base64
import json

import pulumi_gcp as gcp

crm = gcp.sql.DatabaseInstance(
    "crm",
    name="crm",
    region="us-central1",
    database_version="POSTGRES_16",
    settings={"tier": "db-custom-8-32768", "disk_size": 500, "edition": "ENTERPRISE"},
    deletion_protection=True,
)
dumps = gcp.storage.Bucket(
    "crm-dumps",
    name="vision-crm-dumps",
    location="EUROPE-NORTH1",
    lifecycle_rules=[{"action": {"type": "Delete"}, "condition": {"age": 30}}],
)
gcp.storage.BucketIAMMember(
    "crm-dumps-writer",
    bucket=dumps.name,
    role="roles/storage.objectAdmin",
    member=crm.service_account_email_address.apply(lambda e: f"serviceAccount:{e}"),
)

body = json.dumps(
    {
        "exportContext": {
            "fileType": "SQL",
            "uri": "gs://vision-crm-dumps/crm-nightly.sql.gz",
            "databases": ["crm"],
            "offload": True,
        }
    }
)

gcp.cloudscheduler.Job(
    "crm-export",
    name="crm-export",
    region="us-central1",
    schedule="0 4 * * *",
    time_zone="Etc/UTC",
    http_target={
        "http_method": "POST",
        "uri": "https://sqladmin.googleapis.com/v1/projects/vision/instances/crm/export",
        "headers": {"Content-Type": "application/json"},
        "body": base64.b64encode(body.encode()).decode(),
        "oauth_token": {"service_account_email": "sql-export@vision.iam.gserviceaccount.com"},
    },
)
