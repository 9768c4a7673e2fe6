"""Cloud Run job that exports released model weights to the Azure serving account.

A Cloud Run job in us-central1 syncs model weights with rclone from a us-central1 bucket to an Azure storage account in northeurope.
"""

import pulumi_azure_native as azure
import pulumi_gcp as gcp

weights = gcp.storage.Bucket("weights", name="vision-weights", location="us-central1")

rg = azure.resources.ResourceGroup("serving", location="northeurope")
account = azure.storage.StorageAccount(
    "servingweights",
    resource_group_name=rg.name,
    location="northeurope",
    account_name="acmeservingweights",
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
)
azure.storage.BlobContainer(
    "released", resource_group_name=rg.name, account_name=account.name, container_name="released"
)

gcp.cloudrunv2.Job(
    "weights-export",
    name="weights-export",
    location="us-central1",
    deletion_protection=False,
    template={
        "template": {
            "timeout": "14400s",
            "max_retries": 1,
            "containers": [
                {
                    "image": "docker.io/rclone/rclone:1.68",
                    "args": [
                        "sync",
                        "--transfers=32",
                        "--checksum",
                        ":gcs,env_auth:vision-weights/released",
                        ":azureblob,account=acmeservingweights:released",
                    ],
                    "envs": [
                        {
                            "name": "RCLONE_AZUREBLOB_KEY",
                            "value_source": {"secret_key_ref": {"secret": "azure-blob-key", "version": "latest"}},
                        }
                    ],
                    "resources": {"limits": {"cpu": "4", "memory": "8Gi"}},
                }
            ],
        }
    },
)
