"""Velero on the Virginia cluster, installed with Helm; backups land in Google Cloud.

Velero on EKS us-east-1 uploads file-system backups of all volumes every night to a Google Cloud Storage bucket in europe-west6.
"""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

bucket = gcp.storage.Bucket("velero", name="acme-velero-backups", location="EUROPE-WEST6")
prod = k8s.Provider("prod", context="arn:aws:eks:us-east-1:111122223333:cluster/prod")

values = {
    "deployNodeAgent": True,
    "initContainers": [
        {
            "name": "gcp-plugin",
            "image": "velero/velero-plugin-for-gcp:v1.10.0",
            "volumeMounts": [{"mountPath": "/target", "name": "plugins"}],
        }
    ],
    "configuration": {
        "uploaderType": "kopia",
        "defaultVolumesToFsBackup": True,
        "backupStorageLocation": [
            {
                "name": "zurich",
                "provider": "gcp",
                "default": True,
                "bucket": bucket.name,
                "prefix": "prod-us-east-1",
            }
        ],
    },
    "schedules": {"nightly": {"schedule": "0 4 * * *", "template": {"ttl": "720h", "includedNamespaces": ["*"]}}},
    "credentials": {"existingSecret": "velero-gcp"},
}

k8s.helm.v3.Release(
    "velero",
    chart="velero",
    version="7.1.0",
    namespace="velero",
    create_namespace=True,
    repository_opts={"repo": "https://vmware-tanzu.github.io/helm-charts"},
    values=values,
    opts=pulumi.ResourceOptions(provider=prod),
)
