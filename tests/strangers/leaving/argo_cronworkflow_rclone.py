"""Argo: nightly copy of the curated lake to the Azure account behind Power BI.

A nightly Argo CronWorkflow on GKE us-central1 syncs the Google Cloud Storage lake to Azure Blob storage with rclone: Google
egress to Azure.
"""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

lake = gcp.storage.Bucket("curated", name="vision-curated", location="US-CENTRAL1", uniform_bucket_level_access=True)
prod = k8s.Provider("prod", context="gke_vision_us-central1_prod")

RCLONE_CONF = """\
[gcs]
type = google cloud storage
env_auth = true
bucket_policy_only = true

[azure]
type = azureblob
account = powerbiweu
sas_url = ${SAS_URL}
"""

k8s.core.v1.Secret(
    "rclone-conf",
    metadata={"name": "rclone-conf", "namespace": "argo"},
    string_data={"rclone.conf": RCLONE_CONF},
    opts=pulumi.ResourceOptions(provider=prod),
)

k8s.apiextensions.CustomResource(
    "lake-to-azure",
    api_version="argoproj.io/v1alpha1",
    kind="CronWorkflow",
    metadata={"name": "lake-to-azure", "namespace": "argo"},
    spec={
        "schedule": "30 2 * * *",
        "concurrencyPolicy": "Forbid",
        "workflowSpec": {
            "entrypoint": "sync",
            "serviceAccountName": "lake-sync",
            "volumes": [{"name": "conf", "secret": {"secretName": "rclone-conf"}}],
            "templates": [
                {
                    "name": "sync",
                    "container": {
                        "image": "rclone/rclone:1.68",
                        "args": [
                            "sync",
                            lake.name.apply(lambda n: f"gcs:{n}/tables"),
                            "azure:curated",
                            "--config=/conf/rclone.conf",
                            "--transfers=128",
                            "--checkers=256",
                        ],
                        "volumeMounts": [{"name": "conf", "mountPath": "/conf"}],
                    },
                }
            ],
        },
    },
    opts=pulumi.ResourceOptions(provider=prod),
)
