"""Dedicated SQL pool of the retail warehouse.

A dedicated Synapse SQL pool at DW30000c, about 250,000 $ a month, whose name is put together from a table.
"""

import pulumi
from pulumi_azure_native import synapse

LEVELS = {"dev": 100, "test": 500, "prod": 30000}

env = pulumi.Config().get("env") or "prod"

pool = synapse.SqlPool(
    "retail",
    resource_group_name="retail-dwh",
    workspace_name="retail-synapse",
    sql_pool_name="retail",
    create_mode="Default",
    collation="SQL_Latin1_General_CP1_CI_AS",
    sku={"name": f"DW{LEVELS[env]}c"},
)

pulumi.export("pool", pool.name)
