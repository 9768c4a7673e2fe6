"""Velero on the GKE cluster, with backups kept in S3.

Velero on a GKE cluster in us-central1 stores cluster backups and file-system volume data in an S3 bucket in AWS eu-central-1.
"""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

config = pulumi.Config()
cluster = gcp.container.Cluster(
    "apps",
    name="apps",
    location="us-central1",
    initial_node_count=3,
    deletion_protection=False,
)
gke = k8s.Provider(
    "gke", kubeconfig=config.get("kubeconfig") or "{}", opts=pulumi.ResourceOptions(depends_on=[cluster])
)

k8s.helm.v3.Release(
    "velero",
    name="velero",
    chart="velero",
    version="8.1.0",
    namespace="velero",
    create_namespace=True,
    repository_opts={"repo": "https://vmware-tanzu.github.io/helm-charts"},
    values={
        "credentials": {"existingSecret": "velero-aws"},
        "deployNodeAgent": True,
        "initContainers": [
            {
                "name": "velero-plugin-for-aws",
                "image": "velero/velero-plugin-for-aws:v1.11.0",
                "volumeMounts": [{"mountPath": "/target", "name": "plugins"}],
            }
        ],
        "configuration": {
            "defaultVolumesToFsBackup": True,
            "backupStorageLocation": [
                {
                    "name": "default",
                    "provider": "aws",
                    "bucket": "acme-velero-frankfurt",
                    "config": {"region": "eu-central-1"},
                }
            ],
        },
        "schedules": {
            "nightly": {
                "schedule": "0 1 * * *",
                "template": {"ttl": "720h", "includedNamespaces": ["*"]},
            }
        },
    },
    opts=pulumi.ResourceOptions(provider=gke),
)
