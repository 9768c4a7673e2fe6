"""Reserved throughput for the call-centre copilot.

An Azure OpenAI deployment of 400 provisioned throughput units at about 1 $ an hour or more each.
"""

import pulumi
from pulumi_azure_native import cognitiveservices, resources

rg = resources.ResourceGroup("copilot")

account = cognitiveservices.Account(
    "copilot",
    resource_group_name=rg.name,
    kind="OpenAI",
    sku={"name": "S0"},
    properties={"custom_sub_domain_name": "vision-copilot", "public_network_access": "Disabled"},
)

deployment = cognitiveservices.Deployment(
    "gpt-4o",
    resource_group_name=rg.name,
    account_name=account.name,
    deployment_name="gpt-4o",
    sku={"name": "ProvisionedManaged", "capacity": 400},
    properties={
        "model": {"format": "OpenAI", "name": "gpt-4o", "version": "2024-11-20"},
        "version_upgrade_option": "NoAutoUpgrade",
    },
)

pulumi.export("deployment", deployment.name)
