"""Container Apps environment with a GPU profile for the inference team.

Container Apps environment with a dedicated NC96-A100 workload profile of at least 6 and at most 20 nodes (4 A100 each).
"""

import pulumi
import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("inference")
logs = azure.operationalinsights.Workspace(
    "inference-logs",
    resource_group_name=group.name,
    sku={"name": "PerGB2018"},
    retention_in_days=30,
)
env = azure.app.ManagedEnvironment(
    "apps-env",
    resource_group_name=group.name,
    workload_profiles=[
        {"name": "Consumption", "workload_profile_type": "Consumption"},
        {
            "name": "gpu",
            "workload_profile_type": "NC96-A100",
            "minimum_count": 6,
            "maximum_count": 20,
        },
    ],
)
app = azure.app.ContainerApp(
    "ranker",
    resource_group_name=group.name,
    managed_environment_id=env.id,
    workload_profile_name="gpu",
    configuration={"ingress": {"external": False, "target_port": 8000}},
    template={
        "containers": [
            {
                "name": "ranker",
                "image": "visionacr.azurecr.io/ranker:41",
                "resources": {"cpu": 90, "memory": "800Gi"},
            }
        ],
        "scale": {"min_replicas": 6, "max_replicas": 20},
    },
)
pulumi.export("logs", logs.name)
pulumi.export("app", app.name)
