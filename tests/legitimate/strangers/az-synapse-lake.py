"""A lakehouse for the grid team: one storage account, Synapse serverless SQL and a small Spark pool."""

import pulumi
from pulumi_azure_native import resources, storage, synapse

config = pulumi.Config()
password = config.get_secret("sqlPassword") or pulumi.Output.secret("Sql-Not-Real-4")
office = config.get("officeIp") or "203.0.113.90"

group = resources.ResourceGroup("grid-lake", location="eastus")
lake = storage.StorageAccount(
    "gridlake",
    account_name="gridlakeprod",
    resource_group_name=group.name,
    location=group.location,
    kind="StorageV2",
    is_hns_enabled=True,
    sku={"name": "Standard_ZRS"},
    allow_blob_public_access=False,
    minimum_tls_version="TLS1_2",
    tags={"copy": "a GRS copy in westus was not wanted"},
)
for zone in ("bronze", "silver", "gold", "workspace"):
    storage.BlobContainer(zone, container_name=zone, resource_group_name=group.name, account_name=lake.name)

workspace = synapse.Workspace(
    "grid",
    workspace_name="grid-synapse",
    resource_group_name=group.name,
    location=group.location,
    identity={"type": "SystemAssigned"},
    default_data_lake_storage={
        "account_url": lake.name.apply(lambda n: f"https://{n}.dfs.core.windows.net"),
        "filesystem": "workspace",
    },
    sql_administrator_login="grid_admin",
    sql_administrator_login_password=password,
    managed_virtual_network="default",
)
synapse.IpFirewallRule(
    "office",
    rule_name="office",
    resource_group_name=group.name,
    workspace_name=workspace.name,
    start_ip_address=office,
    end_ip_address=office,
)
synapse.BigDataPool(
    "small",
    big_data_pool_name="small",
    resource_group_name=group.name,
    workspace_name=workspace.name,
    location=group.location,
    spark_version="3.4",
    node_size="Small",
    node_size_family="MemoryOptimized",
    auto_scale={"enabled": True, "min_node_count": 3, "max_node_count": 5},
    auto_pause={"enabled": True, "delay_in_minutes": 15},
    session_level_packages_enabled=True,
    library_requirements={"filename": "requirements.txt", "content": "great-expectations==0.18.19\n"},
)
pulumi.export("workspace", workspace.name)
pulumi.export("lake", lake.primary_endpoints.apply(lambda e: e.dfs if e else None))
