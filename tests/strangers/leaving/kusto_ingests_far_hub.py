"""The observability team's Data Explorer cluster ingests our platform hub.

An Azure Data Explorer cluster in northeurope continuously ingests all Kubernetes logs from an Event Hub in eastus.
"""

from pulumi_azure_native import eventhub, kusto, resources

platform = resources.ResourceGroup("platform", location="eastus")
obs = resources.ResourceGroup("observability", location="northeurope")

ns = eventhub.Namespace(
    "platform-logs",
    namespace_name="platform-logs",
    location="eastus",
    resource_group_name=platform.name,
    sku={"name": "Premium", "tier": "Premium", "capacity": 4},
)
hub = eventhub.EventHub(
    "k8s-logs",
    event_hub_name="k8s-logs",
    namespace_name=ns.name,
    resource_group_name=platform.name,
    partition_count=64,
    message_retention_in_days=1,
)

adx = kusto.Cluster(
    "adx",
    cluster_name="acmeobs",
    location=obs.location,
    resource_group_name=obs.name,
    sku={"name": "Standard_E16ads_v5", "tier": "Standard", "capacity": 6},
    identity={"type": "SystemAssigned"},
)
db = kusto.ReadWriteDatabase(
    "logs",
    database_name="logs",
    kind="ReadWrite",
    cluster_name=adx.name,
    location=obs.location,
    resource_group_name=obs.name,
    hot_cache_period="P14D",
)

kusto.EventHubDataConnection(
    "k8s-logs-ingest",
    kind="EventHub",
    data_connection_name="k8s-logs-ingest",
    cluster_name=adx.name,
    database_name=db.name.apply(lambda n: n.split("/")[-1]),
    resource_group_name=obs.name,
    location="northeurope",
    event_hub_resource_id=hub.id,
    consumer_group="$Default",
    table_name="K8sLogs",
    data_format="MULTIJSON",
    managed_identity_resource_id=adx.id,
)
