"""Orders database and its read replica for the Dubai office's dashboards.

A Postgres flexible server read replica in uaenorth receives the WAL of the 4 TB orders server in eastus.
"""

import pulumi
from pulumi_azure_native import dbforpostgresql as pg
from pulumi_azure_native import resources


class RegionalReadReplica(pulumi.ComponentResource):
    def __init__(self, name: str, source: pg.Server, group, region: str):
        super().__init__("acme:pg:RegionalReadReplica", name)
        self.server = pg.Server(
            name,
            server_name=name,
            resource_group_name=group.name,
            location=region,
            create_mode="Replica",
            source_server_resource_id=source.id,
            sku=pg.SkuArgs(name="Standard_E8ds_v5", tier="MemoryOptimized"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({"fqdn": self.server.fully_qualified_domain_name})


rg = resources.ResourceGroup("orders", location="eastus")
orders = pg.Server(
    "orders-pg",
    server_name="orders-pg",
    resource_group_name=rg.name,
    location="eastus",
    version="16",
    create_mode="Create",
    administrator_login="orders",
    administrator_login_password=pulumi.Output.secret("Change-me-1"),
    sku=pg.SkuArgs(name="Standard_E16ds_v5", tier="MemoryOptimized"),
    storage={"storage_size_gb": 4096},
    backup={"backup_retention_days": 14, "geo_redundant_backup": "Disabled"},
)
RegionalReadReplica("orders-pg-dubai", orders, rg, "uaenorth")
