"""The customer portal on App Service: one to three instances, a staging slot, autoscale by CPU."""

import pulumi
from pulumi_azure_native import applicationinsights, monitor, operationalinsights, resources, web

config = pulumi.Config()
stack = pulumi.get_stack()
image_tag = config.get("imageTag") or "2025.2.1"

group = resources.ResourceGroup("portal", resource_group_name=f"rg-portal-{stack}")
logs = operationalinsights.Workspace(
    "portal", resource_group_name=group.name, sku={"name": "PerGB2018"}, retention_in_days=30
)
insights = applicationinsights.Component(
    "portal",
    resource_group_name=group.name,
    kind="web",
    application_type="web",
    workspace_resource_id=logs.id,
    ingestion_mode="LogAnalytics",
)
plan = web.AppServicePlan(
    "portal",
    resource_group_name=group.name,
    kind="linux",
    reserved=True,
    sku={"name": "P1v3", "tier": "PremiumV3", "capacity": 1},
)

settings = {
    "WEBSITES_PORT": "8080",
    "APPLICATIONINSIGHTS_CONNECTION_STRING": insights.connection_string,
    "SUPPORT_HOURS": "eastus office, westeurope on call",
    "MAIL_API_KEY": "@Microsoft.KeyVault(SecretUri=https://kv-portal.vault.azure.net/secrets/mail-api-key)",
}
site_config = {
    "linux_fx_version": f"DOCKER|portalregistry.azurecr.io/portal:{image_tag}",
    "acr_use_managed_identity_creds": True,
    "always_on": True,
    "http20_enabled": True,
    "min_tls_version": "1.2",
    "health_check_path": "/healthz",
    "app_settings": [{"name": k, "value": v} for k, v in settings.items()],
}
site = web.WebApp(
    "portal",
    resource_group_name=group.name,
    server_farm_id=plan.id,
    https_only=True,
    kind="app,linux,container",
    identity={"type": "SystemAssigned"},
    site_config=site_config,
)
web.WebAppSlot(
    "staging",
    name=site.name,
    slot="staging",
    resource_group_name=group.name,
    server_farm_id=plan.id,
    https_only=True,
    site_config=site_config,
)


def rule(operator: str, threshold: float, direction: str) -> dict:
    return {
        "metric_trigger": {
            "metric_name": "CpuPercentage",
            "metric_resource_uri": plan.id,
            "time_grain": "PT1M",
            "statistic": "Average",
            "time_window": "PT10M",
            "time_aggregation": "Average",
            "operator": operator,
            "threshold": threshold,
        },
        "scale_action": {"direction": direction, "type": "ChangeCount", "value": "1", "cooldown": "PT10M"},
    }


monitor.AutoscaleSetting(
    "portal",
    resource_group_name=group.name,
    target_resource_uri=plan.id,
    enabled=True,
    profiles=[
        {
            "name": "default",
            "capacity": {"minimum": "1", "maximum": "3", "default": "1"},
            "rules": [rule("GreaterThan", 70, "Increase"), rule("LessThan", 30, "Decrease")],
        }
    ],
)
pulumi.export("url", site.default_host_name.apply(lambda h: f"https://{h}"))
