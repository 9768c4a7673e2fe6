"""Bookings: Redis for sessions, Service Bus for events, SignalR for live updates."""

import pulumi
import pulumi_azure_native as azure_native

stack = pulumi.get_stack()
rg = azure_native.resources.ResourceGroup(f"rg-bookings-{stack}")

cache = azure_native.redis.Redis(
    "redis-bookings",
    resource_group_name=rg.name,
    sku=azure_native.redis.SkuArgs(name="Standard", family="C", capacity=1),
    enable_non_ssl_port=False,
    minimum_tls_version="1.2",
    redis_version="6",
    redis_configuration=azure_native.redis.RedisCommonPropertiesRedisConfigurationArgs(maxmemory_policy="volatile-lru"),
)
bus = azure_native.servicebus.Namespace(
    "sb-bookings",
    resource_group_name=rg.name,
    sku=azure_native.servicebus.SBSkuArgs(name="Standard", tier="Standard"),
    minimum_tls_version="1.2",
)
queue = azure_native.servicebus.Queue(
    "payments",
    queue_name="payments",
    resource_group_name=rg.name,
    namespace_name=bus.name,
    lock_duration="PT1M",
    max_delivery_count=10,
    dead_lettering_on_message_expiration=True,
    max_size_in_megabytes=1024,
)
topic = azure_native.servicebus.Topic(
    "bookings",
    topic_name="bookings",
    resource_group_name=rg.name,
    namespace_name=bus.name,
    default_message_time_to_live="P7D",
)
for consumer in ("mail", "crm", "stats"):
    azure_native.servicebus.Subscription(
        consumer,
        subscription_name=consumer,
        resource_group_name=rg.name,
        namespace_name=bus.name,
        topic_name=topic.name,
        max_delivery_count=5,
    )
signalr = azure_native.signalrservice.SignalR(
    "sigr-bookings",
    resource_group_name=rg.name,
    kind="SignalR",
    sku=azure_native.signalrservice.ResourceSkuArgs(name="Standard_S1", tier="Standard", capacity=1),
    features=[azure_native.signalrservice.SignalRFeatureArgs(flag="ServiceMode", value="Default")],
    cors=azure_native.signalrservice.SignalRCorsSettingsArgs(allowed_origins=["https://book.example.com"]),
)
store = azure_native.storage.StorageAccount(
    "stbookings", resource_group_name=rg.name, kind="StorageV2", sku=azure_native.storage.SkuArgs(name="Standard_LRS")
)
azure_native.storage.Queue("retries", resource_group_name=rg.name, account_name=store.name, queue_name="retries")

redis_keys = azure_native.redis.list_redis_keys_output(resource_group_name=rg.name, name=cache.name)
pulumi.export("redisHost", cache.host_name)
pulumi.export("redisKey", pulumi.Output.secret(redis_keys.primary_key))
