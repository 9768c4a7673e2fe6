"""Longhorn: nightly backup of all volumes of the AKS cluster.

All Longhorn volumes of the cluster in Azure (AKS, East US) are backed up nightly to an S3 bucket in AWS eu-north-1 (BackupTarget
s3://...@eu-north-1/): Azure egress to AWS.
"""

import pulumi
import pulumi_kubernetes as k8s

aks = pulumi.ResourceOptions(provider=k8s.Provider("aks", context="aks-eastus-prod"))
NS = "longhorn-system"

k8s.core.v1.Secret(
    "longhorn-s3",
    metadata={"name": "longhorn-s3", "namespace": NS},
    string_data={
        "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": pulumi.Config().get_secret("s3Secret") or "unset",
    },
    opts=aks,
)
k8s.apiextensions.CustomResource(
    "backup-target",
    api_version="longhorn.io/v1beta2",
    kind="BackupTarget",
    metadata={"name": "default", "namespace": NS},
    spec={
        "backupTargetURL": "s3://acme-longhorn-backups@eu-north-1/",
        "credentialSecret": "longhorn-s3",
        "pollInterval": "5m0s",
    },
    opts=aks,
)

k8s.apiextensions.CustomResource(
    "nightly",
    api_version="longhorn.io/v1beta2",
    kind="RecurringJob",
    metadata={"name": "nightly", "namespace": NS},
    spec={
        "name": "nightly",
        "task": "backup",
        "cron": "0 1 * * *",
        "retain": 14,
        "concurrency": 4,
        "groups": ["default"],
    },
    opts=aks,
)
