"""A model of Azure OpenAI that bills by its tokens: its capacity is a rate, not a price."""

import pulumi_azure_native as azure

TAGS = {"owner": "search", "cost-center": "se-5"}
group = azure.resources.ResourceGroup("models", tags=TAGS)
account = azure.cognitiveservices.Account(
    "models", resource_group_name=group.name, kind="OpenAI", sku={"name": "S0"}, tags=TAGS
)
azure.cognitiveservices.Deployment(
    "gpt",
    account_name=account.name,
    resource_group_name=group.name,
    sku={"name": "GlobalStandard", "capacity": 450},
    properties={"model": {"format": "OpenAI", "name": "gpt-4o", "version": "2024-11-20"}},
)
