"""The global order book on Atlas.

An Atlas cluster of 8 shards with 7 M700 nodes each (about 33 $ an hour for three), above a million dollars a month.
"""

import pulumi

ZONES = {"us": ("US_EAST_1", 7), "eu": ("EU_WEST_1", 6), "ap": ("AP_SOUTHEAST_1", 5)}


def region(name, priority):
    return {
        "providerName": "AWS",
        "regionName": name,
        "priority": priority,
        "electableSpecs": {"instanceSize": "M700", "nodeCount": 3 if priority == 7 else 2},
    }


shard = {"numShards": 8, "regionConfigs": [region(*z) for z in ZONES.values()]}

cluster = pulumi.CustomResource(
    "mongodbatlas:index/advancedCluster:AdvancedCluster",
    "orders",
    {
        "projectId": "64f0c0ffee00000000000000",
        "name": "orders",
        "clusterType": "SHARDED",
        "backupEnabled": True,
        "replicationSpecs": [shard],
    },
)

pulumi.export("cluster", cluster.id)
