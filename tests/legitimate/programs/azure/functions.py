"""A function app that pays by use."""

import pulumi_azure_native as azure

TAGS = {"owner": "platform", "cost-center": "cc-42"}
group = azure.resources.ResourceGroup("nightly", location="westeurope", tags=TAGS)
plan = azure.web.AppServicePlan(
    "nightly", resource_group_name=group.name, kind="functionapp", sku={"name": "Y1", "tier": "Dynamic"}, tags=TAGS
)
azure.web.WebApp(
    "nightly",
    resource_group_name=group.name,
    kind="functionapp",
    server_farm_id=plan.id,
    https_only=True,
    site_config={"app_settings": [{"name": "FUNCTIONS_WORKER_RUNTIME", "value": "python"}]},
    tags=TAGS,
)
