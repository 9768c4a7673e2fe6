"""Vehicle telemetry: an event hub into a development-size Data Explorer cluster, same region."""

import pulumi
from pulumi_azure_native import eventhub, kusto, resources, storage

LOCATION = "eastus"
TABLES = {"positions": "Positions", "faults": "Faults"}

group = resources.ResourceGroup("telemetry", location=LOCATION)
namespace = eventhub.Namespace(
    "telemetry",
    resource_group_name=group.name,
    location=LOCATION,
    sku={"name": "Standard", "tier": "Standard", "capacity": 1},
    is_auto_inflate_enabled=True,
    maximum_throughput_units=3,
    minimum_tls_version="1.2",
)
archive = storage.StorageAccount(
    "telemetryraw",
    resource_group_name=group.name,
    location=LOCATION,
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    access_tier="Cool",
)
container = storage.BlobContainer(
    "raw", container_name="raw", resource_group_name=group.name, account_name=archive.name
)

cluster = kusto.Cluster(
    "telemetry",
    cluster_name="telemetryadx",
    resource_group_name=group.name,
    location=LOCATION,
    sku={"name": "Dev(No SLA)_Standard_E2a_v4", "tier": "Basic", "capacity": 1},
    enable_auto_stop=True,
    enable_streaming_ingest=False,
    identity={"type": "SystemAssigned"},
)
database = kusto.ReadWriteDatabase(
    "vehicles",
    database_name="vehicles",
    kind="ReadWrite",
    resource_group_name=group.name,
    cluster_name=cluster.name,
    location=LOCATION,
    hot_cache_period="P7D",
    soft_delete_period="P90D",
)
kusto.Script(
    "tables",
    script_name="tables",
    resource_group_name=group.name,
    cluster_name=cluster.name,
    database_name=database.name.apply(lambda n: n.split("/")[-1]),
    continue_on_errors=False,
    script_content="\n".join(
        f".create-merge table {t} (vehicle:string, ts:datetime, body:dynamic)" for t in TABLES.values()
    ),
)

for name, table in TABLES.items():
    hub = eventhub.EventHub(
        name,
        event_hub_name=name,
        resource_group_name=group.name,
        namespace_name=namespace.name,
        partition_count=4,
        message_retention_in_days=3,
        capture_description={
            "enabled": name == "positions",
            "encoding": "Avro",
            "interval_in_seconds": 300,
            "size_limit_in_bytes": 104857600,
            "destination": {
                "name": "EventHubArchive.AzureBlockBlob",
                "storage_account_resource_id": archive.id,
                "blob_container": container.name,
                "archive_name_format": "{Namespace}/{EventHub}/{PartitionId}/{Year}/{Month}/{Day}/{Hour}/{Minute}/{Second}",
            },
        },
    )
    group_name = eventhub.ConsumerGroup(
        f"{name}-adx",
        consumer_group_name="adx",
        resource_group_name=group.name,
        namespace_name=namespace.name,
        event_hub_name=hub.name,
    )
    kusto.EventHubDataConnection(
        name,
        data_connection_name=name,
        kind="EventHub",
        resource_group_name=group.name,
        cluster_name=cluster.name,
        database_name="vehicles",
        location=LOCATION,
        event_hub_resource_id=hub.id,
        consumer_group=group_name.name,
        table_name=table,
        data_format="MULTIJSON",
        compression="None",
        managed_identity_resource_id=cluster.id,
        opts=pulumi.ResourceOptions(depends_on=[database]),
    )
pulumi.export("cluster", cluster.uri)
