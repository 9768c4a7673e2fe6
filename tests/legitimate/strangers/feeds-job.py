"""Product feed job on Container Apps with a queue and a budget."""

import pulumi
import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("feeds")
token = pulumi.Config().get_secret("feedToken") or pulumi.Output.secret("feed-token")
registry = azure.containerregistry.Registry(
    "feeds", resource_group_name=group.name, sku={"name": "Basic"}, admin_user_enabled=False
)
bus = azure.servicebus.Namespace("feeds", resource_group_name=group.name, sku={"name": "Basic", "tier": "Basic"})
queue = azure.servicebus.Queue("items", resource_group_name=group.name, namespace_name=bus.name, queue_name="items")
env = azure.app.ManagedEnvironment(
    "feeds",
    resource_group_name=group.name,
    workload_profiles=[{"name": "Consumption", "workload_profile_type": "Consumption"}],
)
job = azure.app.Job(
    "feeds",
    resource_group_name=group.name,
    environment_id=env.id,
    configuration={
        "trigger_type": "Schedule",
        "replica_timeout": 900,
        "replica_retry_limit": 1,
        "schedule_trigger_config": {"cron_expression": "*/30 * * * *", "parallelism": 1, "replica_completion_count": 1},
        "secrets": [{"name": "feed-token", "value": token}],
    },
    template={
        "containers": [
            {
                "name": "feeds",
                "image": registry.login_server.apply(lambda s: f"{s}/feeds:12"),
                "resources": {"cpu": 0.5, "memory": "1Gi"},
                "env": [{"name": "FEED_TOKEN", "secret_ref": "feed-token"}, {"name": "QUEUE", "value": queue.name}],
            }
        ]
    },
)
azure.consumption.Budget(
    "feeds-budget",
    scope=group.id,
    category="Cost",
    amount=100,
    time_grain="Monthly",
    time_period={"start_date": "2026-12-01T00:00:00Z"},
    notifications={
        "full": {
            "enabled": True,
            "operator": "GreaterThan",
            "threshold": 100,
            "contact_emails": ["shop@vision.example"],
        }
    },
)
pulumi.export("job", job.name)
