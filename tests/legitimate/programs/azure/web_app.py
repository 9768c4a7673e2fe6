"""A web app on a small plan, with what it logs."""

import pulumi_azure_native as azure

TAGS = {"owner": "web", "cost-center": "we-3"}
group = azure.resources.ResourceGroup("web", location="westeurope", tags=TAGS)
plan = azure.web.AppServicePlan(
    "web",
    resource_group_name=group.name,
    kind="linux",
    reserved=True,
    sku={"name": "B1", "tier": "Basic", "capacity": 1},
    tags=TAGS,
)
logs = azure.operationalinsights.Workspace(
    "web", resource_group_name=group.name, retention_in_days=30, sku={"name": "PerGB2018"}, tags=TAGS
)
azure.web.WebApp(
    "web",
    resource_group_name=group.name,
    server_farm_id=plan.id,
    https_only=True,
    site_config={"linux_fx_version": "PYTHON|3.13", "always_on": True},
    tags=TAGS,
)
