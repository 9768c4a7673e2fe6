"""Captions on demand: a small web app and a worker with one T4 that runs only while the queue has messages, all in Sweden Central.

Config: azure-native:location=swedencentral
"""

import pulumi
from pulumi_azure_native import app, operationalinsights, resources, servicebus

config = pulumi.Config()
version = config.get("version") or "1.6.0"
LOCATION = "swedencentral"

group = resources.ResourceGroup("captions", location=LOCATION)
logs = operationalinsights.Workspace(
    "captions",
    resource_group_name=group.name,
    location=LOCATION,
    sku={"name": "PerGB2018"},
    retention_in_days=30,
    workspace_capping={"daily_quota_gb": 1.0},
)
keys = operationalinsights.get_shared_keys_output(resource_group_name=group.name, workspace_name=logs.name)

bus = servicebus.Namespace(
    "captions", resource_group_name=group.name, location=LOCATION, sku={"name": "Basic", "tier": "Basic"}
)
queue = servicebus.Queue(
    "videos",
    queue_name="videos",
    resource_group_name=group.name,
    namespace_name=bus.name,
    max_delivery_count=5,
    lock_duration="PT5M",
)

environment = app.ManagedEnvironment(
    "captions",
    resource_group_name=group.name,
    location=LOCATION,
    app_logs_configuration={
        "destination": "log-analytics",
        "log_analytics_configuration": {"customer_id": logs.customer_id, "shared_key": keys.primary_shared_key},
    },
    workload_profiles=[
        {"name": "Consumption", "workload_profile_type": "Consumption"},
        {"name": "t4", "workload_profile_type": "Consumption-GPU-NC8as-T4"},
    ],
)

web = app.ContainerApp(
    "web",
    resource_group_name=group.name,
    location=LOCATION,
    managed_environment_id=environment.id,
    workload_profile_name="Consumption",
    configuration={
        "ingress": {"external": True, "target_port": 8080, "transport": "auto"},
        "active_revisions_mode": "Single",
    },
    template={
        "containers": [
            {
                "name": "web",
                "image": f"ghcr.io/subtitler/web:{version}",
                "resources": {"cpu": 0.5, "memory": "1Gi"},
                "env": [{"name": "QUEUE", "value": queue.name}],
            }
        ],
        "scale": {
            "min_replicas": 1,
            "max_replicas": 3,
            "rules": [{"name": "http", "http": {"metadata": {"concurrentRequests": "40"}}}],
        },
    },
)
app.ContainerApp(
    "worker",
    resource_group_name=group.name,
    location=LOCATION,
    managed_environment_id=environment.id,
    workload_profile_name="t4",
    identity={"type": "SystemAssigned"},
    configuration={"active_revisions_mode": "Single"},
    template={
        "containers": [
            {
                "name": "worker",
                "image": f"ghcr.io/subtitler/worker:{version}",
                "resources": {"cpu": 8, "memory": "56Gi"},
            }
        ],
        "scale": {
            "min_replicas": 0,
            "max_replicas": 1,
            "cooldown_period": 300,
            "rules": [
                {
                    "name": "queue",
                    "custom": {
                        "type": "azure-servicebus",
                        "identity": "system",
                        "metadata": {"queueName": "videos", "namespace": bus.name, "messageCount": "20"},
                    },
                }
            ],
        },
    },
)
pulumi.export("url", web.configuration.apply(lambda c: c.ingress.fqdn if c and c.ingress else None))
