"""Cosmos DB for MongoDB (vCore) with a replica cluster for the Indian app.

A 4 TB MongoDB vCore cluster in eastus is replicated to a geo-replica cluster in centralindia.
"""

import pulumi
from pulumi_azure_native import mongocluster, resources

rg = resources.ResourceGroup("mongo")
password = pulumi.Config().get_secret("password") or pulumi.Output.secret("Change-me-1")

primary = mongocluster.MongoCluster(
    "catalogue",
    mongo_cluster_name="acme-catalogue",
    resource_group_name=rg.name,
    location="eastus",
    properties={
        "create_mode": "Default",
        "server_version": "7.0",
        "administrator": {"user_name": "root", "password": password},
        "compute": {"tier": "M80"},
        "storage": {"size_gb": 4096},
        "sharding": {"shard_count": 2},
        "high_availability": {"target_mode": "SameZone"},
    },
)
mongocluster.MongoCluster(
    "catalogue-india",
    mongo_cluster_name="acme-catalogue-india",
    resource_group_name=rg.name,
    location="centralindia",
    properties={
        "create_mode": "GeoReplica",
        "replica_parameters": {"source_resource_id": primary.id, "source_location": primary.location},
    },
)
