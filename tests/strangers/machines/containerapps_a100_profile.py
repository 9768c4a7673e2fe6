"""Container Apps environment with dedicated GPU nodes.

A Container Apps workload profile NC96-A100 (4 A100 a node) with 3 nodes at least and 12 at most.
"""

import pulumi
from pulumi_azure_native import app, resources

rg = resources.ResourceGroup("agents", location="westus3")

env = app.ManagedEnvironment(
    "agents",
    resource_group_name=rg.name,
    location=rg.location,
    workload_profiles=[
        {"name": "Consumption", "workload_profile_type": "Consumption"},
        {"name": "gpu", "workload_profile_type": "NC96-A100", "minimum_count": 3, "maximum_count": 12},
    ],
)

agent = app.ContainerApp(
    "planner",
    resource_group_name=rg.name,
    location=rg.location,
    managed_environment_id=env.id,
    workload_profile_name="gpu",
    template={
        "containers": [
            {
                "name": "planner",
                "image": "visionacr.azurecr.io/planner:5",
                "resources": {"cpu": 48, "memory": "440Gi"},
            }
        ],
        "scale": {"min_replicas": 3, "max_replicas": 24},
    },
)

pulumi.export("app", agent.name)
