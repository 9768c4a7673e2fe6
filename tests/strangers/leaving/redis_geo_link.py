"""Session cache with a geo-replicated secondary in Dublin.

The premium Redis cache in eastus is geo-replicated to the linked secondary cache in northeurope.
"""

import pulumi
import pulumi_azure_native as azure

rg = azure.resources.ResourceGroup("sessions-rg", location="eastus")


def premium_cache(name, location):
    return azure.redis.Redis(
        name,
        name=name,
        resource_group_name=rg.name,
        location=location,
        sku={"name": "Premium", "family": "P", "capacity": 4},
        minimum_tls_version="1.2",
        redis_configuration={"maxmemory_policy": "allkeys-lru"},
    )


primary = premium_cache("acme-sessions-us", "eastus")
secondary = premium_cache("acme-sessions-eu", "northeurope")

azure.redis.LinkedServer(
    "sessions-link",
    name=primary.name,
    resource_group_name=rg.name,
    linked_server_name="acme-sessions-eu",
    linked_redis_cache_id=secondary.id,
    linked_redis_cache_location="northeurope",
    server_role="Secondary",
)
pulumi.export("primary_host", primary.host_name)
