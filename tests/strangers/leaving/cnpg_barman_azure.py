"""PostgreSQL on EKS (CloudNativePG), backed up to Azure blob storage.

The CloudNativePG cluster on EKS nodes in us-east-1 archives WAL and base backups to an Azure storage account in westeurope.
"""

import pulumi
import pulumi_azure_native as azure
import pulumi_kubernetes as k8s

rg = azure.resources.ResourceGroup("pg-backups", location="westeurope")
account = azure.storage.StorageAccount(
    "pgbackups",
    account_name="acmepgbackups",
    resource_group_name=rg.name,
    location="westeurope",
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
)
container = azure.storage.BlobContainer(
    "wal",
    container_name="wal",
    account_name=account.name,
    resource_group_name=rg.name,
)

azure_creds = {
    "storageAccount": {"name": "azure-creds", "key": "account"},
    "storageKey": {"name": "azure-creds", "key": "key"},
}

k8s.apiextensions.CustomResource(
    "app-db",
    api_version="postgresql.cnpg.io/v1",
    kind="Cluster",
    metadata={"name": "app-db", "namespace": "databases"},
    spec={
        "instances": 3,
        "imageName": "ghcr.io/cloudnative-pg/postgresql:16.4",
        "storage": {"size": "500Gi", "storageClass": "gp3"},
        "affinity": {"nodeSelector": {"topology.kubernetes.io/region": "us-east-1"}},
        "backup": {
            "retentionPolicy": "30d",
            "barmanObjectStore": {
                "destinationPath": "https://acmepgbackups.blob.core.windows.net/wal/app-db",
                "azureCredentials": azure_creds,
                "wal": {"compression": "gzip", "maxParallel": 8},
                "data": {"compression": "gzip", "jobs": 4},
            },
        },
    },
    opts=pulumi.ResourceOptions(depends_on=[container]),
)
k8s.apiextensions.CustomResource(
    "app-db-nightly",
    api_version="postgresql.cnpg.io/v1",
    kind="ScheduledBackup",
    metadata={"name": "app-db-nightly", "namespace": "databases"},
    spec={"schedule": "0 0 2 * * *", "cluster": {"name": "app-db"}},
)
