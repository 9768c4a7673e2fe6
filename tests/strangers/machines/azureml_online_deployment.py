"""Managed online endpoint for image generation.

A managed online deployment of 6 Standard_NC96ads_A100_v4 instances (4 A100 each); the count stands in the sku.
"""

import pulumi
from pulumi_azure_native import machinelearningservices as ml

common = {"resource_group_name": "ml-prod", "workspace_name": "vision-ml"}

endpoint = ml.OnlineEndpoint(
    "imagegen",
    **common,
    endpoint_name="imagegen",
    identity={"type": "SystemAssigned"},
    properties={"auth_mode": "Key", "traffic": {"blue": 100}},
)

blue = ml.OnlineDeployment(
    "imagegen-blue",
    **common,
    endpoint_name=endpoint.name,
    deployment_name="blue",
    properties={
        "endpoint_compute_type": "Managed",
        "instance_type": "Standard_NC96ads_A100_v4",
        "model": "azureml://registries/azureml/models/stabilityai-sdxl/versions/4",
        "scale_settings": {"scale_type": "Default"},
        "request_settings": {"max_concurrent_requests_per_instance": 4, "request_timeout": "PT90S"},
    },
    sku={"name": "Default", "capacity": 6},
)

pulumi.export("deployment", blue.name)
