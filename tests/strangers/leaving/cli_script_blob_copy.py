"""Deployment script: seeds the new Norwegian account with the product media.

A deployment script batch-copies all product media blobs from a storage account in eastus to one in norwayeast.
"""

import pulumi
from pulumi_azure_native import managedidentity, resources, storage

rg = resources.ResourceGroup("media-seed")
ident = managedidentity.UserAssignedIdentity(
    "seeder", resource_name_="seeder", resource_group_name=rg.name, location="norwayeast"
)
media_no = storage.StorageAccount(
    "media-no",
    account_name="acmemediano",
    location="norwayeast",
    kind="StorageV2",
    resource_group_name=rg.name,
    sku={"name": "Standard_LRS"},
)
media_us = storage.StorageAccount(
    "media-us",
    account_name="acmemediaus",
    location="eastus",
    kind="StorageV2",
    resource_group_name=rg.name,
    sku={"name": "Standard_LRS"},
)

SCRIPT = """
set -e
az storage blob copy start-batch \\
  --account-name "$DEST" --destination-container media \\
  --source-account-name "$SOURCE" --source-container media \\
  --pattern '*' --auth-mode login
"""

resources.AzureCliScript(
    "seed-media",
    kind="AzureCLI",
    script_name="seed-media",
    resource_group_name=rg.name,
    location="norwayeast",
    az_cli_version="2.60.0",
    retention_interval="P1D",
    timeout="PT6H",
    script_content=SCRIPT,
    environment_variables=[{"name": "SOURCE", "value": media_us.name}, {"name": "DEST", "value": media_no.name}],
    identity={
        "type": "UserAssigned",
        "user_assigned_identities": {
            "/subscriptions/0-1/resourceGroups/media-seed/providers/Microsoft.ManagedIdentity/userAssignedIdentities/seeder": {}
        },
    },
    opts=pulumi.ResourceOptions(depends_on=[ident]),
)
