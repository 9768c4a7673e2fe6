"""Customer portal: App Service with a staging slot and CPU autoscale, in Canada Central."""

import pulumi
import pulumi_azure_native as az

LOCATION = "canadacentral"
rg = az.resources.ResourceGroup("rg-portal", location=LOCATION)
plan = az.web.AppServicePlan(
    "plan-portal",
    resource_group_name=rg.name,
    location=LOCATION,
    kind="linux",
    reserved=True,
    sku=az.web.SkuDescriptionArgs(name="P1v3", tier="PremiumV3", size="P1v3", capacity=1),
)
insights_ws = az.operationalinsights.Workspace(
    "log-portal",
    resource_group_name=rg.name,
    location=LOCATION,
    sku=az.operationalinsights.WorkspaceSkuArgs(name="PerGB2018"),
    retention_in_days=30,
)
insights = az.applicationinsights.Component(
    "appi-portal",
    resource_group_name=rg.name,
    location=LOCATION,
    kind="web",
    application_type="web",
    workspace_resource_id=insights_ws.id,
    ingestion_mode="LogAnalytics",
)


def config(environment):
    return az.web.SiteConfigArgs(
        linux_fx_version="NODE|20-lts",
        always_on=True,
        http20_enabled=True,
        min_tls_version="1.2",
        health_check_path="/health",
        app_settings=[
            az.web.NameValuePairArgs(name="APPLICATIONINSIGHTS_CONNECTION_STRING", value=insights.connection_string),
            az.web.NameValuePairArgs(name="NODE_ENV", value=environment),
        ],
    )


app = az.web.WebApp(
    "app-portal",
    resource_group_name=rg.name,
    location=LOCATION,
    server_farm_id=plan.id,
    kind="app,linux",
    https_only=True,
    site_config=config("production"),
    identity=az.web.ManagedServiceIdentityArgs(type="SystemAssigned"),
)
slot = az.web.WebAppSlot(
    "staging",
    slot="staging",
    name=app.name,
    resource_group_name=rg.name,
    location=LOCATION,
    server_farm_id=plan.id,
    kind="app,linux",
    https_only=True,
    site_config=config("staging"),
)


def rule(operator, threshold, direction):
    return az.monitor.ScaleRuleArgs(
        metric_trigger=az.monitor.MetricTriggerArgs(
            metric_name="CpuPercentage",
            metric_resource_uri=plan.id,
            operator=operator,
            threshold=threshold,
            statistic="Average",
            time_aggregation="Average",
            time_grain="PT1M",
            time_window="PT10M",
        ),
        scale_action=az.monitor.ScaleActionArgs(direction=direction, type="ChangeCount", value="1", cooldown="PT10M"),
    )


az.monitor.AutoscaleSetting(
    "portal",
    resource_group_name=rg.name,
    location=LOCATION,
    enabled=True,
    target_resource_uri=plan.id,
    profiles=[
        az.monitor.AutoscaleProfileArgs(
            name="cpu",
            capacity=az.monitor.ScaleCapacityArgs(minimum="1", maximum="3", default="1"),
            rules=[rule("GreaterThan", 70, "Increase"), rule("LessThan", 30, "Decrease")],
        )
    ],
)
pulumi.export("url", app.default_host_name.apply(lambda h: f"https://{h}"))
