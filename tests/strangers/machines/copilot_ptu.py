"""Azure OpenAI account with a provisioned deployment for the sales copilot.

Azure OpenAI deployment with 600 provisioned throughput units (about 1 $ per unit and hour, some 400,000 $ a month).
"""

import pulumi
import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("copilot")
account = azure.cognitiveservices.Account(
    "copilot-openai",
    resource_group_name=group.name,
    kind="OpenAI",
    sku={"name": "S0"},
    properties={
        "custom_sub_domain_name": "sales-copilot-oai",
        "public_network_access": "Disabled",
    },
)
embeddings = azure.cognitiveservices.Deployment(
    "embeddings",
    resource_group_name=group.name,
    account_name=account.name,
    sku={"name": "Standard", "capacity": 50},
    properties={"model": {"format": "OpenAI", "name": "text-embedding-3-large", "version": "1"}},
)
chat = azure.cognitiveservices.Deployment(
    "gpt-ptu",
    resource_group_name=group.name,
    account_name=account.name,
    sku={"name": "ProvisionedManaged", "capacity": 600},
    properties={
        "model": {"format": "OpenAI", "name": "gpt-4o", "version": "2024-11-20"},
        "version_upgrade_option": "NoAutoUpgrade",
    },
    opts=pulumi.ResourceOptions(depends_on=[embeddings]),
)
pulumi.export("endpoint", account.properties.endpoint)
pulumi.export("deployment", chat.name)
