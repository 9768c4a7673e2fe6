"""Nightly rclone of the document scans to the Google bucket where Document AI runs.

The invoices/scans blob container in East US is synced nightly to a Google Cloud Storage bucket by rclone in a Container Apps job:
Azure internet egress to Google Cloud.
"""

import pulumi
from pulumi_azure_native import app, resources, storage

rg = resources.ResourceGroup("scans", location="eastus")
scans = storage.StorageAccount(
    "scans", resource_group_name=rg.name, location="eastus", kind="StorageV2", sku={"name": "Standard_LRS"}
)
env = app.ManagedEnvironment("jobs", resource_group_name=rg.name, location="eastus")

rclone_env = [
    {"name": "RCLONE_CONFIG_AZ_TYPE", "value": "azureblob"},
    {"name": "RCLONE_CONFIG_AZ_ACCOUNT", "value": scans.name},
    {"name": "RCLONE_CONFIG_AZ_USE_MSI", "value": "true"},
    {"name": "RCLONE_CONFIG_GCS_TYPE", "value": "google cloud storage"},
    {"name": "RCLONE_CONFIG_GCS_BUCKET_POLICY_ONLY", "value": "true"},
    {"name": "RCLONE_CONFIG_GCS_SERVICE_ACCOUNT_CREDENTIALS", "secret_ref": "gcp-sa"},
]

app.Job(
    "nightly-rclone",
    resource_group_name=rg.name,
    location="eastus",
    environment_id=env.id,
    identity={"type": "SystemAssigned"},
    configuration={
        "trigger_type": "Schedule",
        "replica_timeout": 28800,
        "schedule_trigger_config": {"cron_expression": "0 1 * * *"},
        "secrets": [{"name": "gcp-sa", "value": pulumi.Config().get_secret("gcpSa") or "{}"}],
    },
    template={
        "containers": [
            {
                "name": "rclone",
                "image": "rclone/rclone:1.68",
                "args": ["sync", "az:scans", "gcs:acme-docai-scans", "--transfers=64", "--fast-list"],
                "env": rclone_env,
                "resources": {"cpu": 4, "memory": "8Gi"},
            }
        ]
    },
)
