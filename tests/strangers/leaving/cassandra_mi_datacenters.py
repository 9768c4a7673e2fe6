"""Managed Cassandra ring that spans three regions.

The managed Cassandra ring replicates (and repairs) the message data from eastus to data centers in westus2 and francecentral.
"""

from pulumi_azure_native import cosmosdb, resources

VNETS = "/subscriptions/0-1/resourceGroups/net/providers/Microsoft.Network/virtualNetworks"
RING = {"dc-east": ("eastus", 9), "dc-west": ("westus2", 9), "dc-eu": ("francecentral", 6)}

rg = resources.ResourceGroup("cassandra", location="eastus")
cluster = cosmosdb.CassandraCluster(
    "messages",
    cluster_name="messages",
    resource_group_name=rg.name,
    location="eastus",
    properties={
        "cassandra_version": "4.0",
        "delegated_management_subnet_id": f"{VNETS}/cassandra-eastus/subnets/mgmt",
        "initial_cassandra_admin_password": "rotate-me-please",
        "repair_enabled": True,
        "hours_between_backups": 24,
    },
)

for name, (region, nodes) in RING.items():
    cosmosdb.CassandraDataCenter(
        name,
        data_center_name=name,
        cluster_name=cluster.name,
        resource_group_name=rg.name,
        properties=cosmosdb.DataCenterResourcePropertiesArgs(
            data_center_location=region,
            delegated_subnet_id=f"{VNETS}/cassandra-{region}/subnets/ring",
            node_count=nodes,
            sku="Standard_E16s_v5",
            disk_sku="P30",
            disk_capacity=8,
        ),
    )
