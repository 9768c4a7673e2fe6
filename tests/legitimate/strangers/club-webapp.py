"""Members' site on App Service with Postgres, scaled between one and three instances."""

import pulumi
import pulumi_azure_native as azure

password = pulumi.Config().get_secret("dbPassword") or pulumi.Output.secret("Clubhouse!2026")
group = azure.resources.ResourceGroup("club")
server = azure.dbforpostgresql.Server(
    "club-db",
    resource_group_name=group.name,
    administrator_login="club",
    administrator_login_password=password,
    version="16",
    sku={"name": "Standard_B2s", "tier": "Burstable"},
    storage={"storage_size_gb": 64},
    backup={"backup_retention_days": 14, "geo_redundant_backup": "Disabled"},
    high_availability={"mode": "Disabled"},
)
plan = azure.web.AppServicePlan(
    "club-plan",
    resource_group_name=group.name,
    kind="linux",
    reserved=True,
    sku={"name": "P1v3", "tier": "PremiumV3", "capacity": 1},
)
app = azure.web.WebApp(
    "club-app",
    resource_group_name=group.name,
    server_farm_id=plan.id,
    https_only=True,
    site_config={
        "linux_fx_version": "PYTHON|3.12",
        "always_on": True,
        "app_settings": [
            {"name": "DB_HOST", "value": server.fully_qualified_domain_name},
            {"name": "DB_PASSWORD", "value": password},
        ],
    },
)


def rule(operator, threshold, direction):
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


azure.monitor.AutoscaleSetting(
    "club-scale",
    resource_group_name=group.name,
    target_resource_uri=plan.id,
    enabled=True,
    profiles=[
        {
            "name": "cpu",
            "capacity": {"minimum": "1", "maximum": "3", "default": "1"},
            "rules": [rule("GreaterThan", 70, "Increase"), rule("LessThan", 30, "Decrease")],
        }
    ],
)
pulumi.export("host", app.default_host_name)
