"""Geo-replicated premium Redis.

The premium Redis cache in East US replicates every write to a linked secondary cache in UK South (passive geo-replication).
"""

from pulumi_azure_native import redis, resources

rg = resources.ResourceGroup("feature-cache")
SKU = {"name": "Premium", "family": "P", "capacity": 4}

hot = redis.Redis(
    "features-us", resource_group_name=rg.name, location="eastus", sku=SKU, shard_count=4, enable_non_ssl_port=False
)
follower = redis.Redis(
    "features-uk", resource_group_name=rg.name, location="uksouth", sku=SKU, shard_count=4, enable_non_ssl_port=False
)

redis.LinkedServer(
    "link",
    resource_group_name=rg.name,
    name=hot.name,
    linked_redis_cache_id=follower.id,
    linked_redis_cache_location="uksouth",
    server_role="Secondary",
)
