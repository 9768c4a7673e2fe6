"""Traces from the US gateways are analysed in the Swedish Data Explorer cluster.

A Data Explorer cluster in swedencentral ingests the traces event hub that lives in eastus through an event hub data connection.
"""

import pulumi_azure_native as azure

us = azure.resources.ResourceGroup("gateway-us", location="eastus")
se = azure.resources.ResourceGroup("observability-se", location="swedencentral")

namespace = azure.eventhub.Namespace(
    "gateway-hubs",
    resource_group_name=us.name,
    location="eastus",
    sku={"name": "Standard", "tier": "Standard", "capacity": 20},
    is_auto_inflate_enabled=True,
    maximum_throughput_units=40,
)
traces = azure.eventhub.EventHub(
    "traces",
    event_hub_name="traces",
    namespace_name=namespace.name,
    resource_group_name=us.name,
    partition_count=32,
    message_retention_in_days=3,
)
group = azure.eventhub.ConsumerGroup(
    "kusto",
    consumer_group_name="kusto",
    event_hub_name=traces.name,
    namespace_name=namespace.name,
    resource_group_name=us.name,
)

cluster = azure.kusto.Cluster(
    "observability",
    cluster_name="acmeobservability",
    resource_group_name=se.name,
    location="swedencentral",
    identity={"type": "SystemAssigned"},
    sku={"name": "Standard_E8ads_v5", "tier": "Standard", "capacity": 4},
)
database = azure.kusto.ReadWriteDatabase(
    "traces-db",
    database_name="traces",
    cluster_name=cluster.name,
    resource_group_name=se.name,
    location="swedencentral",
    kind="ReadWrite",
    hot_cache_period="P14D",
    soft_delete_period="P90D",
)
azure.kusto.EventHubDataConnection(
    "traces-connection",
    kind="EventHub",
    location="swedencentral",
    resource_group_name=se.name,
    cluster_name=cluster.name,
    database_name=database.name,
    event_hub_resource_id=traces.id,
    consumer_group=group.name,
    table_name="Spans",
    data_format="MULTIJSON",
    compression="GZip",
)
