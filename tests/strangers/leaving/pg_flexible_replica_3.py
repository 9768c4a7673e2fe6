"""Read replica of the bookings database for the Paris reporting team.

The PostgreSQL flexible server in francecentral is created as a read replica of the bookings server in eastus and streams its WAL.
"""

import pulumi
import pulumi_azure_native as azure

config = pulumi.Config()
rg = azure.resources.ResourceGroup("bookings-rg", location="eastus")

primary = azure.dbforpostgresql.Server(
    "bookings",
    server_name="acme-bookings",
    resource_group_name=rg.name,
    location="eastus",
    version="16",
    administrator_login="bookings",
    administrator_login_password=config.get_secret("pgPassword") or "changeme",
    sku={"name": "Standard_E16ds_v5", "tier": "MemoryOptimized"},
    storage={"storage_size_gb": 2048, "auto_grow": "Enabled"},
    backup={"backup_retention_days": 14, "geo_redundant_backup": "Disabled"},
)

replica = azure.dbforpostgresql.Server(
    "bookings-replica",
    server_name="acme-bookings-fr",
    resource_group_name=rg.name,
    location="francecentral",
    create_mode="Replica",
    source_server_resource_id=primary.id,
    sku={"name": "Standard_E8ds_v5", "tier": "MemoryOptimized"},
    storage={"storage_size_gb": 2048, "auto_grow": "Enabled"},
)
pulumi.export("replica_fqdn", replica.fully_qualified_domain_name)
