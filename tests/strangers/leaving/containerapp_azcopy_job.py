"""Scheduled Container Apps job that syncs the CCTV archive to the Korean account.

Every four hours a Container Apps job azcopy-syncs video clips from a storage account in eastus to one in koreacentral.
"""

import pulumi
from pulumi_azure_native import app, resources, storage

rg = resources.ResourceGroup("cctv")


def account(name, location):
    return storage.StorageAccount(
        name,
        resource_group_name=rg.name,
        account_name=name,
        location=location,
        kind="StorageV2",
        sku={"name": "Standard_LRS"},
    )


here = account("cctvarchiveus", "eastus")
there = account("cctvarchivekr", "koreacentral")

env = app.ManagedEnvironment("jobs", resource_group_name=rg.name, environment_name="jobs", location="eastus")


def url(a):
    return pulumi.Output.concat("https://", a.name, ".blob.core.windows.net/clips")


app.Job(
    "clips-sync",
    job_name="clips-sync",
    resource_group_name=rg.name,
    location="eastus",
    environment_id=env.id,
    identity={"type": "SystemAssigned"},
    configuration={
        "trigger_type": "Schedule",
        "replica_timeout": 14400,
        "schedule_trigger_config": {"cron_expression": "0 */4 * * *", "parallelism": 1},
    },
    template={
        "containers": [
            {
                "name": "azcopy",
                "image": "acmetools.azurecr.io/azcopy:10.25",
                "command": ["azcopy"],
                "args": ["sync", url(here), url(there), "--recursive", "--delete-destination=true"],
                "env": [{"name": "AZCOPY_AUTO_LOGIN_TYPE", "value": "MSI"}],
                "resources": {"cpu": 2, "memory": "4Gi"},
            }
        ]
    },
)
