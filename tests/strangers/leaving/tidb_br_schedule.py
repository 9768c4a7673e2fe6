"""TiDB operator: full and log backups with BR to another cloud.

TiDB on GKE asia-south1 sends daily full backups and the continuous log backup to an S3 bucket in AWS us-west-1.
"""

import pulumi
import pulumi_kubernetes as k8s

cluster = k8s.Provider("tidb", context="gke_vision_asia-south1_tidb")
TARGET = {
    "provider": "aws",
    "region": "us-west-1",
    "bucket": "acme-tidb-br",
    "prefix": "asia-south1/full",
    "secretName": "aws-br",
}


def br():
    return {"cluster": "basic", "clusterNamespace": "tidb", "concurrency": 16, "sendCredToTikv": True}


k8s.apiextensions.CustomResource(
    "tidb-daily",
    api_version="pingcap.com/v1alpha1",
    kind="BackupSchedule",
    metadata={"name": "daily", "namespace": "tidb"},
    spec={
        "maxReservedTime": "168h",
        "schedule": "0 19 * * *",
        "backupTemplate": {"backupType": "full", "br": br(), "s3": TARGET},
        "logBackupTemplate": {"backupMode": "log", "br": br(), "s3": {**TARGET, "prefix": "asia-south1/log"}},
    },
    opts=pulumi.ResourceOptions(provider=cluster),
)
