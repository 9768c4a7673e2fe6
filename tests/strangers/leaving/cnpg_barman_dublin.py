"""CloudNativePG cluster on our us-east-1 EKS; base backups and WAL go to Dublin.

A CloudNativePG cluster on EKS us-east-1 archives all WAL and nightly base backups of 3 TB to an S3 bucket in eu-west-1.
"""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as k8s

dublin = aws.Provider("dublin", region="eu-west-1")
backups = aws.s3.Bucket("pg-backups", bucket="acme-pg-backups-dub", opts=pulumi.ResourceOptions(provider=dublin))

eks = k8s.Provider("eks", context="arn:aws:eks:us-east-1:111122223333:cluster/prod")

k8s.apiextensions.CustomResource(
    "orders-db",
    api_version="postgresql.cnpg.io/v1",
    kind="Cluster",
    metadata={"name": "orders-db", "namespace": "databases"},
    spec={
        "instances": 3,
        "storage": {"size": "3Ti", "storageClass": "gp3"},
        "affinity": {"nodeSelector": {"topology.kubernetes.io/region": "us-east-1"}},
        "backup": {
            "retentionPolicy": "30d",
            "barmanObjectStore": {
                "destinationPath": backups.bucket.apply(lambda b: f"s3://{b}/orders-db"),
                "endpointURL": "https://s3.eu-west-1.amazonaws.com",
                "s3Credentials": {"inheritFromIAMRole": True},
                "wal": {"compression": "gzip", "maxParallel": 8},
                "data": {"jobs": 8},
            },
        },
    },
    opts=pulumi.ResourceOptions(provider=eks),
)
k8s.apiextensions.CustomResource(
    "orders-db-nightly",
    api_version="postgresql.cnpg.io/v1",
    kind="ScheduledBackup",
    metadata={"name": "orders-db-nightly", "namespace": "databases"},
    spec={"schedule": "0 0 2 * * *", "cluster": {"name": "orders-db"}},
    opts=pulumi.ResourceOptions(provider=eks),
)
