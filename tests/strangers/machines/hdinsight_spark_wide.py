"""Risk calculations on HDInsight Spark.

An HDInsight Spark cluster of 80 Standard_E64_V3 workers (5120 cores).
"""

import pulumi
from pulumi_azure_native import hdinsight

password = pulumi.Config().get_secret("gatewayPassword") or pulumi.Output.secret("Change-me-first-1")

linux = {"linux_operating_system_profile": {"username": "sshuser", "password": password}}

cluster = hdinsight.Cluster(
    "risk",
    resource_group_name="risk-rg",
    cluster_name="risk-spark",
    properties={
        "cluster_version": "5.1",
        "os_type": "Linux",
        "tier": "Standard",
        "cluster_definition": {
            "kind": "Spark",
            "configurations": {
                "gateway": {"restAuthCredential.isEnabled": "true", "restAuthCredential.username": "admin"}
            },
        },
        "compute_profile": {
            "roles": [
                {
                    "name": "headnode",
                    "target_instance_count": 2,
                    "hardware_profile": {"vm_size": "Standard_E8_V3"},
                    "os_profile": linux,
                },
                {
                    "name": "workernode",
                    "target_instance_count": 80,
                    "hardware_profile": {"vm_size": "Standard_E64_V3"},
                    "os_profile": linux,
                },
            ],
        },
    },
)

pulumi.export("cluster", cluster.name)
