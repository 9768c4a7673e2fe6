"""Body-cam footage replicated from the Dutch account to the Australian one.

Blobs of the footage container in westeurope are asynchronously copied to the account in australiaeast by an object replication policy.
"""

import pulumi_azure_native as azure

rg = azure.resources.ResourceGroup("footage-rg", location="westeurope")


def account(name, location):
    acct = azure.storage.StorageAccount(
        name,
        account_name=name,
        resource_group_name=rg.name,
        location=location,
        kind="StorageV2",
        sku={"name": "Standard_LRS"},
    )
    azure.storage.BlobServiceProperties(
        f"{name}-blob",
        resource_group_name=rg.name,
        account_name=acct.name,
        blob_services_name="default",
        is_versioning_enabled=True,
        change_feed={"enabled": True},
    )
    azure.storage.BlobContainer(
        f"{name}-footage", resource_group_name=rg.name, account_name=acct.name, container_name="footage"
    )
    return acct


src = account("footageweu", "westeurope")
dst = account("footageaue", "australiaeast")

azure.storage.ObjectReplicationPolicy(
    "footage-replication",
    resource_group_name=rg.name,
    account_name=dst.name,
    object_replication_policy_id="default",
    source_account=src.id,
    destination_account=dst.id,
    rules=[
        {
            "source_container": "footage",
            "destination_container": "footage",
            "filters": {"min_creation_time": "2024-01-01T00:00:00Z"},
        }
    ],
)
