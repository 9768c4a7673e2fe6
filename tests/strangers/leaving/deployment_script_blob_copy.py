"""Seed the Dubai inference region with all model weights (deployment script).

The model-weights container of an East US account is copied to an account in UAE North by `az storage blob copy start-batch` in an
Azure deployment script.
"""

import pulumi
from pulumi_azure_native import resources, storage

cfg = pulumi.Config()
rg = resources.ResourceGroup("weights", location="eastus")


def acct(name, location):
    a = storage.StorageAccount(
        name, resource_group_name=rg.name, location=location, kind="StorageV2", sku={"name": "Standard_LRS"}
    )
    storage.BlobContainer(f"{name}-c", resource_group_name=rg.name, account_name=a.name, container_name="weights")
    return a


home = acct("weightsus", "eastus")
dubai = acct("weightsae", "uaenorth")

resources.AzureCliScript(
    "copy-weights",
    resource_group_name=rg.name,
    location="eastus",
    kind="AzureCLI",
    az_cli_version="2.61.0",
    retention_interval="P1D",
    timeout="PT6H",
    environment_variables=[
        {"name": "SRC", "value": home.name},
        {"name": "DST", "value": dubai.name},
        {"name": "SRC_KEY", "secure_value": cfg.get_secret("srcKey") or "unset"},
        {"name": "DST_KEY", "secure_value": cfg.get_secret("dstKey") or "unset"},
    ],
    script_content="""
set -e
az storage blob copy start-batch \\
  --source-account-name "$SRC" --source-account-key "$SRC_KEY" --source-container weights \\
  --account-name "$DST" --account-key "$DST_KEY" --destination-container weights
""",
)
