"""A document database that is written in two regions.

Answer: cross-region-copy fail features
"""

import pulumi_azure_native as azure

azure.cosmosdb.DatabaseAccount(
    "features",
    resource_group_name="team",
    database_account_offer_type="Standard",
    enable_multiple_write_locations=True,
    locations=[
        {"location_name": "eastus", "failover_priority": 0},
        {"location_name": "westeurope", "failover_priority": 1},
    ],
)
