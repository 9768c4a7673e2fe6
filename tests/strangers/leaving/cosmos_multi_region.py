"""Product catalog in Cosmos DB.

The Cosmos DB account keeps the product catalog in East US, West Europe and Australia East, replicating every write between them.
"""

import pulumi_azure_native as azure

rg = azure.resources.ResourceGroup("catalog-rg")
regions = ["East US", "West Europe", "Australia East"]

account = azure.cosmosdb.DatabaseAccount(
    "catalog-db",
    account_name="acme-catalog",
    resource_group_name=rg.name,
    location="East US",
    kind="GlobalDocumentDB",
    database_account_offer_type="Standard",
    consistency_policy={"default_consistency_level": "Session"},
    enable_automatic_failover=True,
    locations=[
        {"location_name": region, "failover_priority": i, "is_zone_redundant": i == 0}
        for i, region in enumerate(regions)
    ],
)
database = azure.cosmosdb.SqlResourceSqlDatabase(
    "catalog",
    database_name="catalog",
    account_name=account.name,
    resource_group_name=rg.name,
    resource={"id": "catalog"},
)
azure.cosmosdb.SqlResourceSqlContainer(
    "products",
    container_name="products",
    account_name=account.name,
    database_name=database.name,
    resource_group_name=rg.name,
    resource={"id": "products", "partition_key": {"paths": ["/sku"], "kind": "Hash"}},
    options={"autoscale_settings": {"max_throughput": 40000}},
)
