"""BI warehouse of the whole company.

A serverless SQL warehouse of 3 to 30 clusters of size 4X-Large (528 DBU an hour each) that never stops.
"""

import pulumi

warehouse = pulumi.CustomResource(
    "databricks:index/sqlEndpoint:SqlEndpoint",
    "bi",
    {
        "name": "bi-everyone",
        "clusterSize": "4X-Large",
        "minNumClusters": 3,
        "maxNumClusters": 30,
        "autoStopMins": 0,
        "enableServerlessCompute": True,
        "warehouseType": "PRO",
    },
)

pulumi.export("jdbc", warehouse.id)
