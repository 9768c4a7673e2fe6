"""Event store of the game backend.

A Cosmos container with 1.2 million RU/s of fixed throughput, about 70,000 $ a month.
"""

from pulumi_azure_native import cosmosdb

RG, ACCOUNT = "game", "game-events"

db = cosmosdb.SqlResourceSqlDatabase(
    "events",
    resource_group_name=RG,
    account_name=ACCOUNT,
    database_name="events",
    resource={"id": "events"},
)

cosmosdb.SqlResourceSqlContainer(
    "matches",
    resource_group_name=RG,
    account_name=ACCOUNT,
    database_name=db.name,
    container_name="matches",
    resource={"id": "matches", "partition_key": {"paths": ["/matchId"], "kind": "Hash"}},
    options={"throughput": 1_200_000},
)
