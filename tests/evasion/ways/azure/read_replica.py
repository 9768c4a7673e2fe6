"""A database's replica is in another region than the database that it follows.

Answer: cross-region-copy fail replica
"""

import pulumi_azure_native as azure

main = azure.dbforpostgresql.Server(
    "main", resource_group_name="team", sku={"name": "Standard_D4ds_v5", "tier": "GeneralPurpose"}
)
azure.dbforpostgresql.Server(
    "replica",
    resource_group_name="team",
    location="westeurope",
    create_mode="Replica",
    source_server_resource_id=main.id,
)
