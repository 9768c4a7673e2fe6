"""Data Explorer cluster for device telemetry.

Data Explorer cluster on Standard_L32as_v3 starting at 20 and autoscaling to 150 instances.
"""

import pulumi
import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("telemetry")
cluster = azure.kusto.Cluster(
    "telemetry",
    resource_group_name=group.name,
    cluster_name="devtelemetry",
    sku={"name": "Standard_L32as_v3", "tier": "Standard", "capacity": 20},
    optimized_autoscale={"is_enabled": True, "minimum": 20, "maximum": 150, "version": 1},
    enable_streaming_ingest=True,
    enable_disk_encryption=True,
    enable_auto_stop=False,
    identity={"type": "SystemAssigned"},
)
database = azure.kusto.ReadWriteDatabase(
    "devices",
    resource_group_name=group.name,
    cluster_name=cluster.name,
    database_name="devices",
    kind="ReadWrite",
    location=group.location,
    hot_cache_period="P31D",
    soft_delete_period="P365D",
)
pulumi.export("uri", cluster.uri)
pulumi.export("database", database.name)
