"""A container that scales to nothing."""

import pulumi_azure_native as azure

TAGS = {"owner": "web", "cost-center": "we-3"}
group = azure.resources.ResourceGroup("api", location="westeurope", tags=TAGS)
environment = azure.app.ManagedEnvironment("api", resource_group_name=group.name, tags=TAGS)
azure.app.ContainerApp(
    "api",
    resource_group_name=group.name,
    managed_environment_id=environment.id,
    configuration={"ingress": {"external": False, "target_port": 8080}},
    template={
        "containers": [
            {"name": "api", "image": "registry.example.com/api:1.4.2", "resources": {"cpu": 0.5, "memory": "1Gi"}}
        ],
        "scale": {"min_replicas": 0, "max_replicas": 3},
    },
    tags=TAGS,
)
