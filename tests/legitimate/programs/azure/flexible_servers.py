"""Two small flexible servers, one of each engine, with backups that stay in their region."""

import pulumi_azure_native as azure

TAGS = {"owner": "web", "cost-center": "cc-7"}
group = azure.resources.ResourceGroup("data", tags=TAGS)
azure.dbforpostgresql.Server(
    "orders",
    resource_group_name=group.name,
    sku={"name": "Standard_B2s", "tier": "Burstable"},
    storage={"storage_size_gb": 64},
    backup={"geo_redundant_backup": "Disabled", "backup_retention_days": 7},
    network={"public_network_access": "Disabled"},
    version="16",
    tags=TAGS,
)
azure.dbformysql.Server(
    "blog",
    resource_group_name=group.name,
    sku={"name": "Standard_B1ms", "tier": "Burstable"},
    storage={"storage_size_gb": 32},
    backup={"geo_redundant_backup": "Disabled", "backup_retention_days": 7},
    network={"public_network_access": "Disabled"},
    version="8.0.21",
    tags=TAGS,
)
