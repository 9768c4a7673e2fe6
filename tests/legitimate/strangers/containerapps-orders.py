"""Orders API and a nightly job on Azure Container Apps.

Config: orders:sbConnection=Endpoint=sb://example/
"""

import pulumi
import pulumi_azure_native as az

sb_connection = pulumi.Config("orders").require_secret("sbConnection")
rg = az.resources.ResourceGroup("rg-orders", location="westus3")
logs = az.operationalinsights.Workspace(
    "log-orders",
    resource_group_name=rg.name,
    location=rg.location,
    retention_in_days=30,
    sku=az.operationalinsights.WorkspaceSkuArgs(name="PerGB2018"),
)
keys = az.operationalinsights.get_shared_keys_output(resource_group_name=rg.name, workspace_name=logs.name)
env = az.app.ManagedEnvironment(
    "cae-orders",
    resource_group_name=rg.name,
    location=rg.location,
    app_logs_configuration=az.app.AppLogsConfigurationArgs(
        destination="log-analytics",
        log_analytics_configuration=az.app.LogAnalyticsConfigurationArgs(
            customer_id=logs.customer_id, shared_key=keys.primary_shared_key
        ),
    ),
)
IMAGE = "ghcr.io/acme/orders:5.1.0"
secrets = [az.app.SecretArgs(name="sb", value=sb_connection)]
env_vars = [
    az.app.EnvironmentVarArgs(name="SERVICEBUS", secret_ref="sb"),
    az.app.EnvironmentVarArgs(name="LOG_LEVEL", value="info"),
]

api = az.app.ContainerApp(
    "orders-api",
    container_app_name="orders-api",
    resource_group_name=rg.name,
    location=rg.location,
    managed_environment_id=env.id,
    configuration=az.app.ConfigurationArgs(
        secrets=secrets,
        active_revisions_mode="Single",
        ingress=az.app.IngressArgs(
            external=True,
            target_port=8080,
            transport="auto",
            traffic=[az.app.TrafficWeightArgs(latest_revision=True, weight=100)],
        ),
    ),
    template=az.app.TemplateArgs(
        containers=[
            az.app.ContainerArgs(
                name="api",
                image=IMAGE,
                env=env_vars,
                resources=az.app.ContainerResourcesArgs(cpu=0.5, memory="1Gi"),
                probes=[
                    az.app.ContainerAppProbeArgs(
                        type="Readiness", http_get=az.app.ContainerAppProbeHttpGetArgs(path="/ready", port=8080)
                    )
                ],
            )
        ],
        scale=az.app.ScaleArgs(
            min_replicas=1,
            max_replicas=10,
            rules=[
                az.app.ScaleRuleArgs(name="http", http=az.app.HttpScaleRuleArgs(metadata={"concurrentRequests": "80"}))
            ],
        ),
    ),
)
az.app.Job(
    "orders-nightly",
    job_name="orders-nightly",
    resource_group_name=rg.name,
    location=rg.location,
    environment_id=env.id,
    configuration=az.app.JobConfigurationArgs(
        trigger_type="Schedule",
        replica_timeout=3600,
        replica_retry_limit=1,
        secrets=secrets,
        schedule_trigger_config=az.app.JobConfigurationScheduleTriggerConfigArgs(
            cron_expression="30 2 * * *", parallelism=1, replica_completion_count=1
        ),
    ),
    template=az.app.JobTemplateArgs(
        containers=[
            az.app.ContainerArgs(
                name="nightly",
                image=IMAGE,
                command=["python", "-m", "orders.reconcile"],
                env=env_vars,
                resources=az.app.ContainerResourcesArgs(cpu=2, memory="4Gi"),
            )
        ]
    ),
)
pulumi.export("fqdn", api.configuration.apply(lambda c: c.ingress.fqdn if c and c.ingress else None))
