"""Synapse for the Dutch analysts over the American data lake.

The Synapse workspace and its Spark pool in westeurope read and write their default data lake, a storage account in eastus.
"""

import pulumi
from pulumi_azure_native import resources, storage, synapse

rg = resources.ResourceGroup("synapse", location="westeurope")
lake = storage.StorageAccount(
    "lake",
    account_name="acmelakeus",
    location="eastus",
    resource_group_name=rg.name,
    kind="StorageV2",
    is_hns_enabled=True,
    sku={"name": "Standard_RAGRS"},
)
curated = storage.BlobContainer(
    "curated", container_name="curated", account_name=lake.name, resource_group_name=rg.name
)

ws = synapse.Workspace(
    "analysts",
    workspace_name="acme-analysts",
    resource_group_name=rg.name,
    location="westeurope",
    identity={"type": "SystemAssigned"},
    sql_administrator_login="sqladmin",
    sql_administrator_login_password=pulumi.Output.secret("Change-me-1"),
    default_data_lake_storage={
        "account_url": pulumi.Output.concat("https://", lake.name, ".dfs.core.windows.net"),
        "filesystem": curated.name,
    },
)
synapse.BigDataPool(
    "spark",
    big_data_pool_name="spark",
    workspace_name=ws.name,
    resource_group_name=rg.name,
    location="westeurope",
    node_size="XXLarge",
    node_size_family="MemoryOptimized",
    spark_version="3.4",
    auto_scale={"enabled": True, "min_node_count": 3, "max_node_count": 40},
)
