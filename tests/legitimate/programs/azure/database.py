"""A PostgreSQL server with backups in the same region."""

import pulumi
import pulumi_azure_native as azure

TAGS = {"owner": "data", "cost-center": "da-1"}
group = azure.resources.ResourceGroup("db", location="westeurope", tags=TAGS)
server = azure.dbforpostgresql.Server(
    "orders",
    resource_group_name=group.name,
    version="16",
    administrator_login="orders",
    administrator_login_password=pulumi.Output.secret("not-a-real-one-7Q"),
    sku={"name": "Standard_B1ms", "tier": "Burstable"},
    storage={"storage_size_gb": 32},
    backup={"backup_retention_days": 7, "geo_redundant_backup": "Disabled"},
    network={"public_network_access": "Disabled"},
    tags=TAGS,
)
azure.dbforpostgresql.Database("orders", resource_group_name=group.name, server_name=server.name)
