"""An HDInsight cluster whose workers are named in a text.

Answer: oversized-instance fail lake
"""

import pulumi_azure_native as azure

azure.hdinsight.Cluster(
    "lake",
    resource_group_name="team",
    cluster_name="lake",
    properties={
        "cluster_version": "5.1",
        "compute_profile": {
            "roles": [
                {
                    "name": "workernode",
                    "target_instance_count": 4,
                    "hardware_profile": {"vm_size": "Standard_NC96ads_A100_v4"},
                },
            ]
        },
    },
)
