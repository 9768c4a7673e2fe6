"""Shopping carts in Cosmos DB, writable in three regions.

All writes to the Cosmos DB account are replicated among East US, North Europe and Southeast Asia (multi-region writes).
"""

from pulumi_azure_native import cosmosdb, resources

rg = resources.ResourceGroup("carts")
regions = ["eastus", "northeurope", "southeastasia"]

account = cosmosdb.DatabaseAccount(
    "carts",
    resource_group_name=rg.name,
    location=regions[0],
    kind="GlobalDocumentDB",
    database_account_offer_type="Standard",
    enable_multiple_write_locations=True,
    consistency_policy={"default_consistency_level": "Session"},
    locations=[
        {"location_name": name, "failover_priority": i, "is_zone_redundant": False} for i, name in enumerate(regions)
    ],
)

db = cosmosdb.SqlResourceSqlDatabase(
    "shop", resource_group_name=rg.name, account_name=account.name, database_name="shop", resource={"id": "shop"}
)
cosmosdb.SqlResourceSqlContainer(
    "carts-container",
    resource_group_name=rg.name,
    account_name=account.name,
    database_name=db.name,
    container_name="carts",
    resource={"id": "carts", "partition_key": {"paths": ["/customerId"], "kind": "Hash"}},
    options={"autoscale_settings": {"max_throughput": 200000}},
)
