"""All-purpose cluster of the NLP team.

A Databricks cluster of 4 to 20 p4d.24xlarge workers (8 A100 each) with auto-termination off.
"""

import pulumi

cfg = pulumi.Config()

cluster = pulumi.CustomResource(
    "databricks:index/cluster:Cluster",
    "nlp",
    {
        "clusterName": "nlp-shared",
        "sparkVersion": "15.4.x-gpu-ml-scala2.12",
        "nodeTypeId": "p4d.24xlarge",
        "driverNodeTypeId": "m6id.4xlarge",
        "autoterminationMinutes": 0,
        "autoscale": {"minWorkers": cfg.get_int("minWorkers") or 4, "maxWorkers": cfg.get_int("maxWorkers") or 20},
        "awsAttributes": {"availability": "ON_DEMAND", "zoneId": "us-east-1a"},
        "dataSecurityMode": "SINGLE_USER",
    },
)

pulumi.CustomResource(
    "databricks:index/permissions:Permissions",
    "nlp-use",
    {
        "clusterId": cluster.id,
        "accessControls": [{"groupName": "nlp", "permissionLevel": "CAN_RESTART"}],
    },
)
