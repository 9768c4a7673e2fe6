"""A web application with a database, a cache, search and messages, each of a small sku that has no price here."""

import pulumi_azure_native as azure

TAGS = {"owner": "web", "cost-center": "cc-7"}
group = azure.resources.ResourceGroup("shop", tags=TAGS)
azure.web.AppServicePlan(
    "shop", resource_group_name=group.name, kind="linux", reserved=True, sku={"name": "P0v3", "capacity": 1}, tags=TAGS
)
azure.redis.Redis(
    "shop", resource_group_name=group.name, sku={"name": "Basic", "family": "C", "capacity": 1}, tags=TAGS
)
azure.search.Service("shop", resource_group_name=group.name, sku={"name": "basic"}, tags=TAGS)
azure.servicebus.Namespace("shop", resource_group_name=group.name, sku={"name": "Standard"}, tags=TAGS)
azure.signalrservice.SignalR(
    "shop", resource_group_name=group.name, sku={"name": "Standard_S1", "capacity": 1}, tags=TAGS
)
