"""Profiles on MongoDB Atlas: one replica set across three clouds.

Every write of the MongoDB Atlas cluster is replicated from AWS us-east-1 to its members in Google Cloud europe-west1 and Azure
southeast Asia (one replica set over three clouds).
"""

import pulumi

project = pulumi.CustomResource(
    "mongodbatlas:index/project:Project", "profiles", {"name": "profiles", "orgId": "5f0c1e2d3b4a596877665544"}
)

SPECS = {"instanceSize": "M200", "nodeCount": 2, "diskSizeGb": 3000}

pulumi.CustomResource(
    "mongodbatlas:index/advancedCluster:AdvancedCluster",
    "profiles",
    {
        "projectId": project.id,
        "name": "profiles",
        "clusterType": "REPLICASET",
        "backupEnabled": True,
        "replicationSpecs": [
            {
                "zoneName": "world",
                "regionConfigs": [
                    {"providerName": "AWS", "regionName": "US_EAST_1", "priority": 7, "electableSpecs": SPECS},
                    {"providerName": "GCP", "regionName": "WESTERN_EUROPE", "priority": 6, "electableSpecs": SPECS},
                    {
                        "providerName": "AZURE",
                        "regionName": "ASIA_SOUTH_EAST",
                        "priority": 5,
                        "electableSpecs": {**SPECS, "nodeCount": 1},
                    },
                ],
            }
        ],
    },
)
