"""A queue and a topic."""

import pulumi_azure_native as azure

TAGS = {"owner": "orders", "cost-center": "or-9"}
group = azure.resources.ResourceGroup("orders", location="westeurope", tags=TAGS)
namespace = azure.servicebus.Namespace(
    "orders", resource_group_name=group.name, sku={"name": "Standard", "tier": "Standard"}, tags=TAGS
)
azure.servicebus.Queue("orders", resource_group_name=group.name, namespace_name=namespace.name)
azure.servicebus.Topic("shipped", resource_group_name=group.name, namespace_name=namespace.name)
