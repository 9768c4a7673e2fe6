"""Percona XtraDB cluster on EKS Ohio, backed up to an Azure container in Japan.

Percona XtraDB on EKS us-east-2 uploads daily full backups and binlogs every minute to an Azure storage account in japanwest.
"""

import pulumi
import pulumi_azure_native as azure
import pulumi_kubernetes as k8s

rg = azure.resources.ResourceGroup("pxc-backups", location="japanwest")
account = azure.storage.StorageAccount(
    "pxc",
    account_name="acmepxcbackups",
    location="japanwest",
    resource_group_name=rg.name,
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
)
container = azure.storage.BlobContainer(
    "pxc-container", container_name="pxc", account_name=account.name, resource_group_name=rg.name
)
ohio = k8s.Provider("ohio", context="arn:aws:eks:us-east-2:111122223333:cluster/mysql")

k8s.apiextensions.CustomResource(
    "shop-pxc",
    api_version="pxc.percona.com/v1",
    kind="PerconaXtraDBCluster",
    metadata={"name": "shop", "namespace": "mysql"},
    spec={
        "crVersion": "1.14.0",
        "pxc": {
            "size": 3,
            "image": "percona/percona-xtradb-cluster:8.0.36",
            "volumeSpec": {"persistentVolumeClaim": {"resources": {"requests": {"storage": "1500Gi"}}}},
        },
        "backup": {
            "image": "percona/percona-xtradb-cluster-operator:1.14.0-pxc8.0-backup-pxb8.0.35",
            "pitr": {"enabled": True, "storageName": "japan", "timeBetweenUploads": 60},
            "storages": {
                "japan": {
                    "type": "azure",
                    "azure": {
                        "credentialsSecret": "azure-backup",
                        "container": container.name,
                        "endpointUrl": account.name.apply(lambda n: f"https://{n}.blob.core.windows.net"),
                    },
                }
            },
            "schedule": [{"name": "daily", "schedule": "0 6 * * *", "keep": 7, "storageName": "japan"}],
        },
    },
    opts=pulumi.ResourceOptions(provider=ohio),
)
