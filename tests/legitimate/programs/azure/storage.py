"""A storage account in one region whose blobs age."""

import pulumi_azure_native as azure

TAGS = {"owner": "data", "cost-center": "da-1"}
group = azure.resources.ResourceGroup("data", location="westeurope", tags=TAGS)
account = azure.storage.StorageAccount(
    "data",
    resource_group_name=group.name,
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    allow_blob_public_access=False,
    minimum_tls_version="TLS1_2",
    tags=TAGS,
)
azure.storage.BlobContainer("raw", resource_group_name=group.name, account_name=account.name)
azure.storage.ManagementPolicy(
    "data",
    resource_group_name=group.name,
    account_name=account.name,
    management_policy_name="default",
    policy={
        "rules": [
            {
                "name": "age",
                "type": "Lifecycle",
                "enabled": True,
                "definition": {
                    "filters": {"blob_types": ["blockBlob"]},
                    "actions": {"base_blob": {"delete": {"days_after_modification_greater_than": 365}}},
                },
            }
        ]
    },
)
