"""Order intake: Functions on the consumption plan, a Service Bus topic, Cosmos DB in one region, a small cache."""

import pulumi
from pulumi_azure_native import cosmosdb, redis, resources, servicebus, storage, web

LOCATION = "eastus"
group = resources.ResourceGroup("orders", location=LOCATION)

bus = servicebus.Namespace(
    "orders",
    resource_group_name=group.name,
    location=LOCATION,
    sku={"name": "Standard", "tier": "Standard"},
    minimum_tls_version="1.2",
)
topic = servicebus.Topic(
    "orders",
    topic_name="orders",
    resource_group_name=group.name,
    namespace_name=bus.name,
    default_message_time_to_live="P7D",
    enable_batched_operations=True,
)
for name in ("billing", "warehouse", "mail"):
    servicebus.Subscription(
        name,
        subscription_name=name,
        resource_group_name=group.name,
        namespace_name=bus.name,
        topic_name=topic.name,
        max_delivery_count=8,
        dead_lettering_on_message_expiration=True,
    )

account = cosmosdb.DatabaseAccount(
    "orders",
    account_name="orders-cosmos",
    resource_group_name=group.name,
    location=LOCATION,
    kind="GlobalDocumentDB",
    database_account_offer_type="Standard",
    locations=[{"location_name": LOCATION, "failover_priority": 0, "is_zone_redundant": False}],
    consistency_policy={"default_consistency_level": "Session"},
    backup_policy=cosmosdb.PeriodicModeBackupPolicyArgs(
        type="Periodic",
        periodic_mode_properties=cosmosdb.PeriodicModePropertiesArgs(
            backup_interval_in_minutes=240, backup_retention_interval_in_hours=72, backup_storage_redundancy="Local"
        ),
    ),
    disable_local_auth=True,
    minimal_tls_version="Tls12",
)
database = cosmosdb.SqlResourceSqlDatabase(
    "orders",
    database_name="orders",
    account_name=account.name,
    resource_group_name=group.name,
    resource={"id": "orders"},
    options={"autoscale_settings": {"max_throughput": 4000}},
)
for container, key in {"orders": "/customerId", "stock": "/sku"}.items():
    cosmosdb.SqlResourceSqlContainer(
        container,
        container_name=container,
        account_name=account.name,
        database_name=database.name,
        resource_group_name=group.name,
        resource={"id": container, "partition_key": {"paths": [key], "kind": "Hash"}, "default_ttl": -1},
    )

cache = redis.Redis(
    "orders",
    resource_group_name=group.name,
    location=LOCATION,
    minimum_tls_version="1.2",
    sku={"name": "Basic", "family": "C", "capacity": 1},
)
store = storage.StorageAccount(
    "ordersfn", resource_group_name=group.name, location=LOCATION, kind="StorageV2", sku={"name": "Standard_LRS"}
)
plan = web.AppServicePlan(
    "orders",
    resource_group_name=group.name,
    location=LOCATION,
    kind="linux",
    reserved=True,
    sku={"name": "Y1", "tier": "Dynamic"},
)
app = web.WebApp(
    "orders",
    resource_group_name=group.name,
    location=LOCATION,
    server_farm_id=plan.id,
    kind="functionapp,linux",
    https_only=True,
    identity={"type": "SystemAssigned"},
    site_config={
        "linux_fx_version": "PYTHON|3.11",
        "function_app_scale_limit": 10,
        "app_settings": [
            {"name": k, "value": v}
            for k, v in {
                "FUNCTIONS_EXTENSION_VERSION": "~4",
                "FUNCTIONS_WORKER_RUNTIME": "python",
                "AzureWebJobsStorage__accountName": store.name,
                "COSMOS_ENDPOINT": account.document_endpoint,
                "REDIS_HOST": cache.host_name,
                "SERVICEBUS__fullyQualifiedNamespace": bus.name.apply(lambda n: f"{n}.servicebus.windows.net"),
            }.items()
        ],
    },
)
pulumi.export("function", app.default_host_name)
