"""Leaderboards: active geo-replication between two Redis Enterprise clusters.

Redis Enterprise active geo-replication sends every write between databases in eastus and westeurope.
"""

from pulumi_azure_native import redisenterprise as re
from pulumi_azure_native import resources

rg = resources.ResourceGroup("leaderboards", location="eastus")
REGIONS = ["eastus", "westeurope"]
BASE = "/subscriptions/0-1/resourceGroups/leaderboards/providers/Microsoft.Cache/redisEnterprise"

database_ids = [f"{BASE}/boards-{r}/databases/default" for r in REGIONS]

previous = None
for i, region in enumerate(REGIONS):
    cluster = re.RedisEnterprise(
        f"boards-{region}",
        cluster_name=f"boards-{region}",
        resource_group_name=rg.name,
        location=region,
        sku={"name": "Enterprise_E50", "capacity": 4},
        minimum_tls_version="1.2",
        public_network_access="Disabled",
    )
    re.Database(
        f"boards-db-{region}",
        database_name="default",
        cluster_name=cluster.name,
        resource_group_name=rg.name,
        clustering_policy="EnterpriseCluster",
        eviction_policy="NoEviction",
        client_protocol="Encrypted",
        geo_replication={
            "group_nickname": "boards",
            "linked_databases": [{"id": d} for d in database_ids[: i + 1]],
        },
    )
