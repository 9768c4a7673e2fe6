"""Velero: daily full backup of the production cluster to the off-site bucket.

Velero backups (objects and file-system copies of all volumes) of the us-east-1 EKS cluster are uploaded daily to an S3 bucket in
eu-west-1 (BackupStorageLocation region).
"""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as k8s

prod = k8s.Provider("prod", context="arn:aws:eks:us-east-1:111122223333:cluster/prod")
opts = pulumi.ResourceOptions(provider=prod)

bucket = aws.s3.Bucket("velero-offsite", bucket="acme-velero-offsite", region="eu-west-1")

bsl = k8s.apiextensions.CustomResource(
    "offsite",
    api_version="velero.io/v1",
    kind="BackupStorageLocation",
    metadata={"name": "offsite", "namespace": "velero"},
    spec={
        "provider": "aws",
        "default": True,
        "objectStorage": {"bucket": bucket.bucket, "prefix": "prod"},
        "config": {"region": "eu-west-1"},
    },
    opts=opts,
)

k8s.apiextensions.CustomResource(
    "daily",
    api_version="velero.io/v1",
    kind="Schedule",
    metadata={"name": "daily", "namespace": "velero"},
    spec={
        "schedule": "0 2 * * *",
        "template": {
            "includedNamespaces": ["*"],
            "defaultVolumesToFsBackup": True,
            "storageLocation": "offsite",
            "ttl": "720h0m0s",
        },
    },
    opts=pulumi.ResourceOptions(provider=prod, depends_on=[bsl]),
)
