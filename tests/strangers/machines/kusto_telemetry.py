"""Telemetry cluster of the device fleet.

A Data Explorer cluster of Standard_L32as_v3 with 20 instances at least and autoscale to 200.
"""

from pulumi_azure_native import kusto

cluster = kusto.Cluster(
    "telemetry",
    resource_group_name="telemetry",
    cluster_name="visiontelemetry",
    sku=kusto.AzureSkuArgs(name="Standard_L32as_v3", tier="Standard", capacity=20),
    optimized_autoscale=kusto.OptimizedAutoscaleArgs(is_enabled=True, version=1, minimum=20, maximum=200),
    enable_streaming_ingest=True,
    enable_auto_stop=False,
)

kusto.ReadWriteDatabase(
    "devices",
    resource_group_name="telemetry",
    cluster_name=cluster.name,
    database_name="devices",
    kind="ReadWrite",
    hot_cache_period="P90D",
    soft_delete_period="P1095D",
)
