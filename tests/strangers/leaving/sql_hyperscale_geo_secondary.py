"""ERP database and its readable geo-secondary.

The whole 6 TB Azure SQL database in East US, then every change, is replicated to a geo-secondary in West Europe (active geo-
replication, create_mode Secondary).
"""

import pulumi
from pulumi_azure_native import resources, sql

password = pulumi.Config().get_secret("sqlPassword") or "Unset-Passw0rd"
rg = resources.ResourceGroup("erp")


def server(name, location):
    return sql.Server(
        name,
        resource_group_name=rg.name,
        location=location,
        version="12.0",
        administrator_login="erpadmin",
        administrator_login_password=password,
    )


us = server("erp-us", "eastus")
eu = server("erp-eu", "westeurope")

sku = {"name": "HS_Gen5", "tier": "Hyperscale", "family": "Gen5", "capacity": 24}

primary = sql.Database(
    "erp",
    resource_group_name=rg.name,
    server_name=us.name,
    location="eastus",
    database_name="erp",
    sku=sku,
    tags={"size": "6TB"},
)
sql.Database(
    "erp-secondary",
    resource_group_name=rg.name,
    server_name=eu.name,
    location="westeurope",
    database_name="erp",
    create_mode="Secondary",
    secondary_type="Geo",
    source_database_id=primary.id,
    sku=sku,
)
