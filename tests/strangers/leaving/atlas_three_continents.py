"""MongoDB Atlas cluster with electable nodes on three continents and backup copies.

The 2 TB Atlas replica set replicates its oplog from AWS us-east-1 to AWS eu-west-1 and Google Cloud asia-northeast1.
"""

import pulumi

REGIONS = [("AWS", "US_EAST_1", 7, 3), ("AWS", "EU_WEST_1", 6, 2), ("GCP", "ASIA_NORTHEAST_1", 5, 2)]


def region_config(provider, region, priority, nodes):
    return {
        "providerName": provider,
        "regionName": region,
        "priority": priority,
        "electableSpecs": {"instanceSize": "M60", "nodeCount": nodes, "diskSizeGb": 2048},
        "autoScaling": {"diskGbEnabled": True},
    }


project = pulumi.CustomResource(
    "mongodbatlas:index/project:Project", "game", {"orgId": "5f0c1d2e3a4b5c6d7e8f9a0b", "name": "game"}
)

cluster = pulumi.CustomResource(
    "mongodbatlas:index/advancedCluster:AdvancedCluster",
    "worlds",
    {
        "projectId": project.id,
        "name": "worlds",
        "clusterType": "REPLICASET",
        "backupEnabled": True,
        "mongoDbMajorVersion": "7.0",
        "replicationSpecs": [{"regionConfigs": [region_config(*r) for r in REGIONS]}],
    },
)
