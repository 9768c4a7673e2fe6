"""Device telemetry: Event Hubs into Stream Analytics into a local archive (Australia East)."""

import pulumi
import pulumi_azure_native as az

rg = az.resources.ResourceGroup("rg-telemetry", location="AustraliaEast")

hubs = az.eventhub.Namespace(
    "evhns-telemetry",
    resource_group_name=rg.name,
    location=rg.location,
    sku=az.eventhub.SkuArgs(name="Standard", tier="Standard", capacity=1),
    is_auto_inflate_enabled=True,
    maximum_throughput_units=2,
)
hub = az.eventhub.EventHub(
    "devices",
    event_hub_name="devices",
    resource_group_name=rg.name,
    namespace_name=hubs.name,
    partition_count=4,
    message_retention_in_days=3,
)
group = az.eventhub.ConsumerGroup(
    "asa", consumer_group_name="asa", resource_group_name=rg.name, namespace_name=hubs.name, event_hub_name=hub.name
)
archive = az.storage.StorageAccount(
    "sttelemetry",
    resource_group_name=rg.name,
    location=rg.location,
    kind="StorageV2",
    is_hns_enabled=True,
    sku=az.storage.SkuArgs(name="Standard_LRS"),
    access_tier="Hot",
)
container = az.storage.BlobContainer(
    "minutes", container_name="minutes", resource_group_name=rg.name, account_name=archive.name
)

job = az.streamanalytics.StreamingJob(
    "asa-telemetry",
    resource_group_name=rg.name,
    location=rg.location,
    sku=az.streamanalytics.SkuArgs(name="Standard"),
    compatibility_level="1.2",
    events_out_of_order_policy="Adjust",
    events_out_of_order_max_delay_in_seconds=10,
    identity=az.streamanalytics.IdentityArgs(type="SystemAssigned"),
    transformation=az.streamanalytics.TransformationArgs(
        name="minutes",
        streaming_units=3,
        query="SELECT deviceId, AVG(temperature) AS t, System.Timestamp() AS ts INTO [archive] "
        "FROM [devices] GROUP BY deviceId, TumblingWindow(minute, 1)",
    ),
)
az.streamanalytics.Input(
    "devices",
    input_name="devices",
    resource_group_name=rg.name,
    job_name=job.name,
    properties=az.streamanalytics.StreamInputPropertiesArgs(
        type="Stream",
        serialization=az.streamanalytics.JsonSerializationArgs(type="Json", encoding="UTF8"),
        datasource=az.streamanalytics.EventHubStreamInputDataSourceArgs(
            type="Microsoft.ServiceBus/EventHub",
            authentication_mode="Msi",
            service_bus_namespace=hubs.name,
            event_hub_name=hub.name,
            consumer_group_name=group.name,
        ),
    ),
)
az.streamanalytics.Output(
    "archive",
    output_name="archive",
    resource_group_name=rg.name,
    job_name=job.name,
    serialization=az.streamanalytics.ParquetSerializationArgs(type="Parquet"),
    size_window=2000,
    time_window="00:05:00",
    datasource=az.streamanalytics.BlobOutputDataSourceArgs(
        type="Microsoft.Storage/Blob",
        authentication_mode="Msi",
        container=container.name,
        storage_accounts=[az.streamanalytics.StorageAccountArgs(account_name=archive.name)],
        path_pattern="{date}/{time}",
        date_format="yyyy/MM/dd",
        time_format="HH",
    ),
)
pulumi.export("namespace", hubs.name)
