"""MongoDB Atlas catalog cluster and its backup schedule.

Atlas copies the daily and weekly backup snapshots and oplogs of the cluster in AWS US_EAST_1 to AP_SOUTHEAST_2.
"""

import pulumi

PROJECT = "64f0c2a1b7e5d83c9a1f2e3d"

cluster = pulumi.CustomResource(
    "mongodbatlas:index/advancedCluster:AdvancedCluster",
    "catalog",
    {
        "projectId": PROJECT,
        "name": "catalog",
        "clusterType": "REPLICASET",
        "backupEnabled": True,
        "pitEnabled": True,
        "replicationSpecs": [
            {
                "regionConfigs": [
                    {
                        "providerName": "AWS",
                        "regionName": "US_EAST_1",
                        "priority": 7,
                        "electableSpecs": {"instanceSize": "M60", "nodeCount": 3},
                    }
                ],
            }
        ],
    },
)

schedule = pulumi.CustomResource(
    "mongodbatlas:index/cloudBackupSchedule:CloudBackupSchedule",
    "catalog-backups",
    {
        "projectId": PROJECT,
        "clusterName": "catalog",
        "referenceHourOfDay": 3,
        "referenceMinuteOfHour": 45,
        "restoreWindowDays": 5,
        "policyItemDaily": {"frequencyInterval": 1, "retentionUnit": "days", "retentionValue": 14},
        "policyItemWeeklies": [
            {"frequencyInterval": 6, "retentionUnit": "weeks", "retentionValue": 8},
        ],
        "copySettings": [
            {
                "cloudProvider": "AWS",
                "regionName": "AP_SOUTHEAST_2",
                "frequencies": ["DAILY", "WEEKLY"],
                "shouldCopyOplogs": True,
            }
        ],
    },
    opts=pulumi.ResourceOptions(depends_on=[cluster]),
)
pulumi.export("schedule", schedule.id)
