"""Rides database: primary in Virginia, read replica in Singapore.

The Postgres rides database in East US streams its WAL to a read replica in Southeast Asia (flexible server, create_mode Replica).
"""

import pulumi
from pulumi_azure_native import dbforpostgresql as pg
from pulumi_azure_native import resources

rg = resources.ResourceGroup("rides")

primary = pg.Server(
    "rides",
    resource_group_name=rg.name,
    location="eastus",
    version="16",
    administrator_login="rides",
    administrator_login_password=pulumi.Config().get_secret("pgPassword") or "Unset-Passw0rd",
    sku={"name": "Standard_E32ds_v5", "tier": "MemoryOptimized"},
    storage={"storage_size_gb": 8192},
    backup={"backup_retention_days": 14},
)

pg.Server(
    "rides-replica",
    resource_group_name=rg.name,
    location="southeastasia",
    create_mode="Replica",
    source_server_resource_id=primary.id,
    sku={"name": "Standard_E16ds_v5", "tier": "MemoryOptimized"},
    storage={"storage_size_gb": 8192},
)
